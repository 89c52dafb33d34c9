import { expect, test } from 'vitest';
import { typedCents } from './collections-file';

test('amounts are read as people type them, and never by guess', () => {
  const good: [string, number][] = [
    ['55', 5500],
    ['55,00', 5500],
    ['55.5', 5550],
    [' € 1.234,50 ', 123_450],
    ['1,234.50', 123_450],
    ['0,01', 1],
  ];
  for (const [text, cents] of good) expect(typedCents(text)).toBe(cents);
  for (const bad of ['', '0', '-5', '1.234', '1,234', '12.34,50', 'abc', '5,']) expect(typedCents(bad)).toBeUndefined();
});
