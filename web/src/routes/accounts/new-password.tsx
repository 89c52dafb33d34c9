import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { PasswordField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { passwordErrors } from './activate';
import { useToken } from './token';

/** From the link in the mail about a forgotten password. Whether fifteen characters are needed or eight only the server knows (S4). */
export function NewPassword() {
  const { t } = useWords();
  const token = useToken();
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { password: '' },
    check: (values) => (values.password ? {} : { password: 'missing' }),
    send: async ({ password }) => {
      await answer(api.POST('/v1/password-resets/completion', { body: { token: token ?? '', password } }));
      setDone(true);
    },
  });
  if (done) {
    return (
      <Page title={t('new-password.done')} lead={t('new-password.done-lead')}>
        <ButtonLink to="/log-in">{t('frame.log-in')}</ButtonLink>
      </Page>
    );
  }
  if (!token) {
    return (
      <Page title={t('new-password.title')}>
        <Notice tone="warning" title={t('link.incomplete')}>
          <p>{t('link.incomplete-text')}</p>
          <p>
            <TextLink to="/lost-access">{t('link.ask-again')}</TextLink>
          </p>
        </Notice>
      </Page>
    );
  }
  const refusedPassword = form.refused?.slug === 'password-not-allowed';
  const errors = refusedPassword ? passwordErrors(form.errors, 'password') : form.errors;
  return (
    <Page title={t('new-password.title')}>
      <div className="card narrow">
        <form className="form" noValidate onSubmit={form.submit}>
          <ErrorSummary errors={errors} tries={form.tries} labels={{ password: t('field.new-password') }} />
          {form.refused && Object.keys(errors).length === 0 && (
            <>
              <ProblemNotice refused={form.refused} />
              {form.refused.slug === 'link-not-usable' && (
                <p className="utrecht-paragraph">
                  <TextLink to="/lost-access">{t('link.ask-again')}</TextLink>
                </p>
              )}
            </>
          )}
          <PasswordField
            name="password"
            label={t('field.new-password')}
            hint={t('password.hint')}
            errors={errors}
            value={form.values.password}
            onChange={(password) => form.set('password', password)}
            autoComplete="new-password"
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('new-password.send')}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}
