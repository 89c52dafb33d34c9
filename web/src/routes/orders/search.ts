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

/** The months an order can be looked for in, the latest first. */
export function months(today: Date, count: number): string[] {
  return Array.from({ length: count }, (_, back) => {
    const first = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() - back, 1));
    return first.toISOString().slice(0, 7);
  });
}

/** A month as it is read. */
export function monthName(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(`${month}-01T00:00:00Z`));
}
