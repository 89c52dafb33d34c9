import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SLUGS } from '../api/problem';
import { REASONS } from '../routes/desk/reasons';
import { fill } from '.';
import deTerms from '../../../shared/terms/de.json';
import enTerms from '../../../shared/terms/en.json';
import nlTerms from '../../../shared/terms/nl.json';
import de from './de.json';
import en from './en.json';
import nl from './nl.json';
import { termsFlat } from './terms';

const catalogues: Record<string, Record<string, string>> = { nl, de, en };
const src = dirname(dirname(fileURLToPath(import.meta.url)));

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) && !/\.test\.|\.d\.ts$/.test(name) ? [path] : [];
  });
}

/** The names a text has filled in. */
function names(text: string): (string | undefined)[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
}

/** A file of the server, beside which this client lives. */
function rust(path: string): string | undefined {
  try {
    return readFileSync(join(src, '..', '..', path), 'utf8');
  } catch {
    return undefined;
  }
}

describe('the three catalogues', () => {
  it.each(['de', 'en'])('%s has the keys of nl, in the same order', (language) => {
    expect(Object.keys(catalogues[language] ?? {})).toEqual(Object.keys(nl));
  });

  it.each(Object.keys(catalogues))('%s has a text everywhere, with the same names to fill in', (language) => {
    for (const [key, text] of Object.entries(catalogues[language] ?? {})) {
      expect(text.trim(), key).not.toBe('');
      expect(names(text), `${language} ${key}`).toEqual(names((nl as Record<string, string>)[key] ?? ''));
    }
  });

  it('has one and other for everything that counts', () => {
    for (const key of Object.keys(nl)) {
      const [base, form] = key.split('#');
      if (form) expect(Object.keys(nl)).toContain(`${base}#${form === 'one' ? 'other' : 'one'}`);
    }
  });

  it('has a title and advice for every problem', () => {
    for (const slug of SLUGS) {
      expect(nl).toHaveProperty([`problem.${slug}`]);
      expect(nl).toHaveProperty([`problem.${slug}.advice`]);
    }
  });

  it('shares its names with mails, the same ones in every language, and writes none of them twice', () => {
    const shared = termsFlat(nlTerms);
    for (const other of [deTerms, enTerms]) expect(Object.keys(termsFlat(other)).sort()).toEqual(Object.keys(shared).sort());
    for (const reason of REASONS) expect(shared).toHaveProperty([`reason.${reason}`]);
    expect(REASONS.length).toBe(Object.keys(nlTerms.refusalReasons).length);
    expect(Object.keys(nl).filter((key) => key in shared)).toEqual([]);
  });

  it('has no text that no page uses', () => {
    const code = sources(src)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const unused = Object.keys(nl).filter((key) => {
      const base = key.split('#')[0] ?? key;
      if (code.includes(`'${base}'`)) return false;
      // `t(`stage.${stage}`)` and `named('check', ...)` build their keys.
      const parts = base.split('.');
      return !parts.some((_, index) => {
        const head = parts.slice(0, index).join('.');
        return head && (code.includes(`\`${head}.\${`) || code.includes(`named('${head}',`));
      }) && !code.includes(`\`${base.replace(/\d$/, '')}\${`) && !base.startsWith('home.how-');
    });
    expect(unused).toEqual([]);
    // Every source against every text takes its time on a busy machine.
  }, 30_000);
});

describe('the lists the server keeps', () => {
  it('problem types are the ones of the API', () => {
    const source = rust('shared/api/src/problem.rs');
    expect(source).toBeDefined();
    const slugs = [...(source ?? '').matchAll(/^ {4}\w+ = "([a-z-]+)", \d{3},/gm)].map((match) => match[1]);
    expect(slugs.length).toBeGreaterThan(10);
    expect([...slugs].sort()).toEqual(SLUGS.filter((slug) => slug !== 'offline').sort());
  });

  it('has words for every code of the domain', () => {
    const known: [string, RegExp, string][] = [
      ['shared/domain/src/account/password.rs', /Self::\w+ => "([a-z-]+)"/g, 'error'],
      ['shared/domain/src/upgrade/data/checked.rs', /Fault::at\([^;]*?, "([a-z-]+)"\)/g, 'error'],
      ['shared/domain/src/upgrade/authorisations.rs', /[Ff]ault::at\([^;]*?, "([a-z-]+)"\)/g, 'error'],
      ['shared/domain/src/price/discount.rs', /Err\("([a-z-]+)"\)/g, 'error'],
      ...['duration', 'minors', 'time', 'pay', 'holiday', 'parties'].map((part): [string, RegExp, string] => [`shared/domain/src/apprenticeship/check/${part}.rs`, /said\s*\.(?:error|warn)\([^;]*?, "([a-z0-9-]+)"/g, 'forms.complaint']),
      ['shared/domain/src/apprenticeship/ending.rs', /Severity::\w+, "[^"]*", "([a-z0-9-]+)"/g, 'forms.complaint'],
      ['shared/domain/src/form/check.rs', /"([a-z-]+)", (?:None|Some\()/g, 'forms.complaint'],
      ['shared/domain/src/form/definition.rs', /, "([a-z-]+)"\)\)/g, 'desk-forms.slip'],
      ['shared/domain/src/catalogue/mod.rs', /complain\([^;]*?, "([a-z-]+)"\)/g, 'error'],
    ];
    for (const [path, pattern, prefix] of known) {
      const codes = [...(rust(path) ?? '').matchAll(pattern)].map((match) => match[1]);
      expect(codes.length, path).toBeGreaterThan(3);
      for (const code of codes) expect(nl, path).toHaveProperty([`${prefix}.${code}`]);
    }
  });
});

it('fills in names and leaves unknown ones standing', () => {
  expect(fill('{a} and {b}', { a: 1 })).toBe('1 and {b}');
});
