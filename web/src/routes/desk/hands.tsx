import type { CaseView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';
import { useMe } from '../../session/session';

interface HandsProps {
  taken: CaseView['atDesk']['taken'];
  /** Taking it, and letting go of it. */
  take: () => Promise<unknown>;
  release: () => Promise<unknown>;
  changed: () => void;
}

/** Who has a case or a question in hand, and taking or letting go of it. */
export function Hands({ taken, take, release, changed }: HandsProps) {
  const { t, time } = useWords();
  const me = useMe();
  const { busy, refused, work } = useWork();
  const own = taken?.by === me.accountId;
  const run = (call: () => Promise<unknown>) => void work(call).then(changed);
  return (
    <div className="stack stack--close">
      {refused && <ProblemNotice refused={refused} />}
      {taken && !own && (
        <Notice tone="warning" role="status" title={t('hands.others', { name: taken.name })}>
          <p>{t('hands.until', { time: time(taken.until) })}</p>
        </Notice>
      )}
      <div className="actions" role="status">
        {own && taken && (
          <>
            <p>{t('hands.own', { time: time(taken.until) })}</p>
            <Button purpose="secondary" busy={busy} onClick={() => run(release)}>
              {t('hands.release')}
            </Button>
          </>
        )}
        {!taken && (
          <Button purpose="secondary" busy={busy} onClick={() => run(take)}>
            {t('hands.take')}
          </Button>
        )}
      </div>
    </div>
  );
}
