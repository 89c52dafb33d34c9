import { Heading } from '@nl-design-system-candidate/heading-react';
import type { SigningRoomView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { Fingerprint } from '../contracts/fingerprint';

/** Exactly what is signed: nothing a signer agrees to stands anywhere else. */
export function Application({ application }: { application: SigningRoomView['application'] }) {
  const { t, n, date, locale } = useWords();
  const { user, representatives, services, termYears, quote } = application;
  return (
    <section className="card stack">
      <Heading level={2}>{t('sign.what')}</Heading>
      <DataList
        rows={[
          [t('field.organisation'), application.organisation],
          [t('field.kvk-number'), application.kvkNumber],
          [t('field.establishment-number'), application.establishmentNumber],
          [t('case.means'), application.meansNumber],
          [
            t('sign.level'),
            application.fromLevel
              ? t('sign.level-from-to', { from: application.fromLevel, to: application.targetLevel })
              : t('sign.level-first', { to: application.targetLevel }),
          ],
        ]}
      />
      {user && (
        <>
          <Heading level={3}>{t('sign.user')}</Heading>
          <DataList
            rows={[
              [t('field.name'), user.name],
              [t('field.birth-date'), date(user.birthDate)],
              [t('field.email'), user.email],
              [t('field.mobile'), user.mobile],
              [t('sign.employed'), user.employed ? t('yes') : t('no')],
            ]}
          />
        </>
      )}
      <Heading level={3}>{t('sign.representatives')}</Heading>
      <ul className="utrecht-unordered-list">
        {representatives.map((one) => (
          <li className="utrecht-unordered-list__item" key={`${one.name} ${one.function}`}>
            {one.name}, {one.function}
          </li>
        ))}
      </ul>
      {services.length > 0 && (
        <>
          <Heading level={3}>{t('sign.services')}</Heading>
          <ul className="utrecht-unordered-list">
            {services.map((chosen) => (
              <li className="utrecht-unordered-list__item" key={JSON.stringify(chosen)}>
                {chosen.scope === 'all' && t('sign.all-services')}
                {chosen.scope === 'provider' && t('sign.all-of-provider', { provider: chosen.provider })}
                {chosen.scope === 'service' && (chosen.name ? `${chosen.provider}, ${chosen.name}` : chosen.serviceId)}
              </li>
            ))}
          </ul>
        </>
      )}
      <DataList
        rows={[
          [t('sign.term'), termYears ? n('sign.years', termYears) : t('sign.term-stays')],
          [
            t('sign.price'),
            quote && t('sign.price-line', { gross: cents(quote.grossCents, locale), net: cents(quote.netCents, locale) }),
          ],
          [t('sign.fingerprint'), <Fingerprint key="fingerprint" value={application.fingerprint} />],
        ]}
      />
      <p className="quiet">{t('sign.fingerprint-text')}</p>
    </section>
  );
}
