import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';

/** Which appointment a mailed link is about: in the fragment, which no server sees. */
function named(fragment: string): string | undefined {
  return new URLSearchParams(fragment.replace(/^#/, '')).get('appointment')?.trim() || undefined;
}

/** Somebody who may bind an organisation takes an appointment back, with the code from the mail and without an account. */
export function RevokeAppointment() {
  const { t } = useWords();
  const [appointmentId] = useState(() => named(location.hash));
  const [done, setDone] = useState(false);
  const form = useForm<{ code: string }>({
    initial: { code: '' },
    check: (values) => (values.code.trim() ? {} : { code: 'missing' }),
    send: async ({ code }) => {
      await answer(
        api.POST('/v1/appointments/{appointmentId}/revocation', { params: { path: { appointmentId: appointmentId ?? '' } }, body: { code } }),
      );
      setDone(true);
    },
  });
  if (done) return <Page title={t('revoke.done')} lead={t('revoke.done-text')} />;
  if (!appointmentId) {
    return (
      <Page title={t('revoke.title')}>
        <Notice tone="warning" title={t('link.incomplete')}>
          <p>{t('link.incomplete-text')}</p>
        </Notice>
      </Page>
    );
  }
  return (
    <Page title={t('revoke.title')} lead={t('revoke.lead')}>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ code: t('revoke.code') }} />
        <TextField
          name="code"
          label={t('revoke.code')}
          hint={t('revoke.code-hint')}
          errors={form.errors}
          value={form.values.code}
          onChange={(code) => form.set('code', code)}
          size="code"
          autoCapitalize="characters"
        />
        <div className="actions">
          <Button type="submit" negative busy={form.busy}>
            {t('revoke.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
