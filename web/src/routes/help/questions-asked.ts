// What is asked most (seed 000), each with the pages where it is done.
import type { Key } from '../../i18n';

export interface Asked {
  name: 'what' | 'must' | 'link' | 'total' | 'online' | 'download' | 'main-user' | 'lost';
  /** Where the answer is done. */
  to: readonly { path: string; text: Key }[];
}

/** What is asked most, each with the page where it is done. */
export const QUESTIONS: readonly Asked[] = [
  { name: 'what', to: [{ path: '/apply', text: 'faq.to-apply' }] },
  { name: 'must', to: [{ path: '/log-in', text: 'faq.to-log-in' }] },
  { name: 'link', to: [{ path: '/log-in', text: 'faq.to-log-in' }] },
  { name: 'total', to: [{ path: '/invoices', text: 'faq.to-invoices' }, { path: '/spend', text: 'faq.to-spend' }] },
  { name: 'online', to: [{ path: '/spend', text: 'faq.to-spend' }] },
  { name: 'download', to: [{ path: '/account/overviews', text: 'faq.to-overviews' }] },
  { name: 'main-user', to: [{ path: '/access-codes', text: 'faq.to-codes' }] },
  { name: 'lost', to: [{ path: '/lost-access', text: 'faq.to-lost' }] },
];
