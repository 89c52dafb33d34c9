import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';

/** How a business is opened, and what is open without it: for whoever has opened none. */
export function HowToOpen() {
  const { t } = useWords();
  return (
    <section className="card stack" aria-labelledby="how-to-open">
      <Heading level={2} appearance="level-3" id="how-to-open">
        {t('business.how')}
      </Heading>
      <p className="utrecht-paragraph">{t('business.how-text')}</p>
      <ol className="utrecht-ordered-list">
        <li>{t('business.how-1')}</li>
        <li>{t('business.how-2')}</li>
        <li>{t('business.how-3')}</li>
      </ol>
      <p className="utrecht-paragraph">{t('business.how-after')}</p>
      <p className="utrecht-paragraph">
        {t('business.how-without')} <TextLink to="/forms">{t('business-room.forms')}</TextLink>
      </p>
    </section>
  );
}
