import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../i18n';
import { ButtonLink } from './link';

/** What is open to everybody who is logged in, without a PIN: the apprenticeship contract and the other forms (seed 003). */
export function GeneralServices() {
  const { t } = useWords();
  return (
    <section className="card stack stack--close" aria-labelledby="general-services">
      <Heading level={2} id="general-services">
        {t('services-open.title')}
      </Heading>
      <p className="utrecht-paragraph quiet">{t('services-open.text')}</p>
      <div className="actions">
        <ButtonLink to="/forms">{t('services-open.forms')}</ButtonLink>
        <ButtonLink to="/businesses" purpose="secondary">
          {t('services-open.business')}
        </ButtonLink>
      </div>
    </section>
  );
}
