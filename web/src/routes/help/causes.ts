// Why somebody cannot log in, by how he logs in and what he sees. Everything here is the same for everybody: nothing is looked up.
import type { Key } from '../../i18n';

export const WAYS = ['email', 'code', 'e-herkenning'] as const;
export type Way = (typeof WAYS)[number];

export type Cause =
  | 'refused'
  | 'locked'
  | 'not-activated'
  | 'no-mail'
  | 'policy'
  | 'lost-password'
  | 'lost-code'
  | 'back-again'
  | 'second-refused'
  | 'second-lost'
  | 'not-linked'
  | 'broken-off'
  | 'branch';

/** What one can see with each way of logging in, the most frequent first. */
export const SEEN: Record<Way, readonly Cause[]> = {
  email: ['refused', 'lost-password', 'locked', 'not-activated', 'no-mail', 'policy', 'second-refused', 'second-lost', 'back-again'],
  code: ['refused', 'lost-code', 'lost-password', 'locked', 'policy', 'second-refused', 'second-lost', 'back-again'],
  'e-herkenning': ['not-linked', 'broken-off', 'branch', 'back-again'],
};

interface Mend {
  path: string;
  text: Key;
}

/** Where each is mended. */
export const MENDED: Record<Cause, readonly Mend[]> = {
  refused: [
    { path: '/log-in', text: 'faq.to-log-in' },
    { path: '/lost-access', text: 'faq.to-lost' },
  ],
  locked: [{ path: '/lost-access', text: 'faq.to-lost' }],
  'not-activated': [{ path: '/register/sent', text: 'mail-sent.again' }],
  'no-mail': [{ path: '/register/sent', text: 'mail-sent.again' }],
  policy: [{ path: '/lost-access', text: 'faq.to-lost' }],
  'lost-password': [{ path: '/lost-access', text: 'faq.to-lost' }],
  'lost-code': [{ path: '/lost-access', text: 'faq.to-lost' }],
  'back-again': [{ path: '/log-in', text: 'faq.to-log-in' }],
  'second-refused': [{ path: '/log-in', text: 'faq.to-log-in' }],
  'second-lost': [
    { path: '/log-in', text: 'faq.to-log-in' },
    { path: '/help/ask?topic=log-in', text: 'help.to-ask' },
  ],
  'not-linked': [
    { path: '/log-in', text: 'faq.to-log-in' },
    { path: '/lost-access', text: 'faq.to-lost' },
  ],
  'broken-off': [{ path: '/log-in', text: 'faq.to-log-in' }],
  branch: [{ path: '/log-in', text: 'faq.to-log-in' }],
};
