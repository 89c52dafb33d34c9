import { describe, expect, it } from 'vitest';
import { addressOf, isNarrowed, searchOf } from './search';

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
});
