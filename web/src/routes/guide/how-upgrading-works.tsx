import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords, type Key } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { Offers, useOffers } from '../catalogue/offers';

interface Step {
  name: 'services' | 'data' | 'start' | 'proof' | 'after';
  lines: 2 | 3;
  to?: { path: string; text: Key };
}

/** The journey in five steps, as it is told before anybody has an account. */
const STEPS: Step[] = [
  { name: 'services', lines: 3, to: { path: '/services', text: 'guide.to-services' } },
  { name: 'data', lines: 3, to: { path: '/data-table', text: 'guide.to-data-table' } },
  { name: 'start', lines: 3 },
  { name: 'proof', lines: 3, to: { path: '/authorised-representative', text: 'guide.to-representative' } },
  { name: 'after', lines: 3 },
];

/** How upgrading works, from what it is for to the level that works. */
export function HowUpgradingWorks() {
  const { t } = useWords();
  const offers = useOffers();
  return (
    <>
      <Page title={t('guide.title')} lead={t('guide.lead')} />
      <div className="stack stack--wide">
        <ol className="how">
          {STEPS.map(({ name, lines, to }) => (
            <li key={name}>
              <Heading level={2}>{t(`guide.${name}`)}</Heading>
              {(['1', '2', '3'] as const).slice(0, lines).map((line) => (
                <p className="utrecht-paragraph" key={line}>
                  {t(`guide.${name}-${line}`)}
                </p>
              ))}
              {to && <TextLink to={to.path}>{t(to.text)}</TextLink>}
            </li>
          ))}
        </ol>
        {offers.length > 0 && (
          <section className="card stack stack--close" aria-labelledby="offers">
            <Heading level={2} id="offers">
              {t('offer.heading')}
            </Heading>
            <Offers codes={offers} />
            <p className="utrecht-paragraph quiet">{t('offer.how')}</p>
          </section>
        )}
        <section className="stack stack--close">
          <Heading level={2}>{t('guide.many')}</Heading>
          <p className="utrecht-paragraph">{t('guide.many-text')}</p>
          <div className="actions">
            <ButtonLink to="/batches" purpose="secondary">
              {t('guide.to-batches')}
            </ButtonLink>
            <ButtonLink to="/help/ask?topic=many-users" purpose="secondary">
              {t('guide.to-many')}
            </ButtonLink>
          </div>
        </section>
        <section className="stack stack--close">
          <Heading level={2}>{t('guide.exactly')}</Heading>
          <p className="utrecht-paragraph">{t('guide.exactly-text')}</p>
          <p className="utrecht-paragraph">{t('guide.branch-text')}</p>
        </section>
        <div className="actions">
          <ButtonLink to="/advice">{t('guide.to-advice')}</ButtonLink>
          <ButtonLink to="/means" purpose="secondary">
            {t('guide.to-start')}
          </ButtonLink>
        </div>
        <p className="utrecht-paragraph">
          {t('guide.help')} <TextLink to="/help/ask?topic=upgrade">{t('guide.to-help')}</TextLink>
        </p>
      </div>
    </>
  );
}
