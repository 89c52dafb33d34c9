import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n';
import { RadioGroup } from '../../parts/fields';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { useSession } from '../../session/session';
import { clockOff, keepsCookies } from './browser-checks';
import { MENDED, SEEN, WAYS, type Cause, type Way } from './causes';
import { ServiceDesk, useHelp } from './service-desk';

/**
 * Finds out why somebody cannot log in: by what this browser can know by itself, and by what he says he sees. No name is asked and nothing is
 * looked up, so the page tells nobody who has an account.
 */
export function CannotLogIn() {
  const { t } = useWords();
  const help = useHelp();
  const [way, setWay] = useState<Way>();
  const [cause, setCause] = useState<Cause>();
  const figures = help.value?.logIn;
  return (
    <Page title={t('cannot.title')} lead={t('cannot.lead')} back={{ to: '/help', text: t('help.title') }}>
      <div className="stack stack--wide">
        <OfThisBrowser now={help.value?.now} />
        <section className="card stack" aria-labelledby="what-happens">
          <Heading level={2} id="what-happens">
            {t('cannot.questions')}
          </Heading>
          <RadioGroup
            name="way"
            label={t('cannot.way')}
            errors={{}}
            value={way ?? ''}
            onChange={(chosen) => {
              setWay(WAYS.find((known) => known === chosen));
              setCause(undefined);
            }}
            options={WAYS.map((value) => ({ value, label: t(`cannot-way.${value}`), hint: t(`cannot-way-hint.${value}`) }))}
          />
          {way && (
            <RadioGroup
              name="seen"
              label={t('cannot.seen')}
              errors={{}}
              value={cause ?? ''}
              onChange={(chosen) => setCause(SEEN[way].find((known) => known === chosen))}
              options={SEEN[way].map((value) => ({ value, label: t(`cannot-seen.${value}`) }))}
            />
          )}
          <div role="status">
            {way && cause && (
              <Notice tone="info" title={t(`cannot-why.${cause}`)}>
                <p>
                  {t(`cannot-do.${cause}`, {
                    tries: figures?.tries ?? 10,
                    minutes: figures?.waitMinutes ?? 15,
                    hours: figures?.confirmHours ?? 24,
                    reset: figures?.resetMinutes ?? 30,
                    length: figures?.passwordLength ?? 15,
                  })}
                </p>
                {cause === 'refused' && <p>{t(`cannot-kind.${way}`)}</p>}
                <ul className="faq__links">
                  {MENDED[cause].map(({ path, text }) => (
                    <li key={path}>
                      <TextLink to={path}>{t(text)}</TextLink>
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
          </div>
        </section>
        <ServiceDesk help={help} topic={way === 'e-herkenning' ? 'e-herkenning' : 'log-in'} />
      </div>
    </Page>
  );
}

/** What the browser itself can know. */
function OfThisBrowser({ now }: { now: string | undefined }) {
  const { t, n } = useWords();
  const { here } = useSession();
  const [cookies] = useState(keepsCookies);
  const [online, setOnline] = useState(navigator.onLine);
  const [off, setOff] = useState(0);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  useEffect(() => {
    if (now) setOff(clockOff(now, Date.now()));
  }, [now]);
  const minutes = Math.max(1, Math.round(Math.abs(off) / 60));
  const fine = cookies && online && off === 0 && here.kind !== 'somebody';
  return (
    <section className="card stack" aria-labelledby="of-this-browser">
      <Heading level={2} id="of-this-browser">
        {t('cannot.browser')}
      </Heading>
      <div className="stack stack--close" role="status">
        {here.kind === 'somebody' && (
          <Notice tone="info" title={t('cannot.logged-in')}>
            <p>
              <TextLink to={here.me.staff ? '/desk' : '/means'}>{t('cannot.go-on')}</TextLink>
            </p>
          </Notice>
        )}
        {!online && (
          <Notice tone="warning" title={t('cannot.offline')}>
            <p>{t('cannot.offline-text')}</p>
          </Notice>
        )}
        {!cookies && (
          <Notice tone="warning" title={t('cannot.cookies')}>
            <p>{t('cannot.cookies-text')}</p>
          </Notice>
        )}
        {off !== 0 && (
          <Notice tone="warning" title={n('cannot.clock', minutes)}>
            <p>{t('cannot.clock-text')}</p>
          </Notice>
        )}
        {fine && (
          <Notice tone="ok" title={t('cannot.fine')}>
            <p>{t('cannot.fine-text')}</p>
          </Notice>
        )}
      </div>
    </section>
  );
}
