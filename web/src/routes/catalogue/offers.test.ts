import { describe, expect, it } from 'vitest';
import type { AnnouncedCode } from '../../api/types';
import { isFor } from './offers';

const any: AnnouncedCode = { code: 'UPGRADE30', worth: { kind: 'percent', percent: 30 }, pairs: [], terms: [] };

describe('an announced code', () => {
  it('is shown where it can be used', () => {
    const raising = { fromLevel: 'EH2+', targetLevel: 'EH3' } as const;
    expect(isFor(any, raising)).toBe(true);
    expect(isFor({ ...any, pairs: [{ from: 'EH2+', to: 'EH3' }] }, raising)).toBe(true);
    expect(isFor({ ...any, pairs: [{ from: 'EH3', to: 'EH4' }] }, raising)).toBe(false);
  });

  it('for a first means is for nobody who has one', () => {
    const first = { ...any, pairs: [{ to: 'EH3' as const }] };
    expect(isFor(first, { targetLevel: 'EH3' })).toBe(true);
    expect(isFor(first, { fromLevel: 'EH2+', targetLevel: 'EH3' })).toBe(false);
  });
});
