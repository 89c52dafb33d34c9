import type { TicketTopic } from '../../api/types';

/** What a question can be about, in the order it is offered. A test holds it against the server's list. */
export const TOPICS = [
  'log-in',
  'change-address',
  'access-codes',
  'e-herkenning',
  'orders',
  'invoices',
  'spend',
  'apply',
  'upgrade',
  'batches',
  'many-users',
  'other',
] as const satisfies readonly TicketTopic[];

export function isTopic(text: string | null | undefined): text is TicketTopic {
  return TOPICS.some((topic) => topic === text);
}
