import { describe, expect, it } from 'vitest';
import { monthName, monthOf, monthsBack, monthsBefore, monthsBetween } from './month';

describe('months', () => {
  it.each([
    // In winter the Netherlands are an hour ahead of UTC, in summer two.
    ['2026-02-28T22:59:59Z', '2026-02'],
    ['2026-02-28T23:00:00Z', '2026-03'],
    ['2026-06-30T21:59:59Z', '2026-06'],
    ['2026-06-30T22:00:00Z', '2026-07'],
    // The month that begins in summer time and ends in winter time, and the other way round.
    ['2026-09-30T22:00:00Z', '2026-10'],
    ['2026-10-31T22:59:59Z', '2026-10'],
    ['2026-10-31T23:00:00Z', '2026-11'],
    ['2026-03-31T21:59:59Z', '2026-03'],
    ['2026-03-31T22:00:00Z', '2026-04'],
    // The very moments the clock is changed.
    ['2026-03-29T01:00:00Z', '2026-03'],
    ['2026-10-25T01:00:00Z', '2026-10'],
    ['2026-12-31T23:00:00Z', '2027-01'],
  ])('%s is in %s', (at, month) => {
    expect(monthOf(new Date(at))).toBe(month);
  });

  it('go back over the turn of the year, from the month it is in the Netherlands', () => {
    expect(monthsBack(new Date('2026-02-28T23:00:00Z'), 4)).toEqual(['2026-03', '2026-02', '2026-01', '2025-12']);
    expect(monthsBack(new Date('2026-12-31T23:30:00Z'), 84).at(-1)).toBe('2020-02');
    expect(monthsBefore('2026-01', 1)).toBe('2025-12');
    expect(monthsBefore('2026-11', 36)).toBe('2023-11');
  });

  it('are counted with both ends', () => {
    expect(monthsBetween('2025-12', '2026-01')).toBe(2);
    expect(monthsBetween('2026-02', '2026-01')).toBe(0);
  });

  it('have their names', () => {
    expect(monthName('2026-11', 'nl-NL')).toBe('november 2026');
    expect(monthName('2026-01', 'de-DE')).toBe('Januar 2026');
  });
});
