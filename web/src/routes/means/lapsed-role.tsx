import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';
import { useSession } from '../../session/session';

/** The caller's managing role is past its term: the main user renews his own here, anybody else asks him. */
export function LapsedRole({ role }: { role: 'user' | 'manager' | 'main-user' }) {
  const { t } = useWords();
  const { look } = useSession();
  const { busy, refused, work } = useWork();
  const renew = () => void work(() => answer(api.POST('/v1/main-user/term')).then(look));
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
