/** The reasons staff choose from (domain::upgrade::Reason). Each has words for the customer. */
export const REASONS = [
  'extract-too-old',
  'extract-of-another-company',
  'extract-unreadable',
  'representative-not-authorised',
  'signer-missing',
  'name-not-as-on-identity-document',
  'identity-document-expired',
  'identity-document-unreadable',
  'data-differs-from-registration',
  'other',
] as const;

export function reasonNamed(name: string): (typeof REASONS)[number] | undefined {
  return REASONS.find((reason) => reason === name);
}
