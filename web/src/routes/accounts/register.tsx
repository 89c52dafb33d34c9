import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { LANGUAGES, useWords, type Language } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { Checkbox, RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { ReadTerms } from '../../parts/read-terms';
import { emailFault } from './judge';

export function Register() {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const form = useForm<{ email: string; language: Language; acceptsTerms: boolean }>({
    initial: { email: '', language, acceptsTerms: false },
    check: (values) => ({
      ...emailFault('email', values.email),
      ...(values.acceptsTerms ? {} : { acceptsTerms: 'must-accept' }),
    }),
    send: async (values) => {
      const email = values.email.trim();
      await answer(api.POST('/v1/accounts', { body: { email, language: values.language, acceptsTerms: true } }));
      await navigate('/register/sent', { state: { email } });
    },
  });
  return (
    <Page title={t('register.title')} lead={t('register.lead')}>
      <div className="card sheet">
        <form className="form" noValidate onSubmit={form.submit}>
          <ErrorSummary
            errors={form.errors}
            tries={form.tries}
            labels={{ email: t('field.email'), language: t('field.language'), acceptsTerms: t('register.terms-label') }}
          />
          {form.refused && form.refused.errors.length === 0 && <ProblemNotice refused={form.refused} />}
          <TextField
            name="email"
            label={t('field.email')}
            hint={t('register.email-hint')}
            type="email"
            inputMode="email"
            autoComplete="email"
            errors={form.errors}
            value={form.values.email}
            onChange={(email) => form.set('email', email)}
          />
          <RadioGroup
            name="language"
            label={t('field.language')}
            hint={t('register.language-hint')}
            errors={form.errors}
            value={form.values.language}
            onChange={(chosen) => form.set('language', LANGUAGES.find((one) => one === chosen) ?? 'nl')}
            options={LANGUAGES.map((one) => ({ value: one, label: t(`language.${one}`) }))}
          />
          <Checkbox
            name="acceptsTerms"
            label={t('register.terms')}
            errors={form.errors}
            checked={form.values.acceptsTerms}
            onChange={(accepts) => form.set('acceptsTerms', accepts)}
          />
          <p className="utrecht-paragraph quiet">
            <ReadTerms />
          </p>
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('register.send')}
            </Button>
          </div>
          <p className="utrecht-paragraph">
            {t('register.have-account')} <TextLink to="/log-in">{t('frame.log-in')}</TextLink>
          </p>
        </form>
      </div>
    </Page>
  );
}
