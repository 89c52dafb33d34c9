import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useSession } from '../../session/session';

/** The caller's managing role is past its term: the main user renews his own here, anybody else asks him. */
export function LapsedRole({ role }: { role: 'user' | 'manager' | 'main-user' }) {
  const { t } = useWords();
  const { look } = useSession();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const renew = () => {
    setBusy(true);
    setRefused(undefined);
    answer(api.POST('/v1/main-user/term'))
      .then(look)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      {refused && <ProblemNotice refused={refused} />}
      <Notice tone="warning" title={t('lapsed-role.title', { role: t(`role.${role}`) })}>
        <p>{t(role === 'main-user' ? 'lapsed-role.own' : 'lapsed-role.ask')}</p>
        {role === 'main-user' && (
          <p>
            <Button busy={busy} onClick={renew}>
              {t('people.renew-role')}
            </Button>
          </p>
        )}
      </Notice>
    </>
  );
}
