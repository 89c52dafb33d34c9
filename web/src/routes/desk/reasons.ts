import type { QueueReason } from '../../api/types';

/** The queues of the desk, in the order a case goes through them (domain::upgrade::queue::Queue). */
export const QUEUES = [
  'data',
  'extract',
  'powers',
  'signatures',
  'identification',
  'decision',
  'second-approval',
  'message',
] as const satisfies readonly QueueReason[];

export function isQueue(name: string): name is QueueReason {
  return QUEUES.some((queue) => queue === name);
}

/** The reasons staff choose from (domain::upgrade::Reason). Each has words for the customer. */
export const REASONS = [
  'extract-too-old',
  'extract-of-another-company',
  'extract-unreadable',
  'extract-altered',
  'representative-not-authorised',
  'blocked-in-register',
  'signer-missing',
  'name-not-as-on-identity-document',
  'identity-document-expired',
  'identity-document-unreadable',
  'data-differs-from-registration',
  'identification-mismatch',
  'identification-missed',
  'identification-expired',
  'other',
] as const;

export function reasonNamed(name: string): (typeof REASONS)[number] | undefined {
  return REASONS.find((reason) => reason === name);
}
