// What of the spend is looked at, as it stands in the address of the page: so that it can be kept, sent on, and gone back to.

export interface SpendSearch {
  from?: string;
  to?: string;
  code?: string;
  label?: string;
  product?: string;
  reference?: string;
  invoice?: string;
}

const NAMES = ['from', 'to', 'code', 'label', 'product', 'reference', 'invoice'] as const;

/** How far back months can be chosen. */
export const MONTHS_BACK = 36;
/** How many months are looked at together at most. */
export const MOST_MONTHS = 24;

/** The search an address holds; what is empty is not looked for. */
export function searchOf(params: URLSearchParams): SpendSearch {
  const search: SpendSearch = {};
  for (const name of NAMES) {
    const value = params.get(name)?.trim();
    if (value) search[name] = value;
  }
  return search;
}

/** The address of a search, without the question mark. */
export function addressOf(search: SpendSearch): string {
  const params = new URLSearchParams();
  for (const name of NAMES) {
    const value = search[name]?.trim();
    if (value) params.set(name, value);
  }
  return params.toString();
}

/** Whether a search narrows more than the months. */
export function isNarrowed({ code, label, product, reference, invoice }: SpendSearch): boolean {
  return Boolean(code || label || product || reference || invoice);
}
