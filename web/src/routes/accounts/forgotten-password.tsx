import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { emailFault } from './judge';

export function ForgottenPassword() {
  const { t } = useWords();
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    initial: { email: '' },
    check: (values) => emailFault('email', values.email),
    send: async (values) => {
      const email = values.email.trim();
      await answer(api.POST('/v1/password-resets', { body: { email } }));
      setSentTo(email);
    },
  });
  if (sentTo) {
    return (
      <Page title={t('forgotten.sent')} lead={t('forgotten.sent-lead', { email: sentTo })}>
        <ButtonLink to="/log-in" purpose="secondary">
          {t('forgotten.back')}
        </ButtonLink>
      </Page>
    );
  }
  return (
    <Page title={t('forgotten.title')} lead={t('forgotten.lead')} back={{ to: '/log-in', text: t('forgotten.back') }}>
      <div className="card narrow">
        <form className="form" noValidate onSubmit={form.submit}>
          <ErrorSummary errors={form.errors} tries={form.tries} labels={{ email: t('field.email') }} />
          {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
          <TextField
            name="email"
            label={t('field.email')}
            type="email"
            inputMode="email"
            autoComplete="username"
            errors={form.errors}
            value={form.values.email}
            onChange={(email) => form.set('email', email)}
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('forgotten.send')}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}
