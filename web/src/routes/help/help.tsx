import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { AskedMost } from './answer';
import { QUESTIONS } from './questions-asked';
import { ServiceDesk, useHelp } from './service-desk';

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
        <section className="card stack stack--close" aria-labelledby="portal">
          <Heading level={2} id="portal">
            {t('portal.title')}
          </Heading>
          <p className="utrecht-paragraph">{t('help.portal')}</p>
          <div className="actions">
            <ButtonLink to="/help/portal" purpose="secondary">
              {t('help.to-portal')}
            </ButtonLink>
          </div>
        </section>
        <AskedMost questions={QUESTIONS} />
        <ServiceDesk help={help} />
      </div>
    </>
  );
}
