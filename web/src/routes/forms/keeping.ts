// Keeping what is typed: a moment after the last key, one save at a time, gone on with when the network is back; and noticing that another
// device, or a colleague, saved meanwhile. Nothing of either is thrown away: whoever types decides.
import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { FilledForm } from '../../api/types';
import type { Answers } from './definition';

/** How long after the last key it is saved, in milliseconds. */
const PAUSE = 1200;
/** How long until it is tried again when it could not be saved. */
const AGAIN = 5000;

export interface Keeping {
  answers: Answers;
  /** Changes one answer; the name may lead into one of several. */
  give: (name: string, value: unknown) => void;
  /** Saves now what is not saved yet. True when everything is. */
  save: () => Promise<boolean>;
  revision: number;
  /** When it was saved last. */
  savedAt: string;
  /** When it vanishes by itself if nobody touches it, as the server reckons it. */
  vanishesAt: string | undefined;
  dirty: boolean;
  refused: Refused | undefined;
  /** What another device saved meanwhile, while it is not decided which shall be. */
  other: FilledForm | undefined;
  /** Goes on with one's own answers, over the other ones. */
  keepMine: () => Promise<void>;
  /** Goes on with the other answers. */
  takeOther: () => void;
}

/** What is known of the save the page goes on from. */
interface Standing {
  revision: number;
  edition: number;
  savedAt: string;
  vanishesAt: string | undefined;
}

function standingOf({ revision, edition, changedAt, vanishesAt }: Pick<FilledForm, 'revision' | 'edition' | 'changedAt' | 'vanishesAt'>): Standing {
  return { revision, edition, savedAt: changedAt, vanishesAt: vanishesAt ?? undefined };
}

/** Answers with one of them changed, or taken away. */
export function withAnswer(answers: Answers, path: readonly string[], value: unknown): Answers {
  const [first, ...rest] = path;
  if (first === undefined) return answers;
  if (rest.length === 0) {
    const { [first]: _, ...others } = answers;
    return value === undefined || value === '' ? others : { ...others, [first]: value };
  }
  const [nth, ...inner] = rest;
  const items = Array.isArray(answers[first]) ? [...(answers[first] as unknown[])] : [];
  const at = Number(nth);
  items[at] = withAnswer((items[at] ?? {}) as Answers, inner, value);
  return { ...answers, [first]: items };
}

export function useKeeping(opened: FilledForm, language: FilledForm['language']): Keeping {
  const [answers, setAnswers] = useState<Answers>(opened.answers);
  const [standing, setStanding] = useState(() => standingOf(opened));
  const [dirty, setDirty] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [failed, setFailed] = useState(0);
  const [other, setOther] = useState<FilledForm>();
  const now = useRef({ answers, standing, dirty, other, language });
  useEffect(() => {
    now.current.language = language;
  });
  const saving = useRef<Promise<boolean>>(undefined);
  const submissionId = opened.submissionId;

  const stand = useCallback((next: Standing) => {
    now.current.standing = next;
    setStanding(next);
  }, []);

  const put = useCallback(async (): Promise<boolean> => {
    const { answers: sent, standing: before } = now.current;
    if (now.current.other) return false;
    try {
      const saved = await answer(
        api.PUT('/v1/submissions/{submissionId}/answers', {
          params: { path: { submissionId } },
          body: { revision: before.revision, edition: before.edition, language: now.current.language, answers: sent },
        }),
      );
      stand(standingOf(saved));
      setRefused(undefined);
      const typedOn = now.current.answers !== sent;
      now.current.dirty = typedOn;
      setDirty(typedOn);
      return !typedOn;
    } catch (thrown) {
      const problem = asRefused(thrown);
      if (problem.slug === 'changed-meanwhile') {
        const theirs = await answer(api.GET('/v1/submissions/{submissionId}', { params: { path: { submissionId } } })).catch(() => undefined);
        if (theirs && JSON.stringify(theirs.answers) === JSON.stringify(sent)) {
          // The same was saved there: nothing to decide.
          stand(standingOf(theirs));
          now.current.dirty = false;
          setDirty(false);
          return true;
        }
        if (theirs) {
          now.current.other = theirs;
          setOther(theirs);
          return false;
        }
      }
      setRefused(problem);
      if (problem.slug === 'offline' || problem.slug === 'unavailable') setFailed((count) => count + 1);
      return false;
    }
  }, [submissionId, stand]);

  const save = useCallback(async (): Promise<boolean> => {
    // What is under way is waited for; what was typed meanwhile is saved after it.
    await saving.current;
    if (!now.current.dirty) return !now.current.other;
    saving.current = put();
    const whole = await saving.current;
    saving.current = undefined;
    return whole;
  }, [put]);

  // A moment after the last key, and again when it could not be saved.
  useEffect(() => {
    if (!dirty || answers !== now.current.answers) return undefined;
    const clock = setTimeout(() => void save(), PAUSE);
    return () => clearTimeout(clock);
  }, [dirty, answers, save]);
  useEffect(() => {
    if (failed === 0) return undefined;
    const clock = setTimeout(() => void save(), AGAIN);
    return () => clearTimeout(clock);
  }, [failed, save]);

  const give = useCallback((name: string, value: unknown) => {
    const next = withAnswer(now.current.answers, name.split('/'), value);
    now.current.answers = next;
    now.current.dirty = true;
    setAnswers(next);
    setDirty(true);
  }, []);

  // Another tab, another app, the phone in the pocket: what was typed is saved first.
  useEffect(() => {
    const hidden = () => {
      if (document.visibilityState === 'hidden') void save();
    };
    const warn = (event: BeforeUnloadEvent) => {
      if (now.current.dirty) event.preventDefault();
    };
    const back = () => void save();
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('beforeunload', warn);
    window.addEventListener('online', back);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('beforeunload', warn);
      window.removeEventListener('online', back);
      void save();
    };
  }, [save]);

  const keepMine = useCallback(async () => {
    const theirs = now.current.other;
    if (!theirs) return;
    now.current.other = undefined;
    setOther(undefined);
    stand(standingOf(theirs));
    now.current.dirty = true;
    await save();
  }, [stand, save]);

  const takeOther = useCallback(() => {
    const theirs = now.current.other;
    if (!theirs) return;
    now.current.other = undefined;
    now.current.answers = theirs.answers;
    now.current.dirty = false;
    setOther(undefined);
    setAnswers(theirs.answers);
    setDirty(false);
    stand(standingOf(theirs));
  }, [stand]);

  return { answers, give, save, revision: standing.revision, savedAt: standing.savedAt, vanishesAt: standing.vanishesAt, dirty, refused, other, keepMine, takeOther };
}
