import { useWords } from '../i18n';
import { ButtonLink } from '../parts/link';
import { Page } from '../parts/page';

export function NotFound() {
  const { t } = useWords();
  return (
    <Page title={t('not-found.title')} lead={t('not-found.lead')}>
      <ButtonLink to="/">{t('broken.home')}</ButtonLink>
    </Page>
  );
}
