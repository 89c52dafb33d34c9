import { Navigate, Outlet, useLocation } from 'react-router';
import { logInFor } from './return-to';
import { useSession } from './session';
import { useWords } from '../i18n';
import { Page } from '../parts/page';
import { ProblemNotice } from '../parts/problem-notice';
import { Waiting } from '../parts/waiting';

/** Pages for people who are logged in. Who must choose a new password first can go nowhere else (S7, S8). */
export function Guarded({ staff = false }: { staff?: boolean }) {
  const { here, look } = useSession();
  const { pathname } = useLocation();
  const { t } = useWords();
  if (here.kind === 'unknown') return <Waiting />;
  if (here.kind === 'unreachable') {
    return (
      <Page title={t('unreachable.title')}>
        <ProblemNotice refused={here.refused} again={() => void look()} />
      </Page>
    );
  }
  if (here.kind === 'nobody') return <Navigate to={logInFor(pathname)} replace />;
  if (here.me.mustChoosePassword && pathname !== '/choose-password') return <Navigate to="/choose-password" replace />;
  if (staff && !here.me.staff) return <Navigate to="/means" replace />;
  return <Outlet />;
}
