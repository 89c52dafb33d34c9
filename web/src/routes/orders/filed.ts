/** Products that are of one filed document. */
export const FILED: ReadonlySet<string> = new Set(['filed-document', 'certified-filed-document']);
