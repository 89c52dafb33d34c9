import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { Navigate, useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { EherkenningConclusion, Level } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { PasswordField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { allowedReturn } from '../../session/return-to';
import { useMe, useSession } from '../../session/session';

const BACK = 'balie.eherkenning-back';

/** Off to the broker; `back` is where to be after it. */
export function EherkenningButton({ back }: { back: string | undefined }) {
  const { t, language } = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const go = () => {
    setBusy(true);
    setRefused(undefined);
    answer(api.POST('/v1/eherkenning/log-ins', { body: { language } }))
      .then(({ redirectTo }) => {
        try {
          if (back) sessionStorage.setItem(BACK, back);
          else sessionStorage.removeItem(BACK);
        } catch {
          // Then one comes back to one's own first page.
        }
        location.assign(redirectTo);
      })
      .catch((thrown: unknown) => {
        setRefused(asRefused(thrown));
        setBusy(false);
      });
  };
  return (
    <>
      {refused?.slug === 'unavailable' ? (
        <Notice tone="warning" role="alert" title={t('eherkenning.unavailable')}>
          <p>{t('eherkenning.unavailable-text')}</p>
        </Notice>
      ) : (
        refused && <ProblemNotice refused={refused} />
      )}
      <Button purpose="secondary" busy={busy} onClick={go}>
        {t('eherkenning.log-in')}
      </Button>
    </>
  );
}

type LinkWanted = Extract<EherkenningConclusion, { next: 'link' }>;

/** Where the broker sends the browser back to: what it brought is posted from here, once, and leaves the address bar first. */
export function EherkenningReturn() {
  const { t } = useWords();
  const { here, look } = useSession();
  const navigate = useNavigate();
  const asked = useRef(false);
  const [link, setLink] = useState<LinkWanted>();
  const [refused, setRefused] = useState<Refused>();
  const [opened, setOpened] = useState(false);
  // Read before anybody is in: what the one before left in this tab is then thrown away.
  const [back] = useState(wanted);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    const brought = new URLSearchParams(location.search);
    history.replaceState(history.state, '', location.pathname);
    const [state, code, error, iss] = ['state', 'code', 'error', 'iss'].map((name) => brought.get(name) ?? undefined);
    if (!state) {
      void navigate('/log-in', { replace: true });
      return;
    }
    const body = { state, ...(code && { code }), ...(error && { error }), ...(iss && { iss }) };
    answer(api.POST('/v1/eherkenning/log-ins/conclusion', { body }))
      .then(async (conclusion) => {
        if (conclusion.next === 'cancelled') await navigate('/log-in', { replace: true, state: { cancelled: true } });
        else if (conclusion.next === 'link') setLink(conclusion);
        else {
          await look();
          setOpened(true);
        }
      })
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  }, [look, navigate]);

  if (opened && here.kind === 'somebody') return <Navigate to={back ?? '/means'} replace />;
  if (link) {
    const done = async () => {
      await look();
      setOpened(true);
    };
    return <LinkForm link={link} done={done} />;
  }
  return (
    <Page title={t('eherkenning.log-in')}>
      <div className="card narrow stack">
        {refused ? (
          <>
            <ProblemNotice refused={refused} />
            <div>
              <ButtonLink to="/log-in" purpose="secondary">
                {t('eherkenning.to-log-in')}
              </ButtonLink>
            </div>
          </>
        ) : (
          <Waiting />
        )}
      </div>
    </Page>
  );
}

function wanted(): string | undefined {
  try {
    return allowedReturn(sessionStorage.getItem(BACK));
  } catch {
    return undefined;
  }
}

/** The very first time: which access code is this person's? */
function LinkForm({ link, done }: { link: LinkWanted; done: () => Promise<void> }) {
  const { t, time } = useWords();
  const [second, setSecond] = useState(false);
  const form = useForm({
    initial: { identifier: '', password: '', code: '' },
    check: (values) => ({
      ...(values.identifier.trim() ? {} : { identifier: 'missing' }),
      ...(values.password ? {} : { password: 'missing' }),
      ...(second && !values.code.trim() ? { code: 'missing' } : {}),
    }),
    send: async ({ identifier, password, code }) => {
      const shown = second ? { code: code.replace(/\s/g, '') } : {};
      const body = { token: link.token, identifier: identifier.trim(), password, ...shown };
      const said = await answer(api.POST('/v1/eherkenning/links', { body }));
      if (said.next === 'second-factor') setSecond(true);
      else await done();
    },
  });
  const labels = { identifier: t('eherkenning.access-code'), password: t('field.password'), code: t('second-factor.code') };
  const over = form.refused?.slug === 'eherkenning-not-concluded';
  return (
    <Page title={t('eherkenning.link.title')} lead={t('eherkenning.link.lead')}>
      <div className="card narrow">
        <form className="form" noValidate onSubmit={form.submit}>
          <DataList
            rows={[
              [t('eherkenning.organisation'), link.organisation],
              ...(link.branch ? [[t('eherkenning.branch'), link.branch] as [string, string]] : []),
              [t('eherkenning.level'), link.level],
            ]}
          />
          <FormFaults form={form} labels={labels} />
          {second && (
            <Notice tone="info" role="status">
              <p>{t('eherkenning.link.second-factor')}</p>
            </Notice>
          )}
          <TextField
            name="identifier"
            label={labels.identifier}
            hint={t('eherkenning.access-code-hint')}
            autoComplete="username"
            errors={form.errors}
            value={form.values.identifier}
            onChange={(identifier) => form.set('identifier', identifier)}
          />
          <PasswordField
            name="password"
            label={labels.password}
            errors={form.errors}
            value={form.values.password}
            onChange={(password) => form.set('password', password)}
            autoComplete="current-password"
          />
          {second && (
            <TextField
              name="code"
              label={labels.code}
              hint={t('second-factor.code-hint')}
              inputMode="numeric"
              autoComplete="one-time-code"
              size="code"
              errors={form.errors}
              value={form.values.code}
              onChange={(code) => form.set('code', code)}
            />
          )}
          <p className="quiet">{t('eherkenning.link.until', { time: time(link.expiresAt) })}</p>
          <div className="actions">
            {over ? (
              <ButtonLink to="/log-in">{t('eherkenning.to-log-in')}</ButtonLink>
            ) : (
              <Button type="submit" busy={form.busy}>
                {t('eherkenning.link.send')}
              </Button>
            )}
            <TextLink to="/log-in">{t('cancel')}</TextLink>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** How one came in, when that was with eHerkenning. */
export function EherkenningNow({ level, branch }: { level: NonNullable<Level>; branch: string | null | undefined }) {
  const { t } = useWords();
  return (
    <Notice tone="info">
      <p>{t('eherkenning.now', { level })}</p>
      {branch && <p>{t('eherkenning.now-branch', { branch })}</p>}
    </Notice>
  );
}

/** On the account page: whom the account is linked to, and ending it. */
export function EherkenningCard() {
  const { t, date } = useWords();
  const me = useMe();
  const { look } = useSession();
  const links = useResource('eherkenning', async () => (await answer(api.GET('/v1/me/eherkenning'))).items);
  const { busy, refused, work } = useWork();
  const [told, setTold] = useState('');

  const unlink = () => {
    void work(() =>
      answer(api.DELETE('/v1/me/eherkenning')).then(async () => {
        setTold(t('eherkenning.unlinked'));
        await Promise.all([links.again(), look()]);
      }),
    );
  };
  const [linked] = links.value ?? [];
  return (
    <section className="card stack">
      <Heading level={2}>{t('eherkenning.title')}</Heading>
      {me.eherkenning && <EherkenningNow level={me.eherkenning.level} branch={me.eherkenning.branch} />}
      {links.refused && <ProblemNotice refused={links.refused} again={() => void links.again()} />}
      {refused && <ProblemNotice refused={refused} />}
      {links.value && (
        <p>
          {linked ? (
            <StatusTag tone="safe">{t('eherkenning.linked')}</StatusTag>
          ) : (
            <StatusTag tone="neutral">{t('eherkenning.not-linked')}</StatusTag>
          )}
        </p>
      )}
      <p className="only-heard" role="status">
        {told}
      </p>
      {linked ? (
        <>
          <p className="quiet">
            {t('eherkenning.linked-to', { organisation: linked.organisation, level: linked.level, day: date(linked.linkedAt) })}
          </p>
          <div>
            <Button purpose="secondary" negative busy={busy} onClick={unlink}>
              {t('eherkenning.unlink')}
            </Button>
          </div>
        </>
      ) : (
        <p className="quiet">{t('eherkenning.how')}</p>
      )}
    </section>
  );
}
