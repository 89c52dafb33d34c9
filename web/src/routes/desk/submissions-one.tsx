import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { Refused } from '../../api/problem';
import type { FormComplaint, ReadRow, SubmissionAtDesk } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { TextArea } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Thread } from '../../parts/thread';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { nameOf, tellComplaint } from '../forms/complaints';
import { Download, Happened, Papers, Signers, Stands, StateTag } from '../forms/course-parts';
import { ReadParts } from '../forms/read-parts';
import { Hands } from './hands';

/** One filled form: its answers, what the check says, who signed, and the decision. */
export function SubmissionAtDeskPage() {
  const { t, language } = useWords();
  const { submissionId = '' } = useParams();
  const { value, refused, again } = useResource(`submission ${submissionId} ${language}`, () =>
    answer(api.GET('/v1/desk/submissions/{submissionId}', { params: { path: { submissionId }, query: { language } } })),
  );
  const back = { to: '/desk/submissions', text: t('submissions.desk.title') };
  if (!value) {
    return (
      <Page title={t('submissions.desk.title')} back={back}>
        {refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />}
      </Page>
    );
  }
  return <Opened key={submissionId} value={value} refused={refused} again={again} back={back} />;
}

interface OpenedProps {
  value: SubmissionAtDesk;
  refused: Refused | undefined;
  again: () => Promise<void>;
  back: { to: string; text: string };
}

function Opened({ value, refused, again, back }: OpenedProps) {
  const { t } = useWords();
  const path = { submissionId: value.submissionId };
  const open = value.state === 'with-desk';
  const write = async (text: string) => {
    await answer(api.POST('/v1/desk/submissions/{submissionId}/messages', { params: { path }, body: { text } }));
    await again();
  };
  return (
    <Page title={value.title} back={back} over={<StateTag filled={value} />}>
      <div className="stack">
        {refused && <ProblemNotice refused={refused} again={() => void again()} />}
        <Stands course={value} desk />
        {open && (
          <Hands
            taken={value.taken}
            take={() => answer(api.POST('/v1/desk/submissions/{submissionId}/taking', { params: { path } }))}
            release={() => answer(api.POST('/v1/desk/submissions/{submissionId}/release', { params: { path } }))}
            changed={() => void again()}
          />
        )}
        <section className="card">
          <DataList
            rows={[
              [t('submissions.desk.by'), value.by ?? t('submissions.desk.by-deleted')],
              [t('submissions.desk.business'), value.business],
              [t('submissions.desk.id'), <span className="numbers" key="id">{value.submissionId}</span>],
            ]}
          />
        </section>
        <Complaints value={value} />
        {value.signing && <Signers signing={value.signing} />}
        {value.files.length > 0 && <Files value={value} />}
        <Papers course={value} />
        <ReadParts parts={value.parts} />
        {open && <Decide value={value} again={again} />}
        {value.state !== 'withdrawn' && <Thread messages={value.messages} own="desk" open receipts={false} send={write} />}
        <Happened course={value} />
      </div>
    </Page>
  );
}

/** Every answer, those within groups too. */
function rowsOf(rows: readonly ReadRow[]): readonly ReadRow[] {
  return rows.flatMap((row) => [row, ...(row.said.kind === 'several' ? row.said.items.flatMap(rowsOf) : [])]);
}

/** What the check says today: what was a warning when it was sent is seen by staff too. */
function Complaints({ value }: { value: SubmissionAtDesk }) {
  const words = useWords();
  const { t } = words;
  const rows = rowsOf(value.parts.flatMap((part) => part.rows));
  const kinds = Object.fromEntries(rows.map((row) => [row.field, row.said.kind]));
  const label = (complaint: FormComplaint) => {
    const name = nameOf(complaint)
      .split('/')
      .findLast((part) => !/^\d+$/.test(part));
    return rows.find((row) => row.field === name)?.label;
  };
  if (value.complaints.length === 0) {
    return (
      <Notice tone="ok">
        <p>{t('submissions.desk.no-complaints')}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="warning" title={t('submissions.desk.complaints')}>
      <ul>
        {value.complaints.map((complaint) => (
          <li key={`${complaint.pointer} ${complaint.code}`}>
            <StatusTag tone={complaint.severity === 'error' ? 'danger' : 'warning'}>{t(`submissions.desk.${complaint.severity}`)}</StatusTag>{' '}
            {label(complaint) && <strong>{label(complaint)}: </strong>}
            {tellComplaint(words, complaint, kinds)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function Files({ value }: { value: SubmissionAtDesk }) {
  const { t } = useWords();
  return (
    <section className="card stack stack--close">
      <Heading level={2}>{t('submissions.desk.files')}</Heading>
      <ul>
        {value.files.map((file) => (
          <li key={file.file}>{file.download ? <Download url={file.download.url}>{file.name}</Download> : `${file.name} (${t('submissions.desk.inspecting')})`}</li>
        ))}
      </ul>
    </section>
  );
}

const GOOD = { contract: 'registered', request: 'granted', notice: 'noted' } as const;

/** Entering, granting or noting; asking back; refusing. */
function Decide({ value, again }: { value: SubmissionAtDesk; again: () => Promise<void> }) {
  const { t } = useWords();
  const [writing, setWriting] = useState<'ask-back' | 'refuse'>();
  const { busy, refused, work } = useWork();
  const path = { submissionId: value.submissionId };
  const done = async () => {
    await again();
    focusHeading();
  };
  const settle = () => void work(() => answer(api.POST('/v1/desk/submissions/{submissionId}/decision', { params: { path }, body: { outcome: GOOD[value.kind] } })).then(done));
  return (
    <section className="card stack" aria-labelledby="decide">
      <Heading level={2} id="decide">
        {t('submissions.desk.decide')}
      </Heading>
      {refused && <ProblemNotice refused={refused} />}
      <p className="utrecht-paragraph">{t(`submissions.desk.decide-text.${value.kind}`)}</p>
      <div className="actions">
        <Button busy={busy} onClick={settle}>
          {t(`submissions.desk.good.${value.kind}`)}
        </Button>
        <Button purpose="secondary" onClick={() => setWriting('ask-back')}>
          {t('submissions.desk.ask-back')}
        </Button>
        <Button purpose="subtle" negative onClick={() => setWriting('refuse')}>
          {t('submissions.desk.refuse')}
        </Button>
      </div>
      {writing && <Why key={writing} value={value} what={writing} done={done} leave={() => setWriting(undefined)} />}
    </section>
  );
}

function Why({ value, what, done, leave }: { value: SubmissionAtDesk; what: 'ask-back' | 'refuse'; done: () => Promise<void>; leave: () => void }) {
  const { t } = useWords();
  const path = { submissionId: value.submissionId };
  const form = useForm({
    initial: { why: '' },
    check: ({ why }) => ({ why: why.trim() ? undefined : 'missing' }),
    send: async ({ why }) => {
      if (what === 'ask-back') {
        await answer(api.POST('/v1/desk/submissions/{submissionId}/questions', { params: { path }, body: { why: why.trim() } }));
      } else {
        await answer(api.POST('/v1/desk/submissions/{submissionId}/decision', { params: { path }, body: { outcome: 'refused', why: why.trim() } }));
      }
      await done();
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={{ why: t(`submissions.desk.${what}-why`) }} />
      <TextArea
        name="why"
        label={t(`submissions.desk.${what}-why`)}
        hint={t(`submissions.desk.${what}-hint`)}
        errors={form.errors}
        value={form.values.why}
        onChange={(why) => form.set('why', why)}
      />
      <div className="actions">
        <Button type="submit" negative={what === 'refuse'} busy={form.busy}>
          {t(`submissions.desk.${what}-now`)}
        </Button>
        <Button purpose="subtle" onClick={leave}>
          {t('submissions.leave')}
        </Button>
      </div>
    </form>
  );
}
