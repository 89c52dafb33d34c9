import { Link } from '@nl-design-system-candidate/link-react';
import { useHref } from 'react-router';
import { useWords } from '../i18n';

/** Where the terms and the privacy statement are read, in a tab of their own: the page one comes from may hold a link that is good once. */
export function ReadTerms() {
  const { t } = useWords();
  return (
    <>
      {t('terms.new-tab')}{' '}
      <Link href={useHref('/terms')} target="_blank" rel="noreferrer">
        {t('terms.title')}
      </Link>{' '}
      ·{' '}
      <Link href={useHref('/privacy')} target="_blank" rel="noreferrer">
        {t('privacy.title')}
      </Link>
    </>
  );
}
