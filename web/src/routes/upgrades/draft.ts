// What is typed but not yet good enough to be sent stays in this tab, so that nothing is lost by going back or by a session that ran out.
import { useCallback, useEffect, useRef, useState } from 'react';
import { asRefused } from '../../api/problem';

function read<V>(key: string, start: V): V {
  try {
    const kept = sessionStorage.getItem(key);
    const draft: unknown = kept ? JSON.parse(kept) : undefined;
    if (Array.isArray(start)) return Array.isArray(draft) ? (draft as V) : start;
    return typeof draft === 'object' && draft !== null ? { ...start, ...draft } : start;
  } catch {
    return start;
  }
}

function without<V>(values: V, unkept: readonly (keyof V)[]): unknown {
  return unkept.length === 0 ? values : { ...values, ...Object.fromEntries(unkept.map((field) => [field, undefined])) };
}

function write(key: string, values: unknown) {
  try {
    if (values === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(values));
  } catch {
    // Then it lasts as long as the page.
  }
}

export type Kept = 'nothing' | 'here' | 'saving' | 'saved' | 'failed';

interface DraftOptions<V> {
  key: string;
  start: V;
  /** What is never written down in the browser, not even for this tab; it is typed again after a reload. */
  unkept?: readonly (keyof V)[];
  /** Whether it can be sent to the server as it is. */
  complete: (values: V) => boolean;
  save: (values: V) => Promise<unknown>;
}

/** Form values that save themselves: at the server once they are complete, else in this tab. */
export function useDraft<V>({ key, start, unkept = [], complete, save }: DraftOptions<V>) {
  const [values, setValues] = useState<V>(() => read(key, start));
  const [kept, setKept] = useState<Kept>('nothing');
  const changed = useRef(false);
  const options = useRef({ complete, save, unkept });
  useEffect(() => {
    options.current = { complete, save, unkept };
  });

  const change = useCallback(
    (next: V) => {
      changed.current = true;
      setValues(next);
      write(key, without(next, options.current.unkept));
    },
    [key],
  );

  /** Saves now. Only the wish to go on says what is wrong; saving by itself is quiet. */
  const saveNow = useCallback(
    async (now: V) => {
      setKept('saving');
      try {
        await options.current.save(now);
        changed.current = false;
        write(key, undefined);
        setKept('saved');
      } catch (thrown) {
        setKept('failed');
        throw thrown;
      }
    },
    [key],
  );

  useEffect(() => {
    if (!changed.current) return undefined;
    const timer = setTimeout(() => {
      if (!changed.current) return;
      if (!options.current.complete(values)) setKept('here');
      else saveNow(values).catch((thrown: unknown) => setKept(asRefused(thrown).slug === 'invalid-input' ? 'here' : 'failed'));
    }, 1200);
    return () => clearTimeout(timer);
  }, [values, saveNow]);

  return { values, change, kept, saveNow };
}
