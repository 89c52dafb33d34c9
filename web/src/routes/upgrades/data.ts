// Between what the data step holds and what the contract calls its sections.
import type { OrganisationSection, UpgradeView, UserSection } from '../../api/types';
import { wholeDate } from '../../parts/day';
import { looksLikeEmail } from '../accounts/judge';
import { looksLikeBsn, looksLikeMobile } from './typed';

export type Faults = Record<string, string>;
export type Gender = NonNullable<UserSection['gender']>;
export type IdentityDocumentKind = NonNullable<UserSection['identityDocument']>['type'];

/** What the data step holds. `employed` is yes, no, or not yet answered. */
export interface DataValues {
  initials: string;
  firstNames: string;
  infix: string;
  surname: string;
  birthDate: string;
  birthPlace: string;
  gender: '' | Gender;
  nationality: string;
  street: string;
  postcode: string;
  town: string;
  country: string;
  bsn: string;
  certificateSerial: string;
  email: string;
  mobile: string;
  employed: '' | 'yes' | 'no';
  documentType: '' | IdentityDocumentKind;
  documentNumber: string;
  documentExpires: string;
  kvkNumber: string;
  establishmentNumber: string;
  /** The branch whose consequences were read and accepted. */
  branchAccepted: string;
}

export const GENDERS = ['female', 'male', 'x'] as const satisfies readonly Gender[];
export const IDENTITY_DOCUMENTS = ['passport', 'identity-card', 'driving-licence', 'residence-permit'] as const satisfies readonly IdentityDocumentKind[];

/** Whether the case cannot go on without a field: also a conditional one, once its condition holds. */
export function isNeeded(upgrade: UpgradeView, section: string, field: string): boolean {
  return upgrade.asked.some((asked) => asked.section === section && asked.field === field && asked.needed);
}

/** Whether a field is asked here: a conditional one only once its condition holds. */
export function isAsked(upgrade: UpgradeView, section: string, field: string): boolean {
  const need = needOf(upgrade, section, field);
  return need !== undefined && (need !== 'conditional' || isNeeded(upgrade, section, field));
}

/** How much a field is needed for this target level; undefined when it is not asked. */
export function needOf(upgrade: UpgradeView, section: string, field: string) {
  return upgrade.asked.find((asked) => asked.section === section && asked.field === field)?.need;
}

/** What is registered already, as text; empty when it is not known. */
export function knownOf(upgrade: UpgradeView, section: string, field: string): string {
  const known: unknown = upgrade.asked.find((asked) => asked.section === section && asked.field === field)?.known;
  return typeof known === 'string' || typeof known === 'number' ? String(known) : '';
}

/** The name of whoever is to hold the means, as far as it is known. */
export function holderName(upgrade: UpgradeView): string {
  const part = (field: 'firstNames' | 'infix' | 'surname') => upgrade.data.user?.[field] ?? knownOf(upgrade, 'user', field);
  return [part('firstNames'), part('infix'), part('surname')].filter(Boolean).join(' ');
}

/** The form as it starts: what was filled in before, else what is registered. */
export function dataValues(upgrade: UpgradeView): DataValues {
  const { user, organisation } = upgrade.data;
  const known = (field: string) => knownOf(upgrade, 'user', field);
  return {
    initials: user?.initials ?? known('initials'),
    firstNames: user?.firstNames ?? known('firstNames'),
    infix: user ? (user.infix ?? '') : known('infix'),
    surname: user?.surname ?? known('surname'),
    birthDate: user?.birthDate ?? known('birthDate'),
    birthPlace: user?.birthPlace ?? known('birthPlace'),
    gender: user?.gender ?? '',
    nationality: user?.nationality ?? '',
    street: user?.address?.street ?? '',
    postcode: user?.address?.postcode ?? '',
    town: user?.address?.town ?? '',
    country: user?.address?.country ?? 'NL',
    bsn: user?.bsn ?? '',
    certificateSerial: user?.certificateSerial ?? '',
    email: user?.email ?? known('email'),
    mobile: user?.mobile ?? known('mobile'),
    employed: user ? (user.employed ? 'yes' : 'no') : '',
    documentType: user?.identityDocument?.type ?? '',
    documentNumber: user?.identityDocument?.number ?? '',
    documentExpires: user?.identityDocument?.expiresOn ?? '',
    kvkNumber: organisation?.kvkNumber ?? (knownOf(upgrade, 'organisation', 'kvkNumber') || ''),
    establishmentNumber: organisation ? (organisation.establishmentNumber ?? '') : knownOf(upgrade, 'organisation', 'establishmentNumber'),
    branchAccepted: organisation?.establishmentNumber ?? '',
  };
}

/** Whether the identity document is asked: always, or only of somebody who does not work there. */
export function asksIdentityDocument(upgrade: UpgradeView, values: Pick<DataValues, 'employed'>): boolean {
  const need = needOf(upgrade, 'user', 'identityDocument');
  return need === 'required' || (need === 'conditional' && values.employed === 'no');
}

export function dataFaults(upgrade: UpgradeView, values: DataValues): Faults {
  const faults: Faults = {};
  const text = (name: string, field: keyof DataValues) => {
    if (needOf(upgrade, 'user', field) === 'required' && !values[field].trim()) faults[name] = 'missing';
  };
  text('user/initials', 'initials');
  text('user/firstNames', 'firstNames');
  text('user/surname', 'surname');
  text('user/birthPlace', 'birthPlace');
  if (!values.birthDate) faults['user/birthDate'] = 'missing';
  else if (!wholeDate(values.birthDate)) faults['user/birthDate'] = 'not-a-date';
  if (!values.email.trim()) faults['user/email'] = 'missing';
  else if (!looksLikeEmail(values.email)) faults['user/email'] = 'not-an-email';
  if (!values.mobile.trim()) faults['user/mobile'] = 'missing';
  else if (!looksLikeMobile(values.mobile)) faults['user/mobile'] = 'not-a-mobile';
  if (!values.employed) faults['user/employed'] = 'missing';
  const nationality = values.nationality.trim();
  if (nationality && !isCountry(nationality)) faults['user/nationality'] = 'not-a-country';
  const address = [values.street, values.postcode, values.town].some((part) => part.trim());
  if (isAsked(upgrade, 'user', 'address') && (address || isNeeded(upgrade, 'user', 'address'))) {
    for (const field of ['street', 'postcode', 'town'] as const) if (!values[field].trim()) faults[`user/address/${field}`] = 'missing';
    if (!isCountry(values.country)) faults['user/address/country'] = 'not-a-country';
  }
  if (isAsked(upgrade, 'user', 'bsn')) {
    if (!values.bsn.trim()) faults['user/bsn'] = 'missing';
    else if (!looksLikeBsn(values.bsn)) faults['user/bsn'] = 'not-a-bsn';
  }
  if (isAsked(upgrade, 'user', 'certificateSerial')) {
    if (!values.certificateSerial.trim()) faults['user/certificateSerial'] = 'missing';
    else if (!/^[0-9a-f]{8,40}$/i.test(values.certificateSerial.replace(/[\s:]/g, ''))) faults['user/certificateSerial'] = 'not-a-serial';
  }
  if (asksIdentityDocument(upgrade, values)) {
    if (!values.documentType) faults['user/identityDocument/type'] = 'missing';
    if (!values.documentNumber.trim()) faults['user/identityDocument/number'] = 'missing';
    if (!values.documentExpires) faults['user/identityDocument/expiresOn'] = 'missing';
    else if (!wholeDate(values.documentExpires)) faults['user/identityDocument/expiresOn'] = 'not-a-date';
  }
  const kvk = values.kvkNumber.replace(/[\s.]/g, '');
  if (!kvk) faults['organisation/kvkNumber'] = 'missing';
  else if (!/^\d{8}$/.test(kvk)) faults['organisation/kvkNumber'] = 'not-a-kvk-number';
  const branch = values.establishmentNumber.replace(/[\s.]/g, '');
  if (branch && !/^\d{12}$/.test(branch)) faults['organisation/establishmentNumber'] = 'not-an-establishment-number';
  else if (branch && values.branchAccepted !== branch) faults['organisation/branchAccepted'] = 'branch-unconfirmed';
  return faults;
}

function isCountry(text: string): boolean {
  return /^[a-z]{2}$/i.test(text.trim());
}

/** Both sections of a form without faults. */
export function dataSections(upgrade: UpgradeView, values: DataValues): { user: UserSection; organisation: OrganisationSection } {
  const branch = values.establishmentNumber.replace(/[\s.]/g, '');
  const birthPlace = values.birthPlace.trim();
  const infix = values.infix.trim();
  const nationality = values.nationality.trim().toUpperCase();
  return {
    user: {
      initials: values.initials.trim(),
      firstNames: values.firstNames.trim(),
      ...(infix && { infix }),
      surname: values.surname.trim(),
      birthDate: wholeDate(values.birthDate) ?? values.birthDate,
      ...(birthPlace && { birthPlace }),
      ...(values.gender && isAsked(upgrade, 'user', 'gender') && { gender: values.gender }),
      ...(nationality && isAsked(upgrade, 'user', 'nationality') && { nationality }),
      ...(values.street.trim() &&
        isAsked(upgrade, 'user', 'address') && {
          address: {
            street: values.street.trim(),
            postcode: values.postcode.trim(),
            town: values.town.trim(),
            country: values.country.trim().toUpperCase(),
          },
        }),
      ...(values.bsn.trim() && isAsked(upgrade, 'user', 'bsn') && { bsn: values.bsn.replace(/[\s.]/g, '') }),
      ...(values.certificateSerial.trim() &&
        isAsked(upgrade, 'user', 'certificateSerial') && { certificateSerial: values.certificateSerial.replace(/[\s:]/g, '') }),
      email: values.email.trim(),
      mobile: values.mobile.trim(),
      employed: values.employed === 'yes',
      ...(asksIdentityDocument(upgrade, values) &&
        values.documentType && {
        identityDocument: {
          type: values.documentType,
          number: values.documentNumber.trim(),
          expiresOn: wholeDate(values.documentExpires) ?? values.documentExpires,
        },
      }),
    },
    organisation: { kvkNumber: values.kvkNumber.replace(/[\s.]/g, ''), ...(branch && { establishmentNumber: branch }) },
  };
}
