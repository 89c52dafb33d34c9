// Between what the wizard's forms hold and what the contract calls sections.
import type { OrganisationSection, Representative, UpgradeView, UserSection } from '../../api/types';
import { looksLikeEmail } from '../accounts/judge';

type Faults = Record<string, string>;
export type Gender = NonNullable<UserSection['gender']>;
type IdentityDocumentKind = NonNullable<UserSection['identityDocument']>['type'];

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

export interface RepresentativeValues {
  /** Only here, to tell the cards apart. */
  key: string;
  isUser: boolean;
  notInRegister: boolean;
  language: 'nl' | 'de' | 'en' | '';
  firstNames: string;
  infix: string;
  surname: string;
  birthDate: string;
  function: string;
  email: string;
  mobile: string;
  documentType: '' | IdentityDocumentKind;
  documentNumber: string;
  documentExpires: string;
  power: '' | Representative['power'];
}

export const POWERS = ['alone', 'joint', 'limited', 'full-proxy'] as const;
export const GENDERS = ['female', 'male', 'x'] as const satisfies readonly Gender[];
export const IDENTITY_DOCUMENTS = ['passport', 'identity-card', 'driving-licence', 'residence-permit'] as const satisfies readonly IdentityDocumentKind[];

/** A whole civil date as `YYYY-MM-DD`; undefined when it is no day of the calendar. */
export function wholeDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.toISOString().slice(0, 10);
}

/** However a mobile number is written, it is one of these: 06..., +31 6..., 0031 6..., or of another country. */
export function looksLikeMobile(text: string): boolean {
  const bare = text.replace('(0)', '').replace(/[\s.-]/g, '');
  return /^06\d{8}$/.test(bare) || /^(\+|00)316\d{8}$/.test(bare) || (/^(\+|00)[1-9]\d{7,14}$/.test(bare) && !/^(\+|00)31/.test(bare));
}

/** Nine digits that pass the eleven test. */
export function looksLikeBsn(text: string): boolean {
  const digits = text.replace(/[\s.]/g, '');
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0;
}

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

export function emptyRepresentative(key: string): RepresentativeValues {
  return { key, isUser: false, firstNames: '', infix: '', surname: '', birthDate: '', function: '', email: '', mobile: '', documentType: '', documentNumber: '', documentExpires: '', power: '', notInRegister: false, language: '' };
}

export function representativeValues(upgrade: UpgradeView): RepresentativeValues[] {
  return (upgrade.data.representatives ?? []).map((one, index) => ({
    key: `saved-${index}`,
    isUser: one.isUser,
    firstNames: one.firstNames,
    infix: one.infix ?? '',
    surname: one.surname,
    birthDate: one.birthDate,
    function: one.function,
    email: one.email,
    mobile: one.mobile,
    documentType: one.identityDocument?.type ?? '',
    documentNumber: one.identityDocument?.number ?? '',
    documentExpires: one.identityDocument?.expiresOn ?? '',
    power: one.power,
    notInRegister: one.notInRegister ?? false,
    language: one.language ?? '',
  }));
}

/** Who is the user himself need not type his names again. */
function asUser(one: RepresentativeValues, user: UpgradeView['data']['user']): RepresentativeValues {
  if (!one.isUser || !user) return one;
  const { firstNames, infix, surname, birthDate, email, mobile } = user;
  return { ...one, firstNames, infix: infix ?? '', surname, birthDate, email, mobile };
}

export function representativeFaults(upgrade: UpgradeView, values: readonly RepresentativeValues[]): Faults {
  const faults: Faults = {};
  if (values.length === 0) faults.representatives = 'no-representative';
  values.forEach((typed, index) => {
    const one = asUser(typed, upgrade.data.user);
    const at = (field: string) => `representatives/${index}/${field}`;
    for (const field of ['firstNames', 'surname', 'function'] as const) if (!one[field].trim()) faults[at(field)] = 'missing';
    if (!one.birthDate) faults[at('birthDate')] = 'missing';
    else if (!wholeDate(one.birthDate)) faults[at('birthDate')] = 'not-a-date';
    if (!one.email.trim()) faults[at('email')] = 'missing';
    else if (!looksLikeEmail(one.email)) faults[at('email')] = 'not-an-email';
    if (!one.mobile.trim()) faults[at('mobile')] = 'missing';
    else if (!looksLikeMobile(one.mobile)) faults[at('mobile')] = 'not-a-mobile';
    if (!one.power) faults[at('power')] = 'missing';
    if (!one.isUser && isAsked(upgrade, 'representatives', 'identityDocument')) {
      if (!one.documentType) faults[at('identityDocument/type')] = 'missing';
      if (!one.documentNumber.trim()) faults[at('identityDocument/number')] = 'missing';
      if (!one.documentExpires) faults[at('identityDocument/expiresOn')] = 'missing';
      else if (!wholeDate(one.documentExpires)) faults[at('identityDocument/expiresOn')] = 'not-a-date';
    }
  });
  return faults;
}

export function representativeSections(upgrade: UpgradeView, values: readonly RepresentativeValues[]): Representative[] {
  return values.map((typed) => {
    const one = asUser(typed, upgrade.data.user);
    const infix = one.infix.trim();
    return {
      firstNames: one.firstNames.trim(),
      ...(infix && { infix }),
      surname: one.surname.trim(),
      birthDate: wholeDate(one.birthDate) ?? one.birthDate,
      function: one.function.trim(),
      email: one.email.trim(),
      mobile: one.mobile.trim(),
      ...(!one.isUser &&
        one.documentType && {
          identityDocument: {
            type: one.documentType,
            number: one.documentNumber.trim(),
            expiresOn: wholeDate(one.documentExpires) ?? one.documentExpires,
          },
        }),
      power: one.power === '' ? 'alone' : one.power,
      isUser: one.isUser,
      ...(one.notInRegister && { notInRegister: true }),
      ...(one.language !== '' && { language: one.language }),
    };
  });
}

/** A field whose entry differs from what is registered. */
export interface Differing {
  section: 'user' | 'organisation';
  field: keyof DataValues;
  entered: string;
  registered: string;
}

const COMPARED = {
  user: ['initials', 'firstNames', 'infix', 'surname', 'birthDate', 'email', 'mobile'],
  organisation: ['kvkNumber', 'establishmentNumber'],
} as const;

function plain(field: keyof DataValues, text: string): string {
  if (field === 'email') return text.trim().toLowerCase();
  if (field === 'mobile') return text.replace('(0)', '').replace(/[\s.-]/g, '').replace(/^(\+|00)31/, '0');
  if (field === 'kvkNumber' || field === 'establishmentNumber') return text.replace(/[\s.]/g, '');
  if (field === 'birthDate') return wholeDate(text) ?? text;
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** What differs from the present registration, field by field. Nothing is registered for a first application. */
export function differing(upgrade: UpgradeView, values: DataValues): Differing[] {
  if (!upgrade.fromLevel) return [];
  return (['user', 'organisation'] as const).flatMap((section) =>
    COMPARED[section].flatMap((field) => {
      if (needOf(upgrade, section, field) === undefined) return [];
      const registered = knownOf(upgrade, section, field);
      const entered = values[field];
      // A mobile or a first entry that nobody registered is new, not different; an infix or a branch that is added is different.
      const may = registered !== '' || field === 'infix' || field === 'establishmentNumber';
      const typed = entered.trim() !== '' || field === 'infix' || field === 'establishmentNumber';
      return may && typed && plain(field, entered) !== plain(field, registered) ? [{ section, field, entered, registered }] : [];
    }),
  );
}

/** The page of the wizard where a pointer of the server is mended. */
export function stepOf(pointer: string): 'services' | 'data' | 'representatives' | 'extract' {
  const path = pointer.replace(/^\/(data\/)?/, '');
  if (path.startsWith('authorisations')) return 'services';
  if (path.startsWith('representatives')) return 'representatives';
  return path.startsWith('documents') ? 'extract' : 'data';
}

/** The page of the wizard where what staff refused for is mended. */
export function stepForReason(reason: string): 'data' | 'representatives' | 'extract' {
  if (reason.startsWith('extract-')) return 'extract';
  return reason === 'representative-not-authorised' || reason === 'blocked-in-register' || reason === 'signer-missing' ? 'representatives' : 'data';
}

/** An activation code as it is kept: spaces, dashes and small letters are how people type. */
export function plainCode(text: string): string {
  return text.replace(/[\s\u00a0._-]/g, '').toUpperCase();
}
