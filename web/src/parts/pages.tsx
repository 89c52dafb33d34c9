import { useState, type ReactNode } from 'react';
import { asRefused, type Refused } from '../api/problem';
import { useWords } from '../i18n';
import { Button } from './button';
import { ProblemNotice } from './problem-notice';
import { useResource } from './resource';
import { Waiting } from './waiting';

interface PageOf<T> {
  items: T[];
  nextCursor?: string | null;
}

export interface Pages<T> {
  /** What was shown so far; nothing before the first answer. */
  items: T[];
  /** Whether the first page is there. */
  known: boolean;
  /** Why the first page did not come. */
  refused: Refused | undefined;
  /** Begins anew with the first page; what is shown stays until that is there. */
  again: () => Promise<void>;
  /** Fetches the next page; none when all is shown. */
  more: (() => void) | undefined;
  busy: boolean;
  /** Why the next page did not come. */
  stuck: Refused | undefined;
}

/** A list the server gives page by page. `key` says which; another key begins anew. */
export function usePages<T>(key: string, ask: (cursor?: string) => Promise<PageOf<T>>): Pages<T> {
  const first = useResource(key, () => ask());
  const [further, setFurther] = useState<{ key: string } & PageOf<T>>();
  const [stuck, setStuck] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const mine = further?.key === key ? further : undefined;
  const cursor = mine ? mine.nextCursor : first.value?.nextCursor;
  const load = (from: string) => {
    setBusy(true);
    setStuck(undefined);
    ask(from)
      .then((page) => setFurther({ key, items: [...(mine?.items ?? []), ...page.items], nextCursor: page.nextCursor }))
      .catch((thrown: unknown) => setStuck(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return {
    items: [...(first.value?.items ?? []), ...(mine?.items ?? [])],
    known: first.value !== undefined,
    refused: first.refused,
    again: () => {
      setFurther(undefined);
      return first.again();
    },
    more: cursor ? () => load(cursor) : undefined,
    busy,
    stuck,
  };
}

/** That a list is being fetched, or why it did not come. */
export function PagesState<T>({ pages }: { pages: Pages<T> }) {
  return (
    <>
      {pages.refused && <ProblemNotice refused={pages.refused} again={pages.again} />}
      {pages.stuck && <ProblemNotice refused={pages.stuck} again={pages.more} />}
      {!pages.known && !pages.refused && <Waiting />}
    </>
  );
}

/** Fetches the next page, while there is one; beside it what else can be done with the list. */
export function More<T>({ pages, text, children }: { pages: Pages<T>; text?: string; children?: ReactNode }) {
  const { t } = useWords();
  if (!pages.more && !children) return null;
  return (
    <div className="actions">
      {pages.more && (
        <Button purpose="secondary" busy={pages.busy} onClick={pages.more}>
          {text ?? t('more')}
        </Button>
      )}
      {children}
    </div>
  );
}
