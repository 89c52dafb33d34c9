import { expect, it } from 'vitest';
import { companyQuery, monthName, months } from './search';

it('tells a branch, a company and a name by what was typed', () => {
  expect(companyQuery(' 6875 0110 ')).toEqual({ kvkNumber: '68750110' });
  expect(companyQuery('000037178601')).toEqual({ establishmentNumber: '000037178601' });
  expect(companyQuery('Test BV Donald')).toEqual({ name: 'Test BV Donald' });
  expect(companyQuery('3 Suisses')).toEqual({ name: '3 Suisses' });
  for (const slip of ['', '   ', '123', '687501101']) expect(companyQuery(slip)).toBeUndefined();
});

it('counts months back over the turn of the year', () => {
  expect(months(new Date('2026-02-28T23:00:00Z'), 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']);
  expect(monthName('2026-11', 'nl-NL')).toBe('november 2026');
});
