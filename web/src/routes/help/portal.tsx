import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { AskedMost } from './answer';
import { PORTAL } from './questions-asked';
import { ServiceDesk, useHelp } from './service-desk';

/** "Kundenportal: Hilfe" (seed 003): registering, logging in, opening one's business, and what is asked most about it. */
export function Portal() {
  const { t } = useWords();
  const help = useHelp();
  return (
    <>
      <Page title={t('portal.title')} lead={t('portal.lead')} back={{ to: '/help', text: t('help.title') }} />
      <div className="stack stack--wide">
        <ol className="how">
          {(['register', 'log-in', 'open'] as const).map((step) => (
            <li key={step}>
              <Heading level={2}>{t(`portal.${step}`)}</Heading>
              <p className="utrecht-paragraph">{t(`portal.${step}-text`)}</p>
            </li>
          ))}
        </ol>
        <div className="actions">
          <ButtonLink to="/register">{t('home.register')}</ButtonLink>
          <ButtonLink to="/log-in" purpose="secondary">
            {t('frame.log-in')}
          </ButtonLink>
        </div>
        <AskedMost questions={PORTAL} />
        <ServiceDesk help={help} />
      </div>
    </>
  );
}
