import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { Sections, type Part } from './sections';

// Each line says what the code does: how long things are kept stands beside what keeps them (docs/security.md, S29, S51, S59, S60).
const PARTS: readonly Part[] = [
  { title: 'privacy.who', lines: ['privacy.who-1'] },
  { title: 'privacy.what', lines: ['privacy.what-1', 'privacy.what-2', 'privacy.what-3', 'privacy.what-4', 'privacy.what-5'], list: true },
  { title: 'privacy.sees', lines: ['privacy.sees-1', 'privacy.sees-2', 'privacy.sees-3'] },
  { title: 'privacy.long', lines: ['privacy.long-1', 'privacy.long-2', 'privacy.long-3', 'privacy.long-4', 'privacy.long-5'], list: true },
  { title: 'privacy.safe', lines: ['privacy.safe-1'] },
  { title: 'privacy.cookies', lines: ['privacy.cookies-1'] },
  { title: 'privacy.rights', lines: ['privacy.rights-1', 'privacy.rights-2'] },
];

/** What Balie does with personal data. */
export function Privacy() {
  const { t } = useWords();
  return (
    <Page title={t('privacy.title')} lead={t('privacy.lead')}>
      <div className="stack stack--wide">
        <Sections parts={PARTS} />
        <p className="utrecht-paragraph">
          <TextLink to="/data-table">{t('guide.to-data-table')}</TextLink> · <TextLink to="/terms">{t('terms.title')}</TextLink>
        </p>
        <p className="utrecht-paragraph">
          {t('terms.ask')} <TextLink to="/help/ask">{t('terms.desk')}</TextLink>.
        </p>
      </div>
    </Page>
  );
}
