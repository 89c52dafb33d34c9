import { expect, it } from 'vitest';
import { dayThere, wholeDate } from './day';

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

it('the day begins at midnight of the Netherlands', () => {
  expect(dayThere(new Date('2026-11-22T22:59:59Z'))).toBe('2026-11-22');
  expect(dayThere(new Date('2026-11-22T23:00:00Z'))).toBe('2026-11-23');
});
