import { useState } from 'react';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { LogInAnswer } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { PasswordField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { allowedReturn } from '../../session/return-to';
import { useSession } from '../../session/session';
import { looksLikePin } from '../business/judge';
import { EherkenningButton } from './eherkenning';
import { SecondFactorForm } from './second-factor-form';

export function LogIn() {
  const { t } = useWords();
  const { here, look, ranOut } = useSession();
  const [search] = useSearchParams();
  const cancelled = (useLocation().state as { cancelled?: boolean } | null)?.cancelled === true;
  const back = allowedReturn(search.get('return-to'));
  const [challenge, setChallenge] = useState<string>();

  const go = async (logIn: LogInAnswer) => {
    if (logIn.next === 'second-factor') {
      setChallenge(logIn.challenge);
      return;
    }
    await look();
  };

  const form = useForm({
    initial: { identifier: '', password: '' },
    check: (values) => ({
      ...(values.identifier.trim() ? {} : { identifier: 'missing' }),
      ...(values.password ? {} : { password: 'missing' }),
    }),
    send: async ({ identifier, password }) => {
      await go(await answer(api.POST('/v1/sessions', { body: { identifier: identifier.trim(), password, client: 'browser' } })));
    },
  });

  // The one way on, whether one was logged in already or is from now on: two would overtake each other while the next room is fetched.
  if (here.kind === 'somebody') {
    return <Navigate to={here.me.mustChoosePassword ? '/choose-password' : (back ?? (here.me.staff ? '/desk' : '/means'))} replace />;
  }
  if (challenge) {
    return (
      <Page title={t('second-factor.title')} lead={t('second-factor.lead')}>
        <div className="card narrow">
          <SecondFactorForm challenge={challenge} onOpen={go} onBack={() => setChallenge(undefined)} />
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('log-in.title')}>
      <div className="card narrow">
        <form className="form" noValidate onSubmit={form.submit}>
          {cancelled && (
            <Notice tone="info" role="status">
              <p>{t('eherkenning.cancelled')}</p>
            </Notice>
          )}
          {ranOut && (
            <Notice tone="info" title={t('log-in.ran-out')}>
              <p>{t('log-in.ran-out-text')}</p>
            </Notice>
          )}
          {back && !ranOut && (
            <Notice tone="info">
              <p>{t('log-in.first')}</p>
            </Notice>
          )}
          <FormFaults form={form} labels={{ identifier: t('field.identifier'), password: t('field.password') }} />
          {form.refused?.slug === 'wrong-credentials' && looksLikePin(form.values.password) && (
            <Notice tone="info" title={t('log-in.pin-hint')}>
              <p>{t('log-in.pin-hint-text')}</p>
            </Notice>
          )}
          <TextField
            name="identifier"
            label={t('field.identifier')}
            hint={t('log-in.identifier-hint')}
            autoComplete="username"
            autoCapitalize="none"
            errors={form.errors}
            value={form.values.identifier}
            onChange={(identifier) => form.set('identifier', identifier)}
          />
          <PasswordField
            name="password"
            label={t('field.password')}
            errors={form.errors}
            value={form.values.password}
            onChange={(password) => form.set('password', password)}
            autoComplete="current-password"
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('log-in.send')}
            </Button>
            <TextLink to="/lost-access">{t('log-in.lost')}</TextLink>
          </div>
          <p className="utrecht-paragraph">
            {t('log-in.no-account')} <TextLink to="/register">{t('home.register')}</TextLink>
            <br />
            {t('log-in.no-mail')} <TextLink to="/register/sent">{t('mail-sent.again')}</TextLink>
            <br />
            {t('log-in.cannot')} <TextLink to="/help/log-in">{t('log-in.to-help')}</TextLink>
          </p>
          <p className="utrecht-paragraph quiet">{t('log-in.free-choice')}</p>
          <div className="stack">
            <EherkenningButton back={back} />
          </div>
        </form>
      </div>
    </Page>
  );
}
