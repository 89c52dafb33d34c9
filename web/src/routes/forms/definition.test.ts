import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { FormCondition } from '../../api/types';
import { holds, type Answers } from './definition';
import { withAnswer } from './keeping';
import { readEuros, readNumber } from './numbers';

const here = dirname(fileURLToPath(import.meta.url));
const table = JSON.parse(readFileSync(join(here, '..', '..', '..', '..', 'shared', 'domain', 'src', 'form', 'conditions.json'), 'utf8')) as {
  cases: { when: FormCondition; answers: Answers; holds: boolean }[];
};

describe('conditions hold here as they do on the server', () => {
  it.each(table.cases.map((one) => [JSON.stringify(one), one] as const))('%s', (_, one) => {
    expect(holds(one.when, one.answers)).toBe(one.holds);
  });
});

it('reads amounts and numbers as people type them, and keeps what it cannot read', () => {
  expect(['12,50', '12.5', '12', '1.234,50', '1 234,5', '€ 3', '-2,05', '1,234.50', '1.250'].map(readEuros)).toEqual([1250, 1250, 1200, 123450, 123450, 300, -205, 123450, 125000]);
  expect(['zwölf', '12,5050', '0,234', '1,2,3', ''].map(readEuros)).toEqual(['zwölf', '12,5050', '0,234', '1,2,3', '']);
  expect(['2027', '1.250', '-3'].map(readNumber)).toEqual([2027, 1250, -3]);
  expect(['bald', '3,5', '3.5'].map(readNumber)).toEqual(['bald', '3,5', '3.5']);
});

it('changes one answer and leaves the others as they are', () => {
  const before = { a: 1, people: [{ name: 'Ada' }] };
  expect(withAnswer(before, ['people', '0', 'age'], 3)).toEqual({ a: 1, people: [{ name: 'Ada', age: 3 }] });
  expect(withAnswer(before, ['people', '1', 'name'], 'Bob')).toEqual({ a: 1, people: [{ name: 'Ada' }, { name: 'Bob' }] });
  expect(withAnswer(before, ['a'], undefined)).toEqual({ people: [{ name: 'Ada' }] });
  expect(before).toEqual({ a: 1, people: [{ name: 'Ada' }] });
});
