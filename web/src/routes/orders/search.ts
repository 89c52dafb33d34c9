/** What the register is asked for by what somebody typed: a branch has twelve digits, a company eight, all else is a name. */
export type CompanyQuery = { establishmentNumber: string } | { kvkNumber: string } | { name: string };

export function companyQuery(typed: string): CompanyQuery | undefined {
  const text = typed.trim();
  const digits = text.replaceAll(/[\s.]/g, '');
  if (/^\d{12}$/.test(digits)) return { establishmentNumber: digits };
  if (/^\d{8}$/.test(digits)) return { kvkNumber: digits };
  // Digits of another length are a slip of the finger, and no name.
  if (/^\d+$/.test(digits) || text === '') return undefined;
  return { name: text };
}
