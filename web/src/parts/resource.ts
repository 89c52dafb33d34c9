import { useCallback, useEffect, useRef, useState } from 'react';
import { asRefused, type Refused } from '../api/problem';

export interface Resource<T> {
  value: T | undefined;
  refused: Refused | undefined;
  /** Asks again; what is shown stays until the answer is there. */
  again: () => Promise<void>;
  put: (value: T) => void;
}

/** Something the server is asked for when a page opens. `key` says which; another key asks anew. */
export function useResource<T>(key: string, ask: () => Promise<T>): Resource<T> {
  const [state, setState] = useState<{ key: string; value?: T; refused?: Refused }>({ key });
  const asking = useRef(ask);
  useEffect(() => {
    asking.current = ask;
  });
  const latest = useRef(0);

  const again = useCallback(async () => {
    const turn = ++latest.current;
    try {
      const value = await asking.current();
      if (turn === latest.current) setState({ key, value });
    } catch (thrown) {
      if (turn === latest.current) setState((before) => ({ key, value: before.key === key ? before.value : undefined, refused: asRefused(thrown) }));
    }
  }, [key]);

  useEffect(() => {
    void again();
    return () => {
      latest.current += 1;
    };
  }, [again]);

  const put = useCallback(
    (value: T) => {
      latest.current += 1;
      setState({ key, value });
    },
    [key],
  );

  const current = state.key === key ? state : { key };
  return { value: current.value, refused: current.refused, again, put };
}

/** Asks again every so many milliseconds; `false` asks no more. */
export function useEvery(milliseconds: number | false, again: () => Promise<void>) {
  useEffect(() => {
    if (milliseconds === false) return undefined;
    const clock = setInterval(() => void again(), milliseconds);
    return () => clearInterval(clock);
  }, [milliseconds, again]);
}
