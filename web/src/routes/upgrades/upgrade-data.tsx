import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { TextLink } from '../../parts/link';
import { BranchChange } from './branch-change';
import { WhatFor } from './what-for';

function fullName(person: { firstNames: string; infix?: string | null; surname: string }): string {
  return [person.firstNames, person.infix, person.surname].filter(Boolean).join(' ');
}

/** Everything that was filled in. With `changeAt`, each part leads to where it is changed. */
export function UpgradeData({ upgrade, changeAt }: { upgrade: UpgradeView; changeAt?: string }) {
  const { t, named, date } = useWords();
  const { user, organisation, representatives = [] } = upgrade.data;
  const part = (title: string, step: 'data' | 'representatives', children: ReactNode) => (
    <section className="card stack stack--close">
      <div className="row row--apart">
        <Heading level={2} appearance="level-3">
          {title}
        </Heading>
        {changeAt && (
          <TextLink to={`${changeAt}/${step}`}>
            {t('change')}
            <span className="only-heard"> {title}</span>
          </TextLink>
        )}
      </div>
      {children}
    </section>
  );
  return (
    <>
      {!changeAt && upgrade.quote && <WhatFor upgrade={upgrade} />}
      {part(
        t('data.user'),
        'data',
        user ? (
          <DataList
            rows={[
              [t('field.name'), fullName(user)],
              [t('field.initials'), user.initials],
              [t('field.birth-date'), date(user.birthDate)],
              [t('field.birth-place'), user.birthPlace],
              [t('field.gender'), user.gender && t(`gender.${user.gender}`)],
              [t('field.nationality'), user.nationality],
              [t('field.own-address'), user.address && `${user.address.street}, ${user.address.postcode} ${user.address.town}, ${user.address.country}`],
              [t('field.email'), user.email],
              [t('field.mobile'), user.mobile],
              [t('field.bsn'), user.bsn],
              [t('field.certificate-serial'), user.certificateSerial],
              [t('field.employed'), user.employed ? t('yes') : t('no')],
              [
                t('data.identity-document'),
                user.identityDocument &&
                  t('data.identity-document-line', {
                    type: named('document-type', user.identityDocument.type, 'document-type.unknown'),
                    number: user.identityDocument.number,
                    date: date(user.identityDocument.expiresOn),
                  }),
              ],
            ]}
          />
        ) : (
          <p className="quiet">{t('summary.empty')}</p>
        ),
      )}
      {part(
        t('data.organisation'),
        'data',
        organisation ? (
          <>
            <DataList
              rows={[
                [t('field.kvk-number'), organisation.kvkNumber],
                [t('field.establishment-number'), organisation.establishmentNumber],
              ]}
            />
            <BranchChange upgrade={upgrade} entered={organisation.establishmentNumber ?? ''} />
          </>
        ) : (
          <p className="quiet">{t('summary.empty')}</p>
        ),
      )}
      {part(
        t('step.representatives'),
        'representatives',
        representatives.length > 0 ? (
          representatives.map((one) => (
            <DataList
              key={`${one.email} ${one.surname}`}
              rows={[
                [t('field.name'), fullName(one)],
                [t('field.birth-date'), date(one.birthDate)],
                [t('field.function'), one.function],
                [t('field.power'), named('power', one.power, 'power.unknown')],
                [t('field.register'), one.notInRegister ? t('field.not-in-register') : undefined],
                [t('field.email'), one.email],
                [t('field.mobile'), one.mobile],
                [
                  t('data.identity-document'),
                  one.identityDocument &&
                    t('data.identity-document-line', {
                      type: named('document-type', one.identityDocument.type, 'document-type.unknown'),
                      number: one.identityDocument.number,
                      date: date(one.identityDocument.expiresOn),
                    }),
                ],
              ]}
            />
          ))
        ) : (
          <p className="quiet">{t('summary.empty')}</p>
        ),
      )}
    </>
  );
}
