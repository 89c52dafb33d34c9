import { Navigate, Outlet, useLocation } from 'react-router';
import { logInFor } from './return-to';
import { useSession } from './session';
import { ProblemNotice } from '../parts/problem-notice';
import { Waiting } from '../parts/waiting';

/** Pages for people who are logged in. Who must choose a new password first can go nowhere else (S7, S8). */
export function Guarded({ staff = false }: { staff?: boolean }) {
  const { here, look } = useSession();
  const { pathname } = useLocation();
  if (here.kind === 'unknown') return <Waiting />;
  if (here.kind === 'unreachable') return <ProblemNotice refused={here.refused} again={() => void look()} />;
  if (here.kind === 'nobody') return <Navigate to={logInFor(pathname)} replace />;
  if (here.me.mustChoosePassword && pathname !== '/choose-password') return <Navigate to="/choose-password" replace />;
  if (staff && !here.me.staff) return <Navigate to="/means" replace />;
  return <Outlet />;
}
