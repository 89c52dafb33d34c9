import { expect, it } from 'vitest';
import { size } from './size';

it('sizes read as in the language', () => {
  expect(size(1_234_567, 'nl-NL')).toBe('1,2 MB');
  expect(size(12, 'en-GB')).toBe('1 kB');
});
