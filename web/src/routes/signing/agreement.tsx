import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { Checkbox, TextArea, TextField } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { focusHeading } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useSession } from '../../session/session';

interface AgreementProps {
  /** What one agrees to. */
  sentences: readonly string[];
  /** Where a code is mailed to. */
  email: string;
  /** Whether a code of the app serves too, for who is logged in and has one. */
  withApp?: boolean;
  askCode: () => Promise<unknown>;
  sign: (code: string, app: boolean) => Promise<void>;
  declineHint: string;
  decline: (reason: string) => Promise<void>;
  again: () => void;
}

const SIX_DIGITS = /^\d{6}$/;

/** Agreeing: the text, a code from a mail of its own or from the app of one's own account, and signing. Or not signing. */
export function Agreement({ sentences, email, withApp = false, askCode, sign, declineHint, decline, again }: AgreementProps) {
  const { t } = useWords();
  const { here } = useSession();
  const hasApp = withApp && here.kind === 'somebody' && here.me.secondFactor.totp;
  const [app, setApp] = useState(false);
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
      try {
        await sign(code, app);
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
    askCode()
      .then(() => {
        setMailed((count) => count + 1);
        requestAnimationFrame(() => document.getElementById(fieldId('code'))?.focus());
      })
      .catch((thrown: unknown) => setMailRefused(asRefused(thrown)))
      .finally(() => setMailing(false));
  };
  const entering = mailed > 0 || app;
  return (
    <section className="card stack">
      <Heading level={2}>{t('sign.agree')}</Heading>
      <ul className="utrecht-unordered-list">
        {sentences.map((sentence) => (
          <li className="utrecht-unordered-list__item" key={sentence}>{sentence}</li>
        ))}
      </ul>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ agreed: t('sign.agree'), code: t('sign.code') }} />
        <Checkbox
          name="agreed"
          label={t('sign.i-agree')}
          errors={form.errors}
          checked={form.values.agreed}
          onChange={(agreed) => form.set('agreed', agreed)}
        />
        <div className="stack stack--close">
          {mailRefused && <ProblemNotice refused={mailRefused} />}
          {!entering && <p className="utrecht-paragraph">{t('sign.code-how', { email: email })}</p>}
          {mailed > 0 && !app && (
            <Notice tone="ok" role="status">
              <p>{t('sign.code-sent', { email: email })}</p>
            </Notice>
          )}
          {app && <p className="utrecht-paragraph">{t('sign.app-how')}</p>}
          {entering && (
            <TextField
              name="code"
              label={t(app ? 'sign.app-code' : 'sign.code')}
              hint={t('sign.code-hint')}
              size="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              errors={form.errors}
              value={form.values.code}
              onChange={(code) => form.set('code', code)}
            />
          )}
          <div className="actions">
            {entering && (
              <Button type="submit" busy={form.busy}>
                {t('sign.send')}
              </Button>
            )}
            {!app && (
              <Button purpose={entering ? 'secondary' : 'primary'} busy={mailing} onClick={request}>
                {t(mailed > 0 ? 'sign.code-again' : 'sign.code-ask')}
              </Button>
            )}
            {hasApp && (
              <Button purpose="secondary" onClick={() => setApp(!app)}>
                {t(app ? 'sign.with-mail' : 'sign.with-app')}
              </Button>
            )}
          </div>
        </div>
      </form>
      <div>
        <Button purpose="subtle" negative onClick={() => setDeclining(true)}>
          {t('sign.decline')}
        </Button>
      </div>
      {declining && <Decline hint={declineHint} decline={decline} onClose={() => setDeclining(false)} />}
    </section>
  );
}

function Decline({ hint, decline, onClose }: { hint: string; decline: (reason: string) => Promise<void>; onClose: () => void }) {
  const { t } = useWords();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() ? undefined : 'missing' }),
    send: async ({ reason }) => {
      await decline(reason.trim());
      onClose();
      focusHeading();
    },
  });
  return (
    <Dialog title={t('sign.decline-title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={form.submit}>
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <TextArea
          name="reason"
          label={t('sign.decline-reason')}
          hint={hint}
          errors={form.errors}
          value={form.values.reason}
          onChange={(reason) => form.set('reason', reason)}
        />
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
