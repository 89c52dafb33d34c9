import { expect, test } from 'vitest';
import { standing } from './document-card';

const sealed = { state: 'intact', sealed: { by: 'KVK', issuedUnder: 'PKIoverheid', at: '2026-11-22T10:00:00Z', notRevokedShown: true } } as const;
const read = { kvkNumber: '69599084', madeOn: '2026-11-22' } as never;

test('only a sealed extract that was read is right by itself; whatever a person must look at is said to be received', () => {
  expect(standing({ state: 'released', seal: sealed, read })).toBe('released');
  expect(standing({ state: 'released', seal: { state: 'unsealed' }, read })).toBe('received');
  expect(standing({ state: 'released', seal: sealed })).toBe('received');
  expect(standing({ state: 'released' })).toBe('received');
  expect(standing({ state: 'released', seal: sealed, read, ofOfficial: true })).toBe('received');
  expect(standing({ state: 'refused' })).toBe('refused');
  expect(standing({ state: 'inspecting' })).toBe('inspecting');
});
