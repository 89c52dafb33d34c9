import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { OpenedMandate } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { focusHeading } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';

const SIX_DIGITS = /^\d{6}$/;

/** Signing what waits, with the authenticator app or with a code that is mailed for exactly what is shown here. */
export function SignMandate({ business, opened, again }: { business: string; opened: OpenedMandate; again: () => Promise<void> }) {
  const { t, language } = useWords();
  const { mandate, signWith } = opened;
  const fingerprint = mandate.toSign ?? '';
  const path = { business, mandate: mandate.id };
  const app = signWith === 'app';
  const [mailed, setMailed] = useState(0);
  const [mailing, setMailing] = useState(false);
  const [mailRefused, setMailRefused] = useState<Refused>();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => ({ code: SIX_DIGITS.test(code.replace(/[\s-]/g, '')) ? undefined : 'six-digits' }),
    send: async ({ code }) => {
      try {
        await answer(api.POST('/v1/businesses/{business}/mandates/{mandate}/signatures', { params: { path }, body: { fingerprint, code } }));
        await again();
        focusHeading();
      } catch (thrown) {
        // What was shown is not what there is to sign any more.
        const { slug } = asRefused(thrown);
        if (slug === 'changed-meanwhile' || slug === 'wrong-stage') await again();
        throw thrown;
      }
    },
  });
  const request = () => {
    setMailing(true);
    setMailRefused(undefined);
    form.clearRefused();
    answer(api.POST('/v1/businesses/{business}/mandates/{mandate}/codes', { params: { path }, body: { language } }))
      .then(() => {
        setMailed((count) => count + 1);
        requestAnimationFrame(() => document.getElementById(fieldId('code'))?.focus());
      })
      .catch((thrown: unknown) => setMailRefused(asRefused(thrown)))
      .finally(() => setMailing(false));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('mandates.sign')}</Heading>
      <p className="utrecht-paragraph">{t(app ? 'mandates.sign-app' : 'mandates.sign-mail')}</p>
      {mailRefused && <ProblemNotice refused={mailRefused} />}
      <div role="status">
        {mailed > 0 && !mailRefused && (
          <Notice tone="info">
            <p>{t('mandates.mailed')}</p>
          </Notice>
        )}
      </div>
      {!app && (
        <div className="actions">
          <Button purpose={mailed > 0 ? 'secondary' : 'primary'} busy={mailing} onClick={request}>
            {t(mailed > 0 ? 'mandates.mail-again' : 'mandates.mail-code')}
          </Button>
        </div>
      )}
      {(app || mailed > 0) && (
        <form className="form" noValidate onSubmit={form.submit}>
          <FormFaults form={form} labels={{ code: t('mandates.code') }} />
          <TextField name="code" label={t('mandates.code')} errors={form.errors} value={form.values.code} onChange={(code) => form.set('code', code)} inputMode="numeric" autoComplete="one-time-code" size="code" />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('mandates.sign-now')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
