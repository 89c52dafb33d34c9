import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { emailFault } from '../accounts/judge';

const LOST = ['password', 'code', 'both'] as const;
type Lost = (typeof LOST)[number];

/** One page for whoever lost his access code, his password or both. It says the same whether the address is known or not. */
export function LostAccess() {
  const { t } = useWords();
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm<{ email: string; lost: Lost }>({
    initial: { email: '', lost: 'password' },
    check: (values) => emailFault('email', values.email),
    send: async ({ email, lost }) => {
      const to = email.trim();
      await answer(api.POST('/v1/lost-access', { body: { email: to, lost } }));
      setSentTo(to);
    },
  });
  if (sentTo) {
    return (
      <Page title={t('lost.sent')} lead={t(form.values.lost === 'both' ? 'lost.sent-both' : 'lost.sent-lead', { email: sentTo })}>
        <div className="stack">
          <p className="utrecht-paragraph">{t('lost.main-user')}</p>
          <div className="actions">
            <ButtonLink to="/log-in" purpose="secondary">
              {t('forgotten.back')}
            </ButtonLink>
            <TextLink to="/help">{t('lost.help')}</TextLink>
          </div>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('lost.title')} lead={t('lost.lead')} back={{ to: '/log-in', text: t('forgotten.back') }}>
      <div className="card sheet">
        <form className="form" noValidate onSubmit={form.submit}>
          <FormFaults form={form} labels={{ email: t('field.email') }} />
          <RadioGroup
            cards
            name="lost"
            label={t('lost.what')}
            errors={form.errors}
            value={form.values.lost}
            onChange={(value) => form.set('lost', LOST.find((one) => one === value) ?? 'both')}
            options={LOST.map((one) => ({ value: one, label: t(`lost.${one}`), hint: t(`lost.${one}-hint`) }))}
          />
          <TextField
            name="email"
            label={t('field.email')}
            hint={t('lost.email-hint')}
            type="email"
            inputMode="email"
            autoComplete="username"
            errors={form.errors}
            value={form.values.email}
            onChange={(email) => form.set('email', email)}
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('lost.send')}
            </Button>
          </div>
          <p className="utrecht-paragraph quiet">{t('lost.main-user')}</p>
        </form>
      </div>
    </Page>
  );
}
