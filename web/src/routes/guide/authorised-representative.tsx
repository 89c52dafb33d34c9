import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { Table } from '../../parts/table';

/** The kinds of power (bevoegdheid), as the register has them and the form asks them. */
const POWERS = ['alone', 'joint', 'limited', 'full-proxy'] as const;

const LEVELS = ['low', 'substantial', 'high'] as const;
const COLUMNS = ['power', ...LEVELS] as const;

/** What stops any signature, whatever the power. */
const BLOCKERS = ['bankrupt', 'struck-off', 'minor', 'suspended'] as const;

/** Who an authorised representative is, and how many of them must sign. */
export function AuthorisedRepresentative() {
  const { t } = useWords();
  return (
    <>
      <Page title={t('representative-guide.title')} lead={t('representative-guide.lead')} back={{ to: '/how-upgrading-works', text: t('guide.title') }} />
      <div className="stack stack--wide">
        <section className="stack stack--close">
          <Heading level={2}>{t('representative-guide.powers')}</Heading>
          <Table
            caption={t('representative-guide.powers')}
            columns={COLUMNS.map((column) => t(`representative-guide.${column}`))}
            rows={POWERS.map((power) => ({
              key: power,
              cells: [t(`power.${power}`), ...LEVELS.map((level) => t(`representative-guide.${power}-${level}`))],
            }))}
          />
        </section>
        <section className="stack stack--close">
          <Heading level={2}>{t('representative-guide.blockers')}</Heading>
          <p className="utrecht-paragraph">{t('representative-guide.blockers-text')}</p>
          <ul className="utrecht-unordered-list">
            {BLOCKERS.map((blocker) => (
              <li className="utrecht-unordered-list__item" key={blocker}>
                {t(`representative-guide.${blocker}`)}
              </li>
            ))}
          </ul>
        </section>
        <section className="stack stack--close">
          <Heading level={2}>{t('representative-guide.register')}</Heading>
          <p className="utrecht-paragraph">{t('representative-guide.register-text')}</p>
          <p className="utrecht-paragraph">{t('representative-guide.manager-text')}</p>
        </section>
        <p className="utrecht-paragraph">
          <TextLink to="/data-table">{t('guide.to-data-table')}</TextLink>
        </p>
        <p className="utrecht-paragraph">
          {t('guide.help')} <TextLink to="/help/ask?topic=upgrade">{t('guide.to-help')}</TextLink>
        </p>
      </div>
    </>
  );
}
