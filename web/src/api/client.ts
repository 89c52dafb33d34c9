// The one way to the API: typed by the contract, cookies only, quiet about sessions that need refreshing.
import createClient from 'openapi-fetch';
import { Refused, refusedFrom, type Slug } from './problem';
import type { paths } from './schema';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
// Routes that decide about the session themselves: a 401 there is an answer, not a session that ran out.
const OPENING = ['/v1/sessions/refresh', '/v1/sessions/second-factor', '/v1/accounts', '/v1/password-resets', '/v1/eherkenning'];

type Reauthenticate = () => Promise<boolean>;
let reauthenticate: Reauthenticate | undefined;
const lost = new Set<() => void>();

/** Whoever shows the dialog that asks for the password once more (S35). */
export function onReauthentication(ask: Reauthenticate): () => void {
  reauthenticate = ask;
  return () => {
    if (reauthenticate === ask) reauthenticate = undefined;
  };
}

/** Called when the session cannot be refreshed any more. */
export function onSessionLost(tell: () => void): () => void {
  lost.add(tell);
  return () => lost.delete(tell);
}

async function send(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch {
    throw new Refused('offline');
  }
}

const REFRESHED_AT = 'balie.refreshed-at';

function refreshedAt(): number {
  try {
    return Number(localStorage.getItem(REFRESHED_AT) ?? 0);
  } catch {
    return 0;
  }
}

async function exchange(): Promise<boolean> {
  const response = await send(
    new Request('/v1/sessions/refresh', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-balie-client': 'web' },
      body: JSON.stringify({ client: 'browser' }),
    }),
  );
  if (response.ok) {
    try {
      localStorage.setItem(REFRESHED_AT, String(Date.now()));
    } catch {
      // Without storage two tabs may refresh at the same moment; the server forgives that for ten seconds (S27).
    }
  }
  return response.ok;
}

let refreshing: Promise<boolean> | undefined;

/** One refresh at a time, also over tabs: a refresh token is good once, and a second use looks like theft (S27). */
function refresh(since: number): Promise<boolean> {
  refreshing ??= (async () => {
    try {
      if (!navigator.locks) return await exchange();
      return await navigator.locks.request('balie.refresh', async () => (refreshedAt() > since ? true : exchange()));
    } finally {
      refreshing = undefined;
    }
  })();
  return refreshing;
}

async function says(response: Response, slug: Slug): Promise<boolean> {
  if (response.status !== 401 && response.status !== 403) return false;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => undefined);
  return refusedFrom(body, response).slug === slug;
}

async function askInSession(request: Request): Promise<Response> {
  const path = new URL(request.url).pathname;
  const opening = OPENING.some((start) => path.startsWith(start)) || (path === '/v1/sessions' && request.method === 'POST');
  const again = request.clone();
  const once = request.clone();
  const sentAt = Date.now();
  let response = await send(request);
  if (!opening && (await says(response, 'unauthenticated'))) {
    if (await refresh(sentAt)) response = await send(again);
    if (await says(response, 'unauthenticated')) for (const tell of lost) tell();
  }
  if (reauthenticate && (await says(response, 'reauthentication-required')) && (await reauthenticate())) {
    response = await send(once);
  }
  return response;
}

export const api = createClient<paths>({
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  credentials: 'same-origin',
  fetch: askInSession,
});

api.use({
  onRequest({ request }) {
    // A header no form of another site can send; the server asks for it on every unsafe request (S30).
    if (!SAFE.has(request.method)) request.headers.set('x-balie-client', 'web');
    return request;
  },
});

/** The answer, or a thrown `Refused`. */
export async function answer<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw refusedFrom(error, response);
  return data as T;
}
