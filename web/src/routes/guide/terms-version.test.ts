import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import de from '../../i18n/de.json';
import en from '../../i18n/en.json';
import nl from '../../i18n/nl.json';
import { TERMS } from './terms-version';

const domain = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', '..', 'shared', 'domain', 'src');

interface Rules {
  validFrom: string;
  paper: { terms: string; postTo: string[] };
}

function newestRules(): Rules {
  const room = join(domain, 'upgrade', 'rules');
  const all = readdirSync(room)
    .filter((name) => /^\d{4}-\d{2}.*\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(room, name), 'utf8')) as Rules);
  const newest = all.sort((one, other) => one.validFrom.localeCompare(other.validFrom)).at(-1);
  if (!newest) throw new Error('there are no rules');
  return newest;
}

describe('the terms that can be read', () => {
  it('are the ones an account records', () => {
    const account = readFileSync(join(domain, 'account', 'mod.rs'), 'utf8');
    expect(/TERMS_VERSION: u32 = (\d+);/.exec(account)?.[1]).toBe(String(TERMS.number));
  });

  it('are the ones a contract names', () => {
    expect(newestRules().paper.terms).toBe(TERMS.version);
  });

  it('come with the address that contracts go to', () => {
    for (const words of [nl, de, en]) expect(words['privacy.who-1']).toContain(newestRules().paper.postTo.join(', '));
  });
});
