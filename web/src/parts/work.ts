import { useCallback, useState } from 'react';
import { asRefused, type Refused } from '../api/problem';

export interface Work {
  busy: boolean;
  /** Why the last try was refused. */
  refused: Refused | undefined;
  work: (task: () => Promise<unknown>) => Promise<void>;
}

/** Something a button asks of the server: whether it is under way, and why it was refused. */
export function useWork(): Work {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const work = useCallback(async (task: () => Promise<unknown>) => {
    setBusy(true);
    setRefused(undefined);
    try {
      await task();
    } catch (thrown) {
      setRefused(asRefused(thrown));
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, refused, work };
}
