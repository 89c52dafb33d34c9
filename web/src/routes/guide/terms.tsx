import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { Sections, type Part } from './sections';
import { TERMS } from './terms-version';

const PARTS: readonly Part[] = [
  { title: 'terms.scope', lines: ['terms.scope-1', 'terms.scope-2'] },
  { title: 'terms.account', lines: ['terms.account-1', 'terms.account-2', 'terms.account-3'] },
  { title: 'terms.data', lines: ['terms.data-1', 'terms.data-2'] },
  { title: 'terms.pay', lines: ['terms.pay-1', 'terms.pay-2'] },
  { title: 'terms.we', lines: ['terms.we-1', 'terms.we-2'] },
  { title: 'terms.end', lines: ['terms.end-1', 'terms.end-2'] },
  { title: 'terms.change', lines: ['terms.change-1'] },
];

/** The terms of use, which are also the general terms that contracts name. */
export function Terms() {
  const { t } = useWords();
  return (
    <Page title={t('terms.title')} lead={t('terms.lead')}>
      <div className="stack stack--wide">
        <p className="utrecht-paragraph quiet">{t('terms.version', TERMS)}</p>
        <Sections parts={PARTS} />
        <p className="utrecht-paragraph">
          {t('terms.to-privacy')} <TextLink to="/privacy">{t('privacy.title')}</TextLink>.
        </p>
        <p className="utrecht-paragraph">
          {t('terms.ask')} <TextLink to="/help/ask">{t('terms.desk')}</TextLink>.
        </p>
      </div>
    </Page>
  );
}
