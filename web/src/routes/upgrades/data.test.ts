import { describe, expect, it } from 'vitest';
import type { UpgradeView } from '../../api/types';
import { asksIdentityDocument, dataFaults, dataSections, dataValues } from './data';
import { differing, mobileAlike } from './differing';
import { emptyRepresentative, representativeFaults, representativeSections } from './representatives';
import { stepForReason, stepOf } from './steps';
import { looksLikeBsn, looksLikeMobile, plainCode } from './typed';

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

  it('asks a conditional field only once its condition holds', () => {
    const soleTrader = { ...upgrade, asked: [...upgrade.asked, { ...asked('user', 'bsn', 'conditional'), needed: true }] } as UpgradeView;
    const other = { ...upgrade, asked: [...upgrade.asked, { ...asked('user', 'bsn', 'conditional'), needed: false }] } as UpgradeView;
    const values = { ...dataValues(upgrade), birthPlace: 'Utrecht', employed: 'yes' as const };
    expect(dataFaults(soleTrader, values)).toEqual({ 'user/bsn': 'missing' });
    expect(dataFaults(soleTrader, { ...values, bsn: '123456783' })).toEqual({ 'user/bsn': 'not-a-bsn' });
    expect(dataSections(soleTrader, { ...values, bsn: '123 456 782' }).user.bsn).toBe('123456782');
    expect(dataFaults(other, values)).toEqual({});
    expect(dataSections(other, { ...values, bsn: '123456782' }).user.bsn).toBeUndefined();
  });

  it('binds a means to a branch only after the consequences were accepted', () => {
    const values = { ...dataValues(upgrade), birthPlace: 'Utrecht', employed: 'yes' as const, establishmentNumber: '0000 3717 8598' };
    expect(dataFaults(upgrade, values)).toEqual({ 'organisation/branchAccepted': 'branch-unconfirmed' });
    expect(dataFaults(upgrade, { ...values, branchAccepted: '000037178598' })).toEqual({});
    expect(dataFaults(upgrade, { ...values, branchAccepted: '000037178601' })).toEqual({ 'organisation/branchAccepted': 'branch-unconfirmed' });
  });

  it('names what differs from the registration, and nothing for a first application', () => {
    const raised = { ...upgrade, fromLevel: 'EH2+' } as UpgradeView;
    const values = { ...dataValues(upgrade), mobile: '06 12345678', email: 'P.Jansen@voorbeeld.nl', surname: 'Janssen', infix: 'van', birthDate: '1975-2-1' };
    expect(differing(raised, values).map((one) => [one.field, one.registered])).toEqual([
      ['infix', ''],
      ['surname', 'Jansen'],
    ]);
    expect(differing(upgrade, values)).toEqual([]);
    // The branch may change with an upgrade (seed 001, step 2).
    expect(differing(raised, { ...dataValues(upgrade), establishmentNumber: '000037178598' })).toEqual([]);
  });

  it('writes two mobile numbers alike', () => {
    expect(['06 99999999', '+31634567890', '0031 6 34567890', '0049 151 12345678'].map(mobileAlike)).toEqual([
      '06 99999999',
      '06 34567890',
      '06 34567890',
      '+4915112345678',
    ]);
  });

  it('asks the identity document of a representative who is not the user', () => {
    const asking = { ...upgrade, asked: [...upgrade.asked, { ...asked('representatives', 'identityDocument', 'required'), needed: true }] } as UpgradeView;
    const faults = representativeFaults(asking, [emptyRepresentative('a'), { ...emptyRepresentative('b'), isUser: true }]);
    expect(faults['representatives/0/identityDocument/number']).toBe('missing');
    expect(faults['representatives/1/identityDocument/number']).toBeUndefined();
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
  it.each(['0612345678', '06-12 34 56 78', '0031 6 12345678', '+31 (0)6 12.34.56.78', '+49 151 12345678'])('%s is a mobile', (text) => {
    expect(looksLikeMobile(text)).toBe(true);
  });
  it.each(['+31201234567', '0201234567', '061234567', '612345678', '', '06abcdefgh'])('%j is none', (text) => {
    expect(looksLikeMobile(text)).toBe(false);
  });

  it.each(['123456782', '123 456 782', '857587973'])('%s is a citizen service number', (text) => {
    expect(looksLikeBsn(text)).toBe(true);
  });
  it.each(['123456783', '000000000', '12345678', ''])('%j is none', (text) => {
    expect(looksLikeBsn(text)).toBe(false);
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
    expect(stepForReason('blocked-in-register')).toBe('representatives');
    expect(stepForReason('other')).toBe('data');
  });
});
