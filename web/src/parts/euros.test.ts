import { expect, it } from 'vitest';
import { cents, euros, readCents, readPercent, readSum } from './euros';

it.each([
  ['1.250', 125_000],
  ['1,250', 125_000],
  ['1.250,50', 125_050],
  ['1250,50', 125_050],
  ['1250.50', 125_050],
  ['1,250.50', 125_050],
  ['1 250,5', 125_050],
  ['1\u00a0250,50', 125_050],
  ['1.250.000', 125_000_000],
  ['€ 5', 500],
  ['5 €', 500],
  [' € 1.234,50 ', 123_450],
  ['0,5', 50],
  ['0,01', 1],
  ['55', 5_500],
  ['55.5', 5_550],
  ['-2,05', -205],
  // What a float would make 28998 or 1998 of.
  ['289,99', 28_999],
  ['19,99', 1_999],
])('%j is so many cents', (typed, amount) => {
  expect(readCents(typed)).toBe(amount);
});

it.each(['', '€', 'veel', '5,', ',5', '1,2,3', '12.34,50', '1.250.50', '1,250,50', '1.250,000', '1.25.000', '12,5050', '0.125', '0,125', '1 2 3', '1234.567', '1e3', '--5'])(
  '%j is no amount',
  (typed) => {
    expect(readCents(typed)).toBeUndefined();
  },
);

it('a sum is above zero', () => {
  expect(['5', '0', '0,00', '-5', 'x'].map(readSum)).toEqual([500, undefined, undefined, undefined, undefined]);
});

it('a percentage is whole, and never rounded', () => {
  expect(['1', '12', '100', '25 %', ' 7% '].map(readPercent)).toEqual([1, 12, 100, 25, 7]);
  expect(['', '0', '12,5', '12.5', '101', '-5', 'tien'].map(readPercent)).toEqual(Array.from({ length: 7 }));
});

it('an amount is read and typed as in the language', () => {
  expect(cents(123_456, 'nl-NL').replace(/\s/g, ' ')).toBe('€ 1.234,56');
  expect(cents(-750, 'en-GB')).toBe('-€7.50');
  for (const locale of ['nl-NL', 'de-DE', 'en-GB']) expect(readCents(euros(123_456, locale))).toBe(123_456);
});
