// What is typed from a letter, judged before it is sent. The server judges by the same rules.

/** Four to ten digits; how they are grouped on paper is forgiven. */
export function numberFault(text: string): string | undefined {
  if (!text.trim()) return 'missing';
  return /^\d{4,10}$/.test(text.replace(/[\s.\-/]/g, '')) ? undefined : 'not-a-company-number';
}

/** Eight digits. Anything else may be a password that does not belong here: it is not sent at all. */
export function pinFault(text: string): string | undefined {
  if (!text.trim()) return 'missing';
  return looksLikePin(text) ? undefined : 'not-a-pin';
}

/** Whether somebody may have typed the PIN of a letter: told in the page only, about what stands in a field already. */
export function looksLikePin(text: string): boolean {
  return /^\d{8}$/.test(text.replace(/[\s-]/g, ''));
}
