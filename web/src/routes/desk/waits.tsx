import type { ReactNode } from 'react';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { More, PagesState, type Pages } from '../../parts/pages';

interface WaitsProps<T> {
  pages: Pages<T>;
  /** What is said of how many wait. */
  said: ReactNode;
  children: (item: T) => ReactNode;
}

/** What waits for the desk, page by page; looking again begins with the first. */
export function Waits<T>({ pages, said, children }: WaitsProps<T>) {
  const { t } = useWords();
  return (
    <>
      <PagesState pages={pages} />
      {said}
      {pages.items.length > 0 && <ul className="queue">{pages.items.map(children)}</ul>}
      <More pages={pages}>
        <Button purpose="secondary" onClick={pages.again}>
          {t('queue.look-again')}
        </Button>
      </More>
    </>
  );
}

/** How many are shown, for those who cannot see them too. */
export function Count({ shown, children }: { shown: number; children: ReactNode }) {
  return (
    <p role="status" className={shown > 0 ? 'quiet' : undefined}>
      {children}
    </p>
  );
}
