import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { BatchView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Checkbox } from '../../parts/fields';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';

/** How often is looked how far it has come, in milliseconds. */
const LOOK = 1500;

function Faults({ batch }: { batch: BatchView }) {
  const { t, n, named } = useWords();
  return (
    <section className="stack">
      <Heading level={2}>{n('batch.faulty', batch.faulty)}</Heading>
      {batch.faults.length < batch.faulty && <p className="utrecht-paragraph quiet">{t('batch.faults-first', { count: batch.faults.length })}</p>}
      <Table
        caption={t('batch.faults')}
        columns={[t('batch.row'), t('batch.column'), t('batch.wrong')]}
        rows={batch.faults.flatMap((row) =>
          row.faults.map((fault, at) => ({
            key: `${row.row}-${at}`,
            cells: [
              String(row.row),
              fault.column ? t(`batch-column.${fault.column}`) : t('batch.whole-row'),
              named('batch-fault', fault.code, 'error.invalid'),
            ],
          })),
        )}
      />
    </section>
  );
}

function Send({ batch, put }: { batch: BatchView; put: (batch: BatchView) => void }) {
  const { t, n } = useWords();
  const [leaveOut, setLeaveOut] = useState(false);
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [refused, setRefused] = useState<Refused>();
  const send = () => {
    if (batch.faulty > 0 && !leaveOut) {
      setErrors({ leaveOutFaulty: 'faulty-rows' });
      return;
    }
    setErrors({});
    setBusy(true);
    answer(api.POST('/v1/batches/{batchId}/sending', { params: { path: { batchId: batch.batchId } }, body: { leaveOutFaulty: leaveOut } }))
      .then(put)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('batch.send')}</Heading>
      <p className="utrecht-paragraph">{n('batch.send-text', batch.good)}</p>
      {refused && <ProblemNotice refused={refused} />}
      {batch.faulty > 0 && (
        <Checkbox name="leaveOutFaulty" label={n('batch.leave-out', batch.faulty)} errors={errors} checked={leaveOut} onChange={setLeaveOut} />
      )}
      <div className="actions">
        <Button busy={busy} onClick={send}>
          {n('batch.send-button', batch.good)}
        </Button>
      </div>
    </section>
  );
}

function Rows({ batch }: { batch: BatchView }) {
  const { t, named } = useWords();
  const [cursor, setCursor] = useState<string>();
  const path = { batchId: batch.batchId };
  const page = useResource(`${batch.batchId}-${cursor ?? ''}-${batch.stage}`, () =>
    answer(api.GET('/v1/batches/{batchId}/rows', { params: { path, query: cursor ? { cursor } : {} } })),
  );
  const next = page.value?.nextCursor;
  return (
    <section className="stack">
      <Heading level={2}>{t('batch.good-rows')}</Heading>
      {page.refused && <ProblemNotice refused={page.refused} again={() => void page.again()} />}
      {!page.value && !page.refused && <Waiting />}
      {page.value && (
        <Table
          caption={t('batch.good-rows')}
          columns={[t('batch.row'), t('batch.about'), t('batch-column.level'), t('batch.outcome')]}
          rows={page.value.items.map((row) => ({
            key: String(row.row),
            cells: [
              String(row.row),
              row.newcomer ? t('batch.newcomer', { name: row.newcomer.name, email: row.newcomer.email }) : (row.meansNumber ?? ''),
              <LevelMark key="level" level={row.targetLevel} />,
              row.outcome?.outcome === 'started' ? (
                <TextLink key="link" to={`/upgrades/${row.outcome.upgradeId}`}>
                  {t('batch.started')}
                </TextLink>
              ) : row.outcome ? (
                named('batch-fault', row.outcome.code, 'error.invalid')
              ) : (
                t('batch.not-sent')
              ),
            ],
          }))}
        />
      )}
      <div className="actions">
        {cursor && (
          <Button purpose="secondary" onClick={() => setCursor(undefined)}>
            {t('people.first')}
          </Button>
        )}
        {next && (
          <Button purpose="secondary" onClick={() => setCursor(next)}>
            {t('more')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** One batch: what is wrong in it, sending it, and how far it has come. */
export function Batch() {
  const { t, n } = useWords();
  const batchId = useParams().batchId ?? '';
  const batch = useResource(batchId, () => answer(api.GET('/v1/batches/{batchId}', { params: { path: { batchId } } })));
  const { value, again } = batch;
  const sending = value?.stage === 'sending';
  useEvery(sending && LOOK, again);
  const done = (value?.started ?? 0) + (value?.failed ?? 0);
  return (
    <Page title={t('batch.title')} lead={value?.fileName} back={{ to: '/batches', text: t('batches.title') }}>
      <div className="stack stack--wide">
        {batch.refused && <ProblemNotice refused={batch.refused} again={() => void again()} />}
        {!value && !batch.refused && <Waiting />}
        {value && value.stage === 'checked' && value.good > 0 && <Send batch={value} put={batch.put} />}
        {value && value.stage === 'checked' && value.good === 0 && (
          <Notice tone="error">
            <p>{t('batch.nothing-good')}</p>
          </Notice>
        )}
        {value && value.stage !== 'checked' && (
          <section className="card stack">
            <Heading level={2}>{t(`batch-stage.${value.stage}`)}</Heading>
            <progress className="progress" max={value.good} value={done} aria-label={t('batch.progress')} />
            <p className="utrecht-paragraph" role="status">
              {t('batch.progress-text', { done, good: value.good })}
            </p>
            {value.failed > 0 && <p className="utrecht-paragraph">{n('batch.failed', value.failed)}</p>}
          </section>
        )}
        {/* What is to be mended comes first until it is sent, then what became of it. */}
        {value && value.stage === 'checked' && value.faulty > 0 && <Faults batch={value} />}
        {value && value.good > 0 && <Rows batch={value} />}
        {value && value.stage !== 'checked' && value.faulty > 0 && <Faults batch={value} />}
        <p className="utrecht-paragraph">
          {t('batches.help')} <TextLink to="/help/ask?topic=batches">{t('guide.to-help')}</TextLink>
        </p>
      </div>
    </Page>
  );
}
