import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { PasswordField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useMe, useSession } from '../../session/session';
import { passwordErrors } from './activate';
import { passwordFault } from './judge';

function PasswordForm({ onDone, currentLabel }: { onDone: () => Promise<void> | void; currentLabel: string }) {
  const { t } = useWords();
  const me = useMe();
  const form = useForm({
    initial: { currentPassword: '', newPassword: '' },
    check: (values) => ({
      ...(values.currentPassword ? {} : { currentPassword: 'missing' }),
      ...passwordFault('newPassword', values.newPassword, me.secondFactor.totp),
    }),
    send: async (body) => {
      await answer(api.PUT('/v1/me/password', { body }));
      await onDone();
    },
  });
  const { refused } = form;
  const errors =
    refused?.slug === 'password-not-allowed'
      ? passwordErrors(form.errors, 'newPassword')
      : refused?.slug === 'wrong-credentials'
        ? { currentPassword: 'wrong-password' }
        : form.errors;
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <ErrorSummary errors={errors} tries={form.tries} labels={{ currentPassword: currentLabel, newPassword: t('field.new-password') }} />
      {refused && Object.keys(errors).length === 0 && <ProblemNotice refused={refused} />}
      <PasswordField
        name="currentPassword"
        label={currentLabel}
        errors={errors}
        value={form.values.currentPassword}
        onChange={(password) => form.set('currentPassword', password)}
        autoComplete="current-password"
      />
      <PasswordField
        name="newPassword"
        label={t('field.new-password')}
        hint={me.secondFactor.totp ? t('password.hint-with-second-factor') : t('password.hint')}
        errors={errors}
        value={form.values.newPassword}
        onChange={(password) => form.set('newPassword', password)}
        autoComplete="new-password"
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('change-password.send')}
        </Button>
      </div>
    </form>
  );
}

export function ChangePassword() {
  const { t } = useWords();
  const [done, setDone] = useState(false);
  return (
    <Page title={t('change-password.title')} lead={t('change-password.lead')} back={{ to: '/account', text: t('account.title') }}>
      {done ? (
        <Notice tone="ok" role="status" title={t('change-password.done')}>
          <p>{t('change-password.done-text')}</p>
        </Notice>
      ) : (
        <div className="card narrow">
          <PasswordForm currentLabel={t('field.current-password')} onDone={() => setDone(true)} />
        </div>
      )}
    </Page>
  );
}

/** After logging in with a password that may open nothing but this (S7, S8). */
export function ChoosePassword() {
  const { t } = useWords();
  const me = useMe();
  const { look } = useSession();
  const navigate = useNavigate();
  const initial = me.mustChoosePassword === 'initial';
  return (
    <Page title={t('choose-password.title')} lead={t(initial ? 'choose-password.initial' : 'choose-password.policy')}>
      <div className="card narrow">
        <PasswordForm
          currentLabel={t(initial ? 'choose-password.mailed' : 'field.current-password')}
          onDone={async () => {
            const now = await look();
            await navigate(now?.staff ? '/desk' : '/means', { replace: true });
          }}
        />
      </div>
    </Page>
  );
}
