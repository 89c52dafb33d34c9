// Numbers and amounts as people type them here: "1.250", "12,50", "12.50". What cannot be read is kept as it was typed, and complained about.
import { readCents } from '../../parts/euros';

/** A whole number, or what was typed. A point or a space parts thousands and nothing else: 3.5 is no 35. */
export function readNumber(typed: string): number | string {
  const plain = typed.trim();
  return /^-?(?:\d{1,12}|\d{1,3}(?:[.\s\u00a0]\d{3}){1,3})$/.test(plain) ? Number(plain.replaceAll(/[.\s\u00a0]/g, '')) : typed;
}

/** An amount in cents, or what was typed. */
export function readEuros(typed: string): number | string {
  return readCents(typed) ?? typed;
}
