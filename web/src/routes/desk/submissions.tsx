import { Heading } from '@nl-design-system-candidate/heading-react';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { WaitingSubmission } from '../../api/types';
import { useWords } from '../../i18n';
import { SelectField } from '../../parts/fields';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { usePages } from '../../parts/pages';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Count, Waits } from './waits';

/** Filled forms that wait for the desk, the longest waiting first; of one form or of all. */
export function DeskSubmissions() {
  const { t, language } = useWords();
  const [search, setSearch] = useSearchParams();
  const form = search.get('form') ?? '';
  const forms = useResource('forms', () => answer(api.GET('/v1/forms')));
  return (
    <Page title={t('submissions.desk.title')}>
      <div className="stack">
        <div className="card">
          <SelectField
            name="form"
            label={t('submissions.desk.form')}
            empty={t('submissions.desk.every-form')}
            errors={{}}
            value={form}
            onChange={(value) => setSearch(value ? { form: value } : {}, { replace: true })}
            options={(forms.value?.items ?? []).map((one) => ({ value: one.form, label: one.title[language] }))}
          />
        </div>
        <OfForm key={`${form} ${language}`} form={form} />
      </div>
    </Page>
  );
}

function OfForm({ form }: { form: string }) {
  const { n, language } = useWords();
  const query = { language, ...(form && { form }) };
  const pages = usePages(`submissions ${form} ${language}`, (cursor) => answer(api.GET('/v1/desk/submissions', { params: { query: { ...query, cursor } } })));
  const shown = pages.items.length;
  return (
    <Waits pages={pages} said={<Count shown={shown}>{pages.known && n('submissions.desk.count', shown)}</Count>}>
      {(submission) => <Entry submission={submission} key={submission.submissionId} />}
    </Waits>
  );
}

function Entry({ submission }: { submission: WaitingSubmission }) {
  const { t, time } = useWords();
  return (
    <li className="card queue__entry">
      <div>
        <Heading level={2} appearance="level-3">
          {submission.title}
        </Heading>
        <p className="means__facts">
          <span>{t('queue.since', { time: time(submission.since) })}</span>
        </p>
        {submission.taken && (
          <p className="row">
            <StatusTag tone="neutral">{t('queue.taken', { name: submission.taken.name })}</StatusTag>
          </p>
        )}
      </div>
      <div className="row">
        <ButtonLink
          to={`/desk/submissions/${submission.submissionId}`}
          purpose="secondary"
          name={t('submissions.desk.open-long', { title: submission.title, time: time(submission.since) })}
        >
          {t('queue.open')}
        </ButtonLink>
      </div>
    </li>
  );
}
