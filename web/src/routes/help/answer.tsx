import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import type { Asked } from './questions-asked';

/** One of the questions that are asked most, with its answer and the pages where it is done. */
function Answer({ name, to }: Asked) {
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

/** The questions that are asked most. */
export function AskedMost({ questions }: { questions: readonly Asked[] }) {
  const { t } = useWords();
  return (
    <section className="stack" aria-labelledby="asked-most">
      <Heading level={2} id="asked-most">
        {t('help.asked-most')}
      </Heading>
      <div>
        {questions.map((asked) => (
          <Answer key={asked.name} {...asked} />
        ))}
      </div>
    </section>
  );
}
