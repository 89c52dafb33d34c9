import { expect, it } from 'vitest';
import { companyQuery } from './search';

it('tells a branch, a company and a name by what was typed', () => {
  expect(companyQuery(' 6875 0110 ')).toEqual({ kvkNumber: '68750110' });
  expect(companyQuery('000037178601')).toEqual({ establishmentNumber: '000037178601' });
  expect(companyQuery('Test BV Donald')).toEqual({ name: 'Test BV Donald' });
  expect(companyQuery('3 Suisses')).toEqual({ name: '3 Suisses' });
  for (const slip of ['', '   ', '123', '687501101']) expect(companyQuery(slip)).toBeUndefined();
});
