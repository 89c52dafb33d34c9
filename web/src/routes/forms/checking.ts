// What the server says to the answers while they are typed: asked a moment after the last key, the latest answer counts.
import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import type { FormComplaint, FormSuggestion } from '../../api/types';
import type { Answers } from './definition';

const PAUSE = 350;

export interface Checked {
  complaints: readonly FormComplaint[];
  suggestions: readonly FormSuggestion[];
}

const NOTHING: Checked = { complaints: [], suggestions: [] };

interface Checking extends Checked {
  /** Asks now; `whole` asks for what is missing too. */
  ask: (whole: boolean) => Promise<Checked>;
}

export function useChecking(form: string, edition: number, answers: Answers): Checking {
  const [checked, setChecked] = useState<Checked>(NOTHING);
  const latest = useRef(0);
  const now = useRef(answers);
  useEffect(() => {
    now.current = answers;
  });

  const check = useCallback(
    (given: Answers, whole: boolean) => answer(api.POST('/v1/forms/{form}/checks', { params: { path: { form } }, body: { edition, answers: { ...given }, whole } })),
    [form, edition],
  );
  const ask = useCallback((whole: boolean) => check(now.current, whole), [check]);

  useEffect(() => {
    const turn = ++latest.current;
    const clock = setTimeout(() => {
      check(answers, false)
        .then((told) => {
          if (turn === latest.current) setChecked(told);
        })
        // Without the network nothing is said; sending says it.
        .catch(() => undefined);
    }, PAUSE);
    return () => clearTimeout(clock);
  }, [check, answers]);

  return { ...checked, ask };
}
