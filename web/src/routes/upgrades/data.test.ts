import { describe, expect, it } from 'vitest';
import type { UpgradeView } from '../../api/types';
import {
  asksIdentityDocument,
  dataFaults,
  dataSections,
  dataValues,
  emptyRepresentative,
  looksLikeMobile,
  plainCode,
  representativeFaults,
  representativeSections,
  stepForReason,
  stepOf,
  wholeDate,
} from './data';

const asked = (section: string, field: string, need: string, known?: string) => ({ section, field, need, ...(known && { known }) });
const upgrade = {
  data: { representatives: [] },
  asked: [
    asked('user', 'initials', 'required', 'P.M.'),
    asked('user', 'firstNames', 'required', 'Petra Maria'),
    asked('user', 'infix', 'optional'),
    asked('user', 'surname', 'required', 'Jansen'),
    asked('user', 'birthDate', 'required', '1975-02-01'),
    asked('user', 'birthPlace', 'required'),
    asked('user', 'email', 'required', 'p.jansen@voorbeeld.nl'),
    asked('user', 'mobile', 'required', '+31612345678'),
    asked('user', 'identityDocument', 'conditional'),
    asked('user', 'employed', 'required'),
    asked('organisation', 'kvkNumber', 'required', '69599084'),
    asked('organisation', 'establishmentNumber', 'optional'),
  ],
} as unknown as UpgradeView;

describe('the data of an upgrade', () => {
  it('starts from what is registered and asks only for the rest', () => {
    const values = dataValues(upgrade);
    expect(values.firstNames).toBe('Petra Maria');
    expect(dataFaults(upgrade, values)).toEqual({ 'user/birthPlace': 'missing', 'user/employed': 'missing' });
  });

  it('makes sections without empty fields', () => {
    const values = { ...dataValues(upgrade), birthPlace: ' Utrecht ', employed: 'yes' as const, kvkNumber: '6959 9084' };
    expect(dataFaults(upgrade, values)).toEqual({});
    expect(dataSections(upgrade, values)).toEqual({
      user: {
        initials: 'P.M.',
        firstNames: 'Petra Maria',
        surname: 'Jansen',
        birthDate: '1975-02-01',
        birthPlace: 'Utrecht',
        email: 'p.jansen@voorbeeld.nl',
        mobile: '+31612345678',
        employed: true,
      },
      organisation: { kvkNumber: '69599084' },
    });
  });

  it('asks the identity document of somebody who does not work there', () => {
    expect(asksIdentityDocument(upgrade, { employed: 'yes' })).toBe(false);
    expect(asksIdentityDocument(upgrade, { employed: 'no' })).toBe(true);
    const values = { ...dataValues(upgrade), birthPlace: 'Utrecht', employed: 'no' as const };
    expect(Object.keys(dataFaults(upgrade, values))).toEqual([
      'user/identityDocument/type',
      'user/identityDocument/number',
      'user/identityDocument/expiresOn',
    ]);
  });

  it('lets a representative who is the user type nothing twice', () => {
    const { user } = dataSections(upgrade, { ...dataValues(upgrade), birthPlace: 'Utrecht', employed: 'yes' });
    const withUser = { ...upgrade, data: { representatives: [], user } } as UpgradeView;
    const self = { ...emptyRepresentative('a'), isUser: true, function: 'Directeur', power: 'alone' as const };
    expect(representativeFaults(withUser, [self])).toEqual({});
    expect(representativeSections(withUser, [self])[0]).toMatchObject({ surname: 'Jansen', isUser: true, power: 'alone' });
    expect(representativeFaults(withUser, [])).toEqual({ representatives: 'no-representative' });
    expect(representativeFaults(withUser, [emptyRepresentative('b')])['representatives/0/power']).toBe('missing');
  });
});

describe('what people type', () => {
  it.each([
    ['1975-2-1', '1975-02-01'],
    ['2024-02-29', '2024-02-29'],
    ['2023-02-29', undefined],
    ['1975-13-01', undefined],
    ['75-1-1', undefined],
    ['--', undefined],
    ['', undefined],
  ])('%j is the day %j', (typed, day) => {
    expect(wholeDate(typed)).toBe(day);
  });

  it.each(['0612345678', '06-12 34 56 78', '0031 6 12345678', '+31 (0)6 12.34.56.78', '+49 151 12345678'])('%s is a mobile', (text) => {
    expect(looksLikeMobile(text)).toBe(true);
  });
  it.each(['+31201234567', '0201234567', '061234567', '612345678', '', '06abcdefgh'])('%j is none', (text) => {
    expect(looksLikeMobile(text)).toBe(false);
  });

  it('a code is the same however it is typed', () => {
    expect(plainCode(' abcd-efgh 2345\u00a0')).toBe('ABCDEFGH2345');
  });
});

describe('where something is mended', () => {
  it('follows the pointer', () => {
    expect(stepOf('/user/birthPlace')).toBe('data');
    expect(stepOf('/data/representatives/0/email')).toBe('representatives');
    expect(stepOf('/documents/kvkExtract')).toBe('extract');
  });
  it('follows the reason', () => {
    expect(stepForReason('extract-too-old')).toBe('extract');
    expect(stepForReason('signer-missing')).toBe('representatives');
    expect(stepForReason('other')).toBe('data');
  });
});
