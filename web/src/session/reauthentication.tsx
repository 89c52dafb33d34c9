import { useCallback, useEffect, useState } from 'react';
import { answer, api, onReauthentication } from '../api/client';
import type { LogInAnswer } from '../api/types';
import { useWords } from '../i18n';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { ErrorSummary } from '../parts/error-summary';
import { PasswordField } from '../parts/fields';
import { useForm } from '../parts/form';
import { ProblemNotice } from '../parts/problem-notice';
import { SecondFactorForm } from '../routes/accounts/second-factor-form';
import { useSession } from './session';

/**
 * Asks the password once more when something may only be done shortly after logging in (S35), by logging in anew; the request that was
 * refused then goes again by itself.
 */
export function ReauthenticationDialog() {
  const { here } = useSession();
  const [settle, setSettle] = useState<{ with: (again: boolean) => void }>();
  const email = here.kind === 'somebody' ? here.me.email : undefined;
  const organisationId = here.kind === 'somebody' ? here.me.organisation?.organisationId : undefined;

  useEffect(() => {
    if (!email) return undefined;
    return onReauthentication(
      () =>
        new Promise<boolean>((resolve) => {
          setSettle({
            with: (again) => {
              setSettle(undefined);
              resolve(again);
            },
          });
        }),
    );
  }, [email]);

  return settle && email ? <Asking email={email} organisationId={organisationId} settle={settle.with} /> : null;
}

/** The address opens the organisation its account began with; whoever came by an access code, or chose another one, goes on for that. */
async function goOnFor(organisationId: string) {
  const me = await answer(api.GET('/v1/me'));
  if (me.organisation?.organisationId === organisationId) return;
  await answer(api.POST('/v1/organisations/{organisationId}/session', { params: { path: { organisationId } } }));
  // The session's token learns of it with the next request.
  await answer(api.GET('/v1/me'));
}

interface AskingProps {
  email: string;
  organisationId: string | undefined;
  settle: (again: boolean) => void;
}

function Asking({ email, organisationId, settle }: AskingProps) {
  const { t } = useWords();
  const [challenge, setChallenge] = useState<string>();
  const go = useCallback(
    async (logIn: LogInAnswer) => {
      if (logIn.next === 'second-factor') {
        setChallenge(logIn.challenge);
        return;
      }
      if (organisationId) await goOnFor(organisationId);
      settle(true);
    },
    [settle, organisationId],
  );
  const form = useForm({
    initial: { password: '' },
    check: (values) => (values.password ? {} : { password: 'missing' }),
    send: async ({ password }) => {
      await go(await answer(api.POST('/v1/sessions', { body: { identifier: email, password, client: 'browser' } })));
    },
  });
  const wrong = form.refused?.slug === 'wrong-credentials';
  const errors = wrong ? { password: 'wrong-password' } : form.errors;
  return (
    <Dialog title={t('reauthentication.title')} onClose={() => settle(false)}>
      {challenge ? (
        <SecondFactorForm challenge={challenge} onOpen={go} onBack={() => setChallenge(undefined)} />
      ) : (
        <form className="form" noValidate onSubmit={form.submit}>
          <p className="utrecht-paragraph">{t('reauthentication.text', { email })}</p>
          <ErrorSummary errors={errors} tries={form.tries} labels={{ password: t('field.password') }} />
          {form.refused && !wrong && <ProblemNotice refused={form.refused} />}
          <PasswordField
            name="password"
            label={t('field.password')}
            errors={errors}
            value={form.values.password}
            onChange={(password) => form.set('password', password)}
            autoComplete="current-password"
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('reauthentication.send')}
            </Button>
            <Button purpose="subtle" onClick={() => settle(false)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
