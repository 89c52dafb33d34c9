import { describe, expect, it } from 'vitest';
import { months, monthsBetween, size } from './months';

describe('months', () => {
  it('go back from the month it is in the Netherlands', () => {
    const list = months(new Date('2026-12-31T23:30:00Z'));
    expect(list.slice(0, 3)).toEqual(['2027-01', '2026-12', '2026-11']);
    expect(list).toHaveLength(84);
  });
  it('are counted with both ends', () => {
    expect(monthsBetween('2025-12', '2026-01')).toBe(2);
    expect(monthsBetween('2026-02', '2026-01')).toBe(0);
  });
  it('sizes read as in the language', () => {
    expect(size(1_234_567, 'nl-NL')).toBe('1,2 MB');
    expect(size(12, 'en-GB')).toBe('1 kB');
  });
});
