import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { CaseView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useMe } from '../../session/session';

interface HandsProps {
  atDesk: CaseView['atDesk'];
  path: { organisationId: string; upgradeId: string };
  changed: () => void;
}

/** Who has the case in hand, and taking or letting go of it. */
export function Hands({ atDesk, path, changed }: HandsProps) {
  const { t, time } = useWords();
  const me = useMe();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const { taken } = atDesk;
  const own = taken?.by === me.accountId;
  const run = (call: Promise<unknown>) => {
    setBusy(true);
    setRefused(undefined);
    call
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        changed();
      });
  };
  const take = () =>
    run(answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/taking', { params: { path } })));
  const release = () =>
    run(answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/release', { params: { path } })));
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
            <Button purpose="secondary" busy={busy} onClick={release}>
              {t('hands.release')}
            </Button>
          </>
        )}
        {!taken && (
          <Button purpose="secondary" busy={busy} onClick={take}>
            {t('hands.take')}
          </Button>
        )}
      </div>
    </div>
  );
}
