// What went wrong, as pages handle it: RFC 9457 problems of the API and the two kinds that never reach it.

/** The stable names of problems (api::ProblemType), and `offline` for an API that could not be reached. */
export const SLUGS = [
  'malformed-request',
  'idempotency-key-missing',
  'unauthenticated',
  'wrong-credentials',
  'forbidden',
  'role-lapsed',
  'reauthentication-required',
  'password-change-required',
  'not-found',
  'changed-meanwhile',
  'already-open',
  'last-main-user',
  'wrong-stage',
  'paper-void',
  'taken-by-another',
  'second-person-needed',
  'upload-incomplete',
  'not-your-upload',
  'no-access-code',
  'warnings-unconfirmed',
  'link-not-usable',
  'code-void',
  'too-large',
  'unsupported-media-type',
  'invalid-input',
  'password-not-allowed',
  'wrong-code',
  'eherkenning-not-concluded',
  'eherkenning-level',
  'already-linked',
  'idempotency-key-reused',
  'too-many-attempts',
  'internal',
  'unavailable',
  'offline',
] as const;
export type Slug = (typeof SLUGS)[number];

export interface FieldError {
  pointer: string;
  code: string;
}

/** A refused request. `slug` says why; pages have words for every one. */
export class Refused extends Error {
  readonly slug: Slug;
  readonly errors: readonly FieldError[];
  readonly retryAfter: number | undefined;
  readonly triesLeft: number | undefined;
  readonly traceId: string | undefined;
  /** Who has it in hand, and until when. */
  readonly heldBy: { name: string; until: string } | undefined;
  /** The upgrade there is already, where that is why. */
  readonly upgradeId: string | undefined;

  constructor(slug: Slug, more: Partial<Pick<Refused, 'errors' | 'retryAfter' | 'triesLeft' | 'traceId' | 'heldBy' | 'upgradeId'>> = {}) {
    super(slug);
    this.name = 'Refused';
    this.slug = slug;
    this.errors = more.errors ?? [];
    this.retryAfter = more.retryAfter;
    this.triesLeft = more.triesLeft;
    this.traceId = more.traceId;
    this.heldBy = more.heldBy;
    this.upgradeId = more.upgradeId;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function slugOf(type: unknown, status: number): Slug {
  const last = typeof type === 'string' ? type.slice(type.lastIndexOf('/') + 1) : '';
  const known = SLUGS.find((slug) => slug === last);
  if (known) return known;
  // Whatever stands between us and the API (a gateway, a network) has no problem types of its own.
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 413) return 'too-large';
  if (status === 429) return 'too-many-attempts';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'internal';
}

function heldByOf(value: unknown): { name: string; until: string } | undefined {
  return isRecord(value) && typeof value.name === 'string' && typeof value.until === 'string' ? { name: value.name, until: value.until } : undefined;
}

/** Reads a refused answer. Nothing in it is trusted to have the right shape. */
export function refusedFrom(body: unknown, response: Response): Refused {
  const problem = isRecord(body) ? body : {};
  const errors = Array.isArray(problem.errors)
    ? problem.errors.flatMap((error: unknown) =>
        isRecord(error) && typeof error.pointer === 'string' && typeof error.code === 'string'
          ? [{ pointer: error.pointer, code: error.code }]
          : [],
      )
    : [];
  const header = Number(response.headers.get('retry-after'));
  return new Refused(slugOf(problem.type, response.status), {
    errors,
    retryAfter: typeof problem.retryAfter === 'number' ? problem.retryAfter : header > 0 ? header : undefined,
    triesLeft: typeof problem.triesLeft === 'number' ? problem.triesLeft : undefined,
    traceId: typeof problem.traceId === 'string' ? problem.traceId : undefined,
    heldBy: heldByOf(problem.heldBy),
    // It becomes part of an address: nothing else than an id of ours.
    upgradeId: typeof problem.upgradeId === 'string' && /^upg_[0-9a-z]+$/.test(problem.upgradeId) ? problem.upgradeId : undefined,
  });
}

/** Anything thrown, as a refusal: what is not one is a fault of ours. */
export function asRefused(thrown: unknown): Refused {
  return thrown instanceof Refused ? thrown : new Refused('internal');
}
