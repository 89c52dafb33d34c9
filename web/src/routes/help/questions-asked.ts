// What is asked most (seed 000), each with the pages where it is done.
import type { Key } from '../../i18n';

export interface Asked {
  name:
    | 'what'
    | 'must'
    | 'link'
    | 'total'
    | 'online'
    | 'download'
    | 'main-user'
    | 'lost'
    | 'portal-button'
    | 'portal-confirm'
    | 'portal-first-password'
    | 'portal-change-password'
    | 'portal-forgotten'
    | 'portal-pin'
    | 'portal-services'
    | 'portal-unlock'
    | 'portal-after'
    | 'portal-new-rules'
    | 'portal-address'
    | 'portal-delete';
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

/** What members of the chamber ask about the portal (seed 003, and the support cases of domain.md 6). */
export const PORTAL: readonly Asked[] = [
  { name: 'portal-button', to: [{ path: '/log-in', text: 'faq.to-log-in' }] },
  { name: 'portal-confirm', to: [{ path: '/register/sent', text: 'mail-sent.again' }] },
  { name: 'portal-first-password', to: [{ path: '/log-in', text: 'faq.to-log-in' }] },
  { name: 'portal-change-password', to: [{ path: '/account/password', text: 'change-password.title' }] },
  { name: 'portal-forgotten', to: [{ path: '/lost-access', text: 'faq.to-lost' }] },
  { name: 'portal-new-rules', to: [{ path: '/lost-access', text: 'faq.to-lost' }] },
  { name: 'portal-pin', to: [{ path: '/businesses', text: 'services-open.business' }] },
  { name: 'portal-services', to: [{ path: '/forms', text: 'services-open.forms' }] },
  { name: 'portal-unlock', to: [{ path: '/businesses', text: 'services-open.business' }] },
  { name: 'portal-after', to: [{ path: '/businesses', text: 'services-open.business' }] },
  {
    name: 'portal-address',
    to: [
      { path: '/account/address', text: 'address.title' },
      { path: '/help/ask?topic=change-address', text: 'help.to-ask' },
    ],
  },
  { name: 'portal-delete', to: [{ path: '/account/delete', text: 'deletion.title' }] },
];
