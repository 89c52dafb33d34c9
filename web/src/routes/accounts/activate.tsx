import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { PasswordField, RadioGroup } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { ReadTerms } from '../../parts/read-terms';
import { passwordFault } from './judge';
import { useToken, wasInvited } from './token';

export function Activate() {
  const { t } = useWords();
  const invited = wasInvited(location.search);
  const token = useToken();
  const [done, setDone] = useState<{ email: string; next: string }>();
  const form = useForm({
    initial: { kind: 'password', password: '' },
    check: (values) => (values.kind === 'password' ? passwordFault('choice/password', values.password) : {}),
    send: async ({ kind, password }) => {
      const choice = kind === 'password' ? { kind: 'password' as const, password } : { kind: 'by-mail' as const };
      setDone(await answer(api.POST('/v1/accounts/activations', { body: { token: token ?? '', choice } })));
    },
  });
  if (done) {
    const byMail = done.next === 'check-mail';
    return (
      <Page title={t('activate.done')} lead={t(byMail ? 'activate.done-mail' : 'activate.done-password', { email: done.email })}>
        <ButtonLink to="/log-in">{t('frame.log-in')}</ButtonLink>
      </Page>
    );
  }
  if (!token) {
    return (
      <Page title={t('activate.title')}>
        <Notice tone="warning" title={t('link.incomplete')}>
          <p>{t('link.incomplete-text')}</p>
          <p>
            <TextLink to={invited ? '/lost-access' : '/register'}>{t('link.ask-again')}</TextLink>
          </p>
        </Notice>
      </Page>
    );
  }
  const fields = form.refused?.slug === 'password-not-allowed' || Object.keys(form.errors).length > 0;
  const errors = form.refused?.slug === 'password-not-allowed' ? passwordErrors(form.errors, 'choice/password') : form.errors;
  return (
    <Page title={t('activate.title')} lead={t('activate.lead')}>
      <div className="card sheet">
        <form className="form" noValidate onSubmit={form.submit}>
          <ErrorSummary errors={errors} tries={form.tries} labels={{ 'choice/password': t('field.password') }} />
          {form.refused && !fields && (
            <>
              <ProblemNotice refused={form.refused} />
              {form.refused.slug === 'link-not-usable' && (
                <p className="utrecht-paragraph">
                  <TextLink to={invited ? '/lost-access' : '/register'}>{t('link.ask-again')}</TextLink>
                </p>
              )}
            </>
          )}
          {invited && (
            <p className="utrecht-paragraph">
              {t('activate.invited')} <ReadTerms />
            </p>
          )}
          <RadioGroup
            cards
            name="kind"
            label={t('activate.choice')}
            errors={{}}
            value={form.values.kind}
            onChange={(kind) => form.set('kind', kind)}
            options={[
              { value: 'password', label: t('activate.by-password'), hint: t('activate.by-password-hint') },
              { value: 'by-mail', label: t('activate.by-mail'), hint: t('activate.by-mail-hint') },
            ]}
          />
          {form.values.kind === 'password' && (
            <PasswordField
              name="choice/password"
              label={t('field.password')}
              hint={t('password.hint')}
              errors={errors}
              value={form.values.password}
              onChange={(password) => form.set('password', password)}
              autoComplete="new-password"
            />
          )}
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('activate.send')}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}

/** What is wrong with a password, at its field, wherever the server pointed. */
export function passwordErrors(errors: Readonly<Record<string, string>>, field: string): Record<string, string> {
  return { [field]: Object.values(errors)[0] ?? 'not-allowed' };
}
