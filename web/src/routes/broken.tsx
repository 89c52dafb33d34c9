import { useWords } from '../i18n';
import { Button } from '../parts/button';
import { Page } from '../parts/page';

/** A fault in a page itself. */
export function Broken() {
  const { t } = useWords();
  return (
    <Page title={t('broken.title')} lead={t('broken.lead')}>
      <Button onClick={() => location.assign('/')}>{t('broken.home')}</Button>
    </Page>
  );
}
