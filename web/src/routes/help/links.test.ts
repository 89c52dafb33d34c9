import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { allowedReturn } from '../../session/return-to';
import { MENDED, SEEN } from './causes';
import { PORTAL, QUESTIONS } from './questions-asked';
import { TOPICS } from './topics';

const routes = dirname(dirname(fileURLToPath(import.meta.url)));

describe('help', () => {
  it('leads to pages that are there', () => {
    const router = readFileSync(join(routes, 'router.tsx'), 'utf8');
    const paths = new Set([...router.matchAll(/path: '([^']+)'/g)].map((match) => `/${match[1]}`));
    const linked = [...[...QUESTIONS, ...PORTAL].flatMap((asked) => asked.to), ...Object.values(MENDED).flat()].map(({ path }) => path);
    expect(linked.length).toBeGreaterThan(15);
    for (const path of linked) expect(paths, path).toContain(path.split('?')[0]);
  });

  it('leads back there after logging in', () => {
    // Behind the pages that everybody may see stand those for which one logs in first.
    const router = readFileSync(join(routes, 'router.tsx'), 'utf8');
    const guarded = router.slice(router.indexOf('<Guarded />'));
    const linked = QUESTIONS.flatMap((asked) => asked.to).filter(({ path }) => guarded.includes(`path: '${path.slice(1)}'`));
    expect(linked.length).toBeGreaterThan(4);
    for (const { path } of linked) expect(allowedReturn(path), path).toBe(path);
  });

  it('has a way out of everything one can see', () => {
    expect(Object.values(SEEN).flat().length).toBeGreaterThan(15);
    for (const cause of Object.values(SEEN).flat()) expect(MENDED[cause].length, cause).toBeGreaterThan(0);
  });

  it('offers the topics the server knows', () => {
    const room = join(routes, '..', '..', '..', 'shared', 'domain', 'src', 'ticket');
    const source = readdirSync(room)
      .map((file) => readFileSync(join(room, file), 'utf8'))
      .join('');
    const names = [...source.matchAll(/^ {12}Self::\w+ => "([a-z-]+)",$/gm)].map((match) => match[1]);
    expect(names).toEqual([...TOPICS]);
  });
});
