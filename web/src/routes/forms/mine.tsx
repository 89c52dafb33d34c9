// What one fills in and has sent, for oneself and for each business one opened.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { FilledFormSummary, FormSummary } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { StateTag } from './course-parts';
import { say } from './definition';

export function MyForms() {
  const { t } = useWords();
  const forms = useResource('forms', () => answer(api.GET('/v1/forms')));
  const businesses = useResource('businesses', () => answer(api.GET('/v1/businesses')));
  return (
    <Page title={t('forms.mine')} lead={t('forms.mine-lead')} back={{ to: '/forms', text: t('forms.title') }}>
      <div className="stack">
        <p>
          <ButtonLink to="/forms">{t('forms.fill-one')}</ButtonLink>
        </p>
        {businesses.refused && <ProblemNotice refused={businesses.refused} again={() => void businesses.again()} />}
        {!businesses.value && !businesses.refused && <Waiting />}
        <Filled title={t('forms.for-myself')} forms={forms.value?.items ?? []} />
        {(businesses.value?.items ?? []).map((business) => (
          <Filled key={business.id} title={business.name} businessId={business.id} forms={forms.value?.items ?? []} />
        ))}
      </div>
    </Page>
  );
}

function Filled({ title, businessId, forms }: { title: string; businessId?: string; forms: readonly FormSummary[] }) {
  const { t } = useWords();
  const pages = usePages(`filled ${businessId ?? ''}`, (cursor) => answer(api.GET('/v1/submissions', { params: { query: { ...(businessId && { businessId }), cursor } } })));
  const id = `filled-${businessId ?? 'own'}`;
  return (
    <section className="card stack stack--close" aria-labelledby={id}>
      <Heading level={2} id={id}>
        {title}
      </Heading>
      <PagesState pages={pages} />
      {pages.known && pages.items.length === 0 && <p className="quiet">{t('forms.nothing-yet')}</p>}
      {pages.items.length > 0 && (
        <ul className="form-list">
          {pages.items.map((one) => (
            <One key={one.submissionId} one={one} form={forms.find((form) => form.form === one.form)} />
          ))}
        </ul>
      )}
      <More pages={pages}>
        <Button purpose="secondary" onClick={pages.again}>
          {t('queue.look-again')}
        </Button>
      </More>
    </section>
  );
}

function One({ one, form }: { one: FilledFormSummary; form: FormSummary | undefined }) {
  const { t, date, time, language } = useWords();
  const name = form ? say(form.title, language) : one.form;
  const open = one.state === 'draft' || one.state === 'asked-back';
  return (
    <li className="stack stack--close">
      <p>
        <TextLink to={open ? `/forms/fill/${one.submissionId}` : `/forms/sent/${one.submissionId}`}>{name}</TextLink> <StateTag filled={one} />
      </p>
      <p className="quiet">
        {t('forms.changed', { time: time(one.changedAt) })}
        {one.vanishesAt && ` · ${t('forms.vanishes', { date: date(one.vanishesAt) })}`}
      </p>
      {form && (
        <p>
          <TextLink to={`/forms/${one.form}?copy=${one.submissionId}${one.businessId ? `&business=${one.businessId}` : ''}`}>{t('forms.copy-named', { form: name, date: date(one.begunAt) })}</TextLink>
        </p>
      )}
    </li>
  );
}
