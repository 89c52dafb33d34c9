import { expect, test } from 'vitest';
import { looksLikePin, numberFault, pinFault } from './judge';

test('a company number is read as it is printed', () => {
  expect(['471100', '47 11-00', '04711', '1234567890'].map(numberFault)).toEqual([undefined, undefined, undefined, undefined]);
  expect(['', '47', '47110x', '12345678901'].map(numberFault)).toEqual(['missing', 'not-a-company-number', 'not-a-company-number', 'not-a-company-number']);
});

test('a PIN is eight digits, and a password is none', () => {
  expect(['40718326', '4071 8326'].map(pinFault)).toEqual([undefined, undefined]);
  expect(['', '4071832', 'twaalf groene eenden zwemmen', '４０７１８３２６'].map(pinFault)).toEqual(['missing', 'not-a-pin', 'not-a-pin', 'not-a-pin']);
  expect(looksLikePin('4071 8326')).toBe(true);
  expect(looksLikePin('Sommer2026!')).toBe(false);
});
