// One form before it is filled in: what it is for and everything it asks; then begun, for oneself or for a business one opened.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { FormDefinition, FormField } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { RadioGroup } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { logInFor } from '../../session/return-to';
import { useSession } from '../../session/session';
import { say } from './definition';

export function AboutForm() {
  const { t, language } = useWords();
  const { form = '' } = useParams();
  const { here } = useSession();
  const found = useResource(form, () => answer(api.GET('/v1/forms/{form}', { params: { path: { form } } })));
  const back = { to: '/forms', text: t('forms.title') };
  if (!found.value) {
    return (
      <Page title={t('forms.one')} back={back}>
        {found.refused ? <ProblemNotice refused={found.refused} again={() => void found.again()} /> : <Waiting />}
      </Page>
    );
  }
  const definition = found.value.form;
  return (
    <Page title={say(definition.title, language)} over={t(`forms.kind.${definition.kind}`)} back={back}>
      <div className="stack">
        <p className="utrecht-paragraph as-typed">{say(definition.intro, language)}</p>
        <p>
          <strong>{t(definition.forBusiness ? 'forms.for-business' : 'forms.for-all')}</strong>
        </p>
        {here.kind === 'somebody' ? <Begin form={definition} /> : <LogInFirst form={form} forBusiness={definition.forBusiness === true} />}
        <section className="card stack" aria-labelledby="will-be-asked">
          <Heading level={2} id="will-be-asked">
            {t('forms.will-be-asked')}
          </Heading>
          {definition.sections.map((part) => (
            <div key={part.id}>
              <Heading level={3}>
                {say(part.title, language)} {part.when && <span className="quiet">{t('forms.only-sometimes')}</span>}
              </Heading>
              <Asked fields={part.fields} />
            </div>
          ))}
        </section>
      </div>
    </Page>
  );
}

function Asked({ fields }: { fields: readonly FormField[] }) {
  const { t, language } = useWords();
  return (
    <ul className="utrecht-unordered-list">
      {fields.map((field) => (
        <li className="utrecht-unordered-list__item" key={field.name}>
          {say(field.label, language)}
          {field.need === 'optional' && <span className="quiet"> {t('optional')}</span>}
          {field.kind === 'files' && <span className="quiet"> – {t('forms.as-file')}</span>}
          {field.kind === 'several' && <Asked fields={field.fields} />}
        </li>
      ))}
    </ul>
  );
}

function LogInFirst({ form, forBusiness }: { form: string; forBusiness: boolean }) {
  const { t } = useWords();
  return (
    <Notice tone="info">
      <p>{t(forBusiness ? 'forms.log-in-business' : 'forms.log-in')}</p>
      <p>
        <ButtonLink to={logInFor(`/forms/${form}`)}>{t('frame.log-in')}</ButtonLink>
      </p>
    </Notice>
  );
}

const SELF = 'self';

function Begin({ form }: { form: FormDefinition }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const keyFor = useIdempotencyKey();
  const [made] = useState(() => crypto.randomUUID());
  const opened = useResource('businesses', () => answer(api.GET('/v1/businesses')));
  const businesses = opened.value?.items ?? [];
  const copyFrom = search.get('copy') ?? undefined;
  const about = search.get('about') ?? undefined;
  const chosen = search.get('business');
  const begin = useForm({
    initial: { whose: chosen ?? '' },
    check: ({ whose }) => (!whose && choices.length > 1 ? { whose: 'missing' } : {}),
    send: async ({ whose }) => {
      const picked = whose || choices[0]?.value;
      const businessId = picked && picked !== SELF ? picked : undefined;
      const body = { form: form.id, language, ...(businessId && { businessId }), ...(copyFrom && { copyFrom }), ...(about && { about }) };
      const begun = await answer(api.POST('/v1/submissions', { params: { header: { 'Idempotency-Key': keyFor({ ...body, made }) } }, body }));
      void navigate(`/forms/fill/${begun.submissionId}`);
    },
  });
  if (!opened.value && !opened.refused) return <Waiting />;
  const choices = [...(form.forBusiness ? [] : [{ value: SELF, label: t('forms.for-myself') }]), ...businesses.map((business) => ({ value: business.id, label: business.name }))];
  if (form.forBusiness && businesses.length === 0) {
    return (
      <Notice tone="info" title={t('forms.open-first-title')}>
        <p>{t('forms.open-first')}</p>
        <p>
          <TextLink to="/businesses">{t('forms.to-business')}</TextLink>
        </p>
      </Notice>
    );
  }
  return (
    <form className="form card" noValidate onSubmit={begin.submit}>
      <ErrorSummary errors={begin.errors} labels={{ whose: t('forms.whose') }} tries={begin.tries} />
      {begin.refused && <ProblemNotice refused={begin.refused} />}
      {copyFrom && <p>{t('forms.copying')}</p>}
      {choices.length > 1 && <RadioGroup name="whose" label={t('forms.whose')} errors={begin.errors} value={begin.values.whose} onChange={(whose) => begin.set('whose', whose)} options={choices} />}
      <div className="actions">
        <Button type="submit" busy={begin.busy}>
          {t('forms.begin')}
        </Button>
        <span className="quiet">{t('forms.begin-hint')}</span>
      </div>
    </form>
  );
}
