// Where somebody signs a contract, by the link from his mail. He needs no account, and nothing happens by opening it (S19).
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { ContractRoom } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorSummary } from '../../parts/error-summary';
import { Checkbox, TextArea, TextField } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useToken } from '../accounts/token';
import { Download } from './course-parts';
import { ReadParts } from './read-parts';

export function SignForm() {
  const { t } = useWords();
  const token = useToken();
  if (!token) {
    return (
      <Page title={t('submissions.sign.about')} lead={t('submissions.sign.about-lead')}>
        <Notice tone="info" title={t('sign.no-link')}>
          <p>{t('sign.no-link-text')}</p>
        </Notice>
      </Page>
    );
  }
  return <Room key={token} token={token} />;
}

function Room({ token }: { token: string }) {
  const { t, language } = useWords();
  const room = useResource('contract-room', () => answer(api.POST('/v1/submission-signing', { body: { token, language } })));
  const { value, refused, again } = room;
  const spoken = useRef(language);
  useEffect(() => {
    // The contract comes in the language of the page; what was typed stays.
    if (spoken.current !== language) void again();
    spoken.current = language;
  }, [language, again]);
  if (!value) {
    const dead = refused?.slug === 'link-not-usable';
    return (
      <Page title={t(dead ? 'sign.dead' : 'submissions.sign.title')}>
        {!refused && <Waiting />}
        {refused && !dead && <ProblemNotice refused={refused} again={() => void again()} />}
        {dead && (
          <Notice tone="warning" title={t('submissions.sign.dead-why')}>
            <p>{t('submissions.sign.dead-text')}</p>
          </Notice>
        )}
      </Page>
    );
  }
  return <RoomPage token={token} room={value} put={room.put} again={() => void again()} />;
}

interface RoomPageProps {
  token: string;
  room: ContractRoom;
  put: (room: ContractRoom) => void;
  again: () => void;
}

function RoomPage({ token, room, put, again }: RoomPageProps) {
  const { t, time } = useWords();
  const open = room.state === 'to-sign';
  return (
    <Page
      title={room.state === 'to-sign' ? room.title : t(`submissions.sign.${room.state}`)}
      over={t('submissions.signed-of', { signed: room.signed, needed: room.needed })}
      lead={open ? t('submissions.sign.lead', { name: room.name, role: room.role }) : undefined}
    >
      <div className="sheet stack">
        {room.state !== 'to-sign' && (
          <Notice tone={room.state === 'signed' ? 'ok' : 'info'} role="status" title={room.at ? time(room.at) : undefined}>
            <p>{t(`submissions.sign.${room.state}-text`)}</p>
          </Notice>
        )}
        {room.law && <p className="quiet">{room.law}</p>}
        {open && <p>{t('submissions.sign.until', { time: time(room.expiresAt) })}</p>}
        {room.paper && (
          <div className="actions">
            <Download url={room.paper.url}>{t('submissions.contract-pdf')}</Download>
          </div>
        )}
        <ReadParts parts={room.parts} />
        {open && <Agreement token={token} room={room} put={put} again={again} />}
      </div>
    </Page>
  );
}

const SIX_DIGITS = /^\d{6}$/;

/** Agreeing: the text, a code from a mail of its own, and signing. Or not signing. */
function Agreement({ token, room, put, again }: RoomPageProps) {
  const { t, language } = useWords();
  const [mailed, setMailed] = useState(0);
  const [mailing, setMailing] = useState(false);
  const [mailRefused, setMailRefused] = useState<Refused>();
  const [declining, setDeclining] = useState(false);
  const form = useForm({
    initial: { agreed: false, code: '' },
    check: ({ agreed, code }) => ({
      agreed: agreed ? undefined : 'must-accept',
      code: SIX_DIGITS.test(code.replace(/[\s-]/g, '')) ? undefined : 'six-digits',
    }),
    send: async ({ code }) => {
      const body = { token, code, language, fingerprint: room.fingerprint, consent: room.consent };
      try {
        put(await answer(api.POST('/v1/submission-signing/signatures', { body })));
        focusHeading();
      } catch (thrown) {
        // What was shown is not what there is to sign any more.
        const { slug } = asRefused(thrown);
        if (slug === 'changed-meanwhile' || slug === 'wrong-stage' || slug === 'link-not-usable') again();
        throw thrown;
      }
    },
  });
  const request = () => {
    setMailing(true);
    setMailRefused(undefined);
    form.clearRefused();
    answer(api.POST('/v1/submission-signing/codes', { body: { token, language } }))
      .then(() => {
        setMailed((count) => count + 1);
        requestAnimationFrame(() => document.getElementById(fieldId('code'))?.focus());
      })
      .catch((thrown: unknown) => setMailRefused(asRefused(thrown)))
      .finally(() => setMailing(false));
  };
  const email = room.email ?? '';
  return (
    <section className="card stack">
      <Heading level={2}>{t('sign.agree')}</Heading>
      <ul className="utrecht-unordered-list">
        {([1, 2, 3] as const).map((nth) => (
          <li className="utrecht-unordered-list__item" key={nth}>
            {t(`submissions.sign.consent-${nth}`, { role: room.role })}
          </li>
        ))}
      </ul>
      <form className="form" noValidate onSubmit={form.submit}>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={{ agreed: t('sign.agree'), code: t('sign.code') }} />
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <Checkbox name="agreed" label={t('sign.i-agree')} errors={form.errors} checked={form.values.agreed} onChange={(agreed) => form.set('agreed', agreed)} />
        <div className="stack stack--close">
          {mailRefused && <ProblemNotice refused={mailRefused} />}
          {mailed === 0 && <p className="utrecht-paragraph">{t('sign.code-how', { email })}</p>}
          {mailed > 0 && (
            <>
              <Notice tone="ok" role="status">
                <p>{t('sign.code-sent', { email })}</p>
              </Notice>
              <TextField
                name="code"
                label={t('sign.code')}
                hint={t('sign.code-hint')}
                size="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                errors={form.errors}
                value={form.values.code}
                onChange={(code) => form.set('code', code)}
              />
            </>
          )}
          <div className="actions">
            {mailed > 0 && (
              <Button type="submit" busy={form.busy}>
                {t('sign.send')}
              </Button>
            )}
            <Button purpose={mailed > 0 ? 'secondary' : 'primary'} busy={mailing} onClick={request}>
              {t(mailed > 0 ? 'sign.code-again' : 'sign.code-ask')}
            </Button>
          </div>
        </div>
      </form>
      <div>
        <Button purpose="subtle" negative onClick={() => setDeclining(true)}>
          {t('sign.decline')}
        </Button>
      </div>
      {declining && <Decline token={token} put={put} onClose={() => setDeclining(false)} />}
    </section>
  );
}

function Decline({ token, put, onClose }: { token: string; put: (room: ContractRoom) => void; onClose: () => void }) {
  const { t, language } = useWords();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : 'missing' }),
    send: async ({ reason }) => {
      put(await answer(api.POST('/v1/submission-signing/refusals', { body: { token, reason: reason.trim(), language } })));
      onClose();
      focusHeading();
    },
  });
  return (
    <Dialog title={t('sign.decline-title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={form.submit}>
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <TextArea name="reason" label={t('sign.decline-reason')} hint={t('submissions.sign.decline-hint')} errors={form.errors} value={form.values.reason} onChange={(reason) => form.set('reason', reason)} />
        <div className="actions">
          <Button type="submit" negative busy={form.busy}>
            {t('sign.decline')}
          </Button>
          <Button purpose="subtle" onClick={onClose}>
            {t('sign.decline-not')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
