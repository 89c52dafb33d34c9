import type { ReactNode } from 'react';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import type { Asked } from './questions-asked';

/** One of the questions that are asked most, with its answer and the pages where it is done. */
export function Answer({ name, to }: Asked): ReactNode {
  const { t } = useWords();
  return (
    <details className="faq">
      <summary>{t(`faq.${name}`)}</summary>
      <div className="stack stack--close">
        <p className="utrecht-paragraph">{t(`faq-answer.${name}`)}</p>
        {name === 'what' && (
          <p>
            <a className="nl-link" href="https://www.eherkenning.nl" rel="noreferrer">
              www.eherkenning.nl
            </a>
          </p>
        )}
        <ul className="faq__links">
          {to.map(({ path, text }) => (
            <li key={path}>
              <TextLink to={path}>{t(text)}</TextLink>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
