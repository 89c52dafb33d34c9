// What people type, however they write it.

/** However a mobile number is written, it is one of these: 06..., +31 6..., 0031 6..., or of another country. */
export function looksLikeMobile(text: string): boolean {
  const bare = text.replace('(0)', '').replace(/[\s.-]/g, '');
  return /^06\d{8}$/.test(bare) || /^(\+|00)316\d{8}$/.test(bare) || (/^(\+|00)[1-9]\d{7,14}$/.test(bare) && !/^(\+|00)31/.test(bare));
}

/** Nine digits that pass the eleven test. */
export function looksLikeBsn(text: string): boolean {
  const digits = text.replace(/[\s.]/g, '');
  if (!/^\d{9}$/.test(digits) || /^0+$/.test(digits)) return false;
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11 === 0;
}

/** An activation code as it is kept: spaces, dashes and small letters are how people type. */
export function plainCode(text: string): string {
  return text.replace(/[\s\u00a0._-]/g, '').toUpperCase();
}
