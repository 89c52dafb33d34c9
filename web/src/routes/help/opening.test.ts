import { expect, it } from 'vitest';
import { opensWhen } from './opening';

it('says open, today, tomorrow or a later day, on the clock of the Netherlands', () => {
  expect(opensWhen(true, '2026-11-23T10:00:00Z', '2026-11-23T16:00:00Z')).toBe('open');
  expect(opensWhen(false, '2026-11-23T06:00:00Z', '2026-11-23T07:30:00Z')).toBe('today');
  expect(opensWhen(false, '2026-11-23T17:00:00Z', '2026-11-24T07:30:00Z')).toBe('tomorrow');
  // A quarter past midnight in Amsterdam is still the day before in UTC.
  expect(opensWhen(false, '2026-11-23T23:15:00Z', '2026-11-24T07:30:00Z')).toBe('today');
  expect(opensWhen(false, '2026-11-20T17:00:00Z', '2026-11-23T07:30:00Z')).toBe('later');
  expect(opensWhen(false, '2026-12-31T17:00:00Z', '2027-01-01T07:30:00Z')).toBe('tomorrow');
});
