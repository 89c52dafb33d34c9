import { useState } from 'react';
import { useLocation } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { emailFault } from './judge';

/** After registering, and for whoever waits in vain for the mail: asks for it once more. */
export function MailSent() {
  const { t } = useWords();
  const state: unknown = useLocation().state;
  const email = typeof state === 'object' && state !== null && 'email' in state && typeof state.email === 'string' ? state.email : undefined;
  const [sent, setSent] = useState(false);
  const form = useForm({
    initial: { email: email ?? '' },
    check: (values) => emailFault('email', values.email),
    send: async (values) => {
      setSent(false);
      await answer(api.POST('/v1/accounts/activation-mails', { body: { email: values.email.trim() } }));
      setSent(true);
    },
  });
  return (
    <Page title={t(email ? 'mail-sent.title' : 'mail-sent.ask')} lead={email ? t('mail-sent.lead', { email }) : t('mail-sent.lead-unknown')}>
      <form className="card sheet form" noValidate onSubmit={form.submit}>
        {email && (
          <div className="stack stack--close">
            <p className="utrecht-paragraph">{t('mail-sent.text')}</p>
            <p className="utrecht-paragraph quiet">{t('mail-sent.spam')}</p>
          </div>
        )}
        {sent && !form.busy && (
          <Notice tone="ok" role="status">
            <p>{t('mail-sent.sent-again')}</p>
          </Notice>
        )}
        <FormFaults form={form} labels={{ email: t('field.email') }} />
        {!email && (
          <TextField
            name="email"
            label={t('field.email')}
            type="email"
            inputMode="email"
            autoComplete="email"
            errors={form.errors}
            value={form.values.email}
            onChange={(typed) => form.set('email', typed)}
          />
        )}
        <div className="actions">
          <Button type="submit" purpose={email ? 'secondary' : 'primary'} busy={form.busy}>
            {t('mail-sent.again')}
          </Button>
          <TextLink to="/register">{t('mail-sent.other-address')}</TextLink>
        </div>
      </form>
    </Page>
  );
}
