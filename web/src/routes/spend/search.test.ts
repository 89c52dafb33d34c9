import { describe, expect, it } from 'vitest';
import { addressOf, centsOf, choosable, isNarrowed, monthName, monthOf, monthsBefore, searchOf } from './search';

describe('the search of the spend page', () => {
  it('goes into the address and comes back from it', () => {
    const search = { from: '2026-01', to: '2026-11', label: 'Inkoop & beheer', reference: 'Dossier #7' };
    expect(searchOf(new URLSearchParams(addressOf(search)))).toEqual(search);
    expect(searchOf(new URLSearchParams('code=&product=%20&other=x'))).toEqual({});
  });

  it('tells a narrowed search from one of months only', () => {
    expect(isNarrowed({ from: '2026-01', to: '2026-11' })).toBe(false);
    expect(isNarrowed({ product: 'extract' })).toBe(true);
  });

  it('counts months across years', () => {
    expect(monthsBefore('2026-01', 1)).toBe('2025-12');
    expect(monthsBefore('2026-11', 36)).toBe('2023-11');
    expect(choosable(new Date('2026-11-30T23:30:00Z'))[0]).toBe('2026-12');
    expect(monthOf(new Date('2026-11-30T22:30:00Z'))).toBe('2026-11');
    expect(monthName('2026-11', 'en-GB')).toBe('November 2026');
  });

  it('reads amounts as they are written here', () => {
    expect(centsOf('1.250,50')).toBe(125_050);
    expect(centsOf('€ 50')).toBe(5_000);
    expect(centsOf('0,5')).toBe(50);
    expect(centsOf('1250.5')).toBe(125_050);
    for (const bad of ['', 'veel', '-5', '1,2,3']) expect(centsOf(bad)).toBeUndefined();
  });
});
