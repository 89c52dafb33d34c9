import type { FormSummary } from '../../api/types';

/** The kinds of forms, in the order they are shown. */
export const KINDS: readonly FormSummary['kind'][] = ['contract', 'request', 'notice'];
