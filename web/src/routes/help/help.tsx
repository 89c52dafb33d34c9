import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { QUESTIONS, type Asked } from './questions-asked';
import { ServiceDesk, useHelp } from './service-desk';

function Answer({ name, to }: Asked): ReactNode {
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

/** Help: what is asked most, not being able to log in, and the service desk. */
export function Help() {
  const { t } = useWords();
  const help = useHelp();
  return (
    <>
      <Page title={t('help.title')} lead={t('help.lead')} />
      <div className="stack stack--wide">
        <section className="card stack stack--close" aria-labelledby="cannot">
          <Heading level={2} id="cannot">
            {t('cannot.title')}
          </Heading>
          <p className="utrecht-paragraph">{t('help.cannot')}</p>
          <div className="actions">
            <ButtonLink to="/help/log-in">{t('help.to-cannot')}</ButtonLink>
          </div>
        </section>
        <section className="stack" aria-labelledby="asked-most">
          <Heading level={2} id="asked-most">
            {t('help.asked-most')}
          </Heading>
          <div>
            {QUESTIONS.map((asked) => (
              <Answer key={asked.name} {...asked} />
            ))}
          </div>
        </section>
        <ServiceDesk help={help} />
      </div>
    </>
  );
}
