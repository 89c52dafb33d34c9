import { useEffect, useState } from 'react';

/** Takes the token of a mailed link out of a fragment; undefined when there is none. */
export function tokenIn(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('token')?.trim() || undefined;
}

/** Whether the link of a mail is an invitation: whoever follows it has not agreed to the terms yet. */
export function wasInvited(search: string): boolean {
  return new URLSearchParams(search).has('invited');
}

/**
 * The token of a mailed link. It stands in the fragment, which no server and no log ever sees, and opening the page does nothing with it:
 * scanners that open every link use nothing up (S19). The address bar forgets it at once. A newer link opened in the same tab counts.
 */
export function useToken(): string | undefined {
  const [token, setToken] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    const take = () => {
      const found = tokenIn(location.hash);
      if (!found) return;
      setToken(found);
      history.replaceState(history.state, '', location.pathname + location.search);
    };
    take();
    window.addEventListener('hashchange', take);
    return () => window.removeEventListener('hashchange', take);
  }, []);
  return token;
}
