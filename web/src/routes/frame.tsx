import { SkipLink } from '@nl-design-system-candidate/skip-link-react';
import { useEffect, useState, type ReactNode } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import type { Me } from '../api/types';
import { LANGUAGES, useWords, type Language } from '../i18n';
import { Bell } from '../parts/icons';
import { useSession } from '../session/session';

const TONGUES: Record<Language, string> = { nl: 'Nederlands', de: 'Deutsch', en: 'English' };

function Tongues() {
  const { language, speak, t } = useWords();
  return (
    <nav aria-label={t('frame.languages')} className="frame__tongues">
      <ul className="tongues">
        {LANGUAGES.map((tongue) => (
          <li key={tongue}>
            <button
              type="button"
              lang={tongue}
              aria-current={tongue === language ? 'true' : undefined}
              aria-label={`${tongue.toUpperCase()} ${TONGUES[tongue]}`}
              onClick={() => void speak(tongue, true)}
            >
              {tongue.toUpperCase()}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Person() {
  const { here, leave } = useSession();
  const { t } = useWords();
  if (here.kind === 'unknown') return <div className="person" />;
  if (here.kind === 'somebody') {
    return (
      <div className="person">
        <NavLink to="/account">{t('frame.account')}</NavLink>
        <button
          type="button"
          onClick={() => {
            void leave();
          }}
        >
          {t('frame.log-out')}
        </button>
      </div>
    );
  }
  return (
    <div className="person">
      <Link className="person__main" to="/log-in">
        {t('frame.log-in')}
      </Link>
    </div>
  );
}

/** Says that there is no network, while there is none. */
function Weather() {
  const { t } = useWords();
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return (
    <div role="status" className={online ? undefined : 'weather'}>
      {!online && <p className="frame__width">{t('frame.offline')}</p>}
    </div>
  );
}

/** Where a customer can go from every page. */
const CUSTOMER = [
  { to: '/means', name: 'frame.means' },
  { to: '/orders', name: 'frame.orders' },
  { to: '/spend', name: 'frame.spend' },
  { to: '/invoices', name: 'frame.invoices' },
  { to: '/access-codes', name: 'frame.codes' },
  { to: '/forms', name: 'frame.forms' },
] as const;

/** What a person has for himself and his member business, whatever organisation he acts for. */
const PERSONAL = [{ to: '/businesses', name: 'frame.business' }] as const;

/** Where the desk's people can go. */
const DESK = [
  { to: '/desk', name: 'frame.desk' },
  { to: '/desk/submissions', name: 'frame.submissions' },
  { to: '/desk/tickets', name: 'frame.tickets' },
  { to: '/desk/documents', name: 'frame.documents' },
  { to: '/desk/templates', name: 'frame.templates' },
  { to: '/desk/paper', name: 'frame.papers' },
  { to: '/desk/invoices', name: 'frame.invoices' },
  { to: '/desk/collections', name: 'frame.collections' },
  { to: '/desk/businesses', name: 'frame.businesses' },
  { to: '/desk/catalogue', name: 'frame.catalogue' },
  { to: '/desk/forms', name: 'frame.desk-forms' },
] as const;

/** The rooms somebody finds open. Who is logged in for one branch reaches the means of that branch, and nothing else of the organisation (S40). */
function placesOf(me: Me) {
  const customer = me.eherkenning?.branch ? CUSTOMER.slice(0, 1) : CUSTOMER;
  return [...(me.organisation || !me.staff ? customer : []), ...(me.staff ? [] : PERSONAL), ...(me.staff ? DESK : [])];
}

/** What stands around every page. */
export function Frame({ children }: { children?: ReactNode }) {
  const { here } = useSession();
  const { t } = useWords();
  const { pathname } = useLocation();
  const me = here.kind === 'somebody' ? here.me : undefined;
  return (
    <div className="frame">
      <SkipLink href="#main" className="nl-skip-link--visible-on-focus">
        {t('frame.skip')}
      </SkipLink>
      <header className="frame__head">
        <div className="frame__width frame__bar">
          <Link className="brand" to="/" aria-label={t('frame.home')}>
            <Bell />
            Balie
          </Link>
          {me && !me.mustChoosePassword && (
            <nav aria-label={t('frame.places')} className="frame__places">
              <ul className="places">
                {placesOf(me).map(({ to, name }) => (
                  <li key={to}>
                    <NavLink to={to} end={to === '/desk'}>
                      {t(name)}
                    </NavLink>
                  </li>
                ))}
              </ul>
            </nav>
          )}
          <Tongues />
          <Person />
        </div>
      </header>
      <Weather />
      <main id="main" tabIndex={-1} className={pathname === '/' ? 'frame__main frame__main--flush' : 'frame__main'}>
        {pathname === '/' ? (children ?? <Outlet />) : <div className="frame__width">{children ?? <Outlet />}</div>}
      </main>
      <footer className="frame__foot">
        <div className="frame__width">
          <p>{t('frame.foot')}</p>
          <p>{t('frame.never-ask')}</p>
          <p>
            <Link to="/help">{t('frame.help')}</Link> · <Link to="/forms">{t('frame.forms')}</Link> · <Link to="/products">{t('frame.products')}</Link> ·{' '}
            <Link to="/how-upgrading-works">{t('frame.how-it-works')}</Link> · <Link to="/services">{t('catalogue.title')}</Link> · <Link to="/advice">{t('catalogue.to-advice')}</Link> ·{' '}
            <Link to="/terms">{t('terms.title')}</Link> · <Link to="/privacy">{t('privacy.title')}</Link>
          </p>
        </div>
      </footer>
    </div>
  );
}
