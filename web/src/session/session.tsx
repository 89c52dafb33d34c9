// Who is here. The cookies cannot be read by a script, so the server is asked.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { answer, api, onSessionLost } from '../api/client';
import { asRefused, type Refused } from '../api/problem';
import type { Me } from '../api/types';
import { chosenLanguage, useWords } from '../i18n';

export type Here = { kind: 'unknown' } | { kind: 'nobody' } | { kind: 'somebody'; me: Me } | { kind: 'unreachable'; refused: Refused };

interface Session {
  here: Here;
  /** Set when a session ran out by itself, so the log-in page can say so. */
  ranOut: boolean;
  /** Asks the server again who this is. */
  look: () => Promise<Me | undefined>;
  /** Takes over an answer that already told. */
  know: (me: Me) => void;
  /** Ends the session in this browser. */
  leave: () => Promise<void>;
}

// Only a hint that it is worth asking: it spares visitors two refused requests.
const HINT = 'balie.session';

function hint(): boolean {
  try {
    return localStorage.getItem(HINT) !== null;
  } catch {
    return true;
  }
}

function setHint(on: boolean) {
  try {
    if (on) localStorage.setItem(HINT, '1');
    else localStorage.removeItem(HINT);
  } catch {
    // Then every visit asks.
  }
}

const LEFT = 'balie.left';
const OWNER = 'balie.drafts-of';

/** Drafts outlive a session that ran out, but not a change of person in the same tab. */
function keepDraftsOf(accountId: string) {
  try {
    if (sessionStorage.getItem(OWNER) !== accountId) sessionStorage.clear();
    sessionStorage.setItem(OWNER, accountId);
  } catch {
    // Nothing is kept then.
  }
}

/**
 * Forgets a session that has ended: the drafts, which belong to the person who typed them, and with a whole new page everything that any
 * page remembers.
 */
export function forget() {
  setHint(false);
  try {
    sessionStorage.clear();
    sessionStorage.setItem(LEFT, '1');
  } catch {
    // Nothing was kept.
  }
  location.assign('/');
}

/** Whether somebody just logged out here; asked once. */
export function justLeft(): boolean {
  try {
    return sessionStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
}

export function greeted() {
  try {
    sessionStorage.removeItem(LEFT);
  } catch {
    // Then it was not kept either.
  }
}

const Context = createContext<Session | undefined>(undefined);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [here, setHere] = useState<Here>(() => (hint() ? { kind: 'unknown' } : { kind: 'nobody' }));
  const [ranOut, setRanOut] = useState(false);
  const { speak } = useWords();

  const know = useCallback(
    (me: Me) => {
      setHint(true);
      keepDraftsOf(me.accountId);
      setRanOut(false);
      setHere({ kind: 'somebody', me });
      if (!chosenLanguage()) void speak(me.language, false);
    },
    [speak],
  );

  const look = useCallback(async () => {
    try {
      const me = await answer(api.GET('/v1/me'));
      know(me);
      return me;
    } catch (thrown) {
      const refused = asRefused(thrown);
      if (refused.slug === 'unauthenticated') {
        setHint(false);
        setHere({ kind: 'nobody' });
      } else {
        setHere({ kind: 'unreachable', refused });
      }
      return undefined;
    }
  }, [know]);

  useEffect(() => {
    // The answer sets the state, not the effect.
    if (hint()) look().catch(() => undefined);
  }, [look]);

  useEffect(
    () =>
      onSessionLost(() => {
        setHint(false);
        setHere((before) => {
          if (before.kind === 'somebody') setRanOut(true);
          return { kind: 'nobody' };
        });
      }),
    [],
  );

  const leave = useCallback(async () => {
    // Out is out for whoever is at this browser, also when the server cannot be reached; its session then ends by itself (S29).
    await api.DELETE('/v1/sessions/current').catch(() => undefined);
    forget();
  }, []);

  const session = useMemo(() => ({ here, ranOut, look, know, leave }), [here, ranOut, look, know, leave]);
  return <Context value={session}>{children}</Context>;
}

export function useSession(): Session {
  const session = useContext(Context);
  if (!session) throw new Error('SessionProvider is missing');
  return session;
}

/** The person who is logged in; only for pages behind `Guarded`. */
export function useMe(): Me {
  const { here } = useSession();
  if (here.kind !== 'somebody') throw new Error('this page stands behind Guarded');
  return here.me;
}
