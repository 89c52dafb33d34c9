import { describe, expect, it } from 'vitest';
import type { Chosen, ServiceView } from '../../api/types';
import { byProvider, found, inWords, isHeld, rank, refuseBranch, toggled } from './catalogue';

function service(id: string, provider: string, level: ServiceView['level'], more: Partial<ServiceView> = {}): ServiceView {
  return {
    serviceId: `urn:balie:service:${provider.toLowerCase()}:${id}`,
    name: { nl: id },
    providerId: provider.toLowerCase(),
    provider,
    officialId: false,
    needsMeans: true,
    level,
    levels: [],
    levelMark: 'stated',
    acceptsBranch: true,
    branchMark: 'assumed',
    asksBsn: false,
    sources: [],
    ...more,
  };
}

const portal = service('werkgeversportaal', 'UWV', 'EH3', { acceptsBranch: false });
const light = service('regelingen', 'RVO', 'EH2+', { name: { nl: 'Regelingen', de: 'Regelungen', en: 'Schemes' } });
const all = [portal, light];
const choose = (one: ServiceView): Chosen => ({ scope: 'service', serviceId: one.serviceId });

describe('the catalogue', () => {
  it('is found by words in every language and by what a level opens', () => {
    expect(found(all, { words: ' regelungen ', level: '' })).toEqual([light]);
    expect(found(all, { words: 'uwv', level: '' })).toEqual([portal]);
    expect(found(all, { words: '', level: 'EH2+' })).toEqual([light]);
    expect(byProvider(all, 'nl-NL').map((group) => group.name)).toEqual(['RVO', 'UWV']);
    expect(rank('EH2') < rank('EH2+') && rank('EH2+') < rank('EH3')).toBe(true);
  });

  it('speaks the language of the reader, and Dutch where there is no other', () => {
    expect(inWords(light.name, 'de')).toBe('Regelungen');
    expect(inWords(portal.name, 'de')).toBe('werkgeversportaal');
  });

  it('takes a choice in and out, and knows what is held already', () => {
    expect(toggled([], choose(portal))).toEqual([choose(portal)]);
    expect(toggled([choose(portal)], choose(portal))).toEqual([]);
    const right = { scope: 'provider', provider: 'UWV', providerId: 'uwv', until: '2030-01-01' } as const;
    expect(isHeld([right], choose(portal), portal)).toBe(true);
    expect(isHeld([right], choose(light), light)).toBe(false);
    expect(isHeld([{ scope: 'all', until: '2030-01-01' }], { scope: 'provider', providerId: 'rvo' })).toBe(true);
  });

  it('names what refuses a branch among what was chosen', () => {
    expect(refuseBranch(all, [choose(light)])).toEqual([]);
    expect(refuseBranch(all, [{ scope: 'all' }])).toEqual([portal]);
  });
});
