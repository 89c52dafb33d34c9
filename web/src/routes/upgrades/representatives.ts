// Between what the step of the representatives holds and what the contract calls their sections.
import type { Representative, UpgradeView } from '../../api/types';
import { wholeDate } from '../../parts/day';
import { looksLikeEmail } from '../accounts/judge';
import { isAsked, type Faults, type IdentityDocumentKind } from './data';
import { looksLikeMobile } from './typed';

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
