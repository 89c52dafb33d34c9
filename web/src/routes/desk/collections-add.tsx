import { Heading } from '@nl-design-system-candidate/heading-react';
import { useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { DebitsFromTable } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { readSum } from '../../parts/euros';
import { Checkbox, TextField } from '../../parts/fields';
import { FileInput } from '../../parts/file-input';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { base64 } from './collections-file';

/** The largest table that is read; the server says so too. */
const LARGEST = 3 * 1024 * 1024;

interface Adding {
  collectionId: string;
  /** Something was put in: what is shown is asked for again. */
  again: () => void;
}

/** Three ways to put debits into a draft. */
export function AddDebits(adding: Adding) {
  return (
    <>
      <AddOne {...adding} />
      <AddTable {...adding} />
      <AddInvoices {...adding} />
    </>
  );
}

function AddOne({ collectionId, again }: Adding) {
  const { t } = useWords();
  const key = useRef(crypto.randomUUID());
  const empty = { reference: '', cents: '', text: '', last: false };
  const form = useForm({
    initial: empty,
    check: ({ reference, cents, text }) => ({
      reference: reference.trim() ? undefined : 'missing',
      cents: cents.trim() ? (readSum(cents) === undefined ? 'not-an-amount' : undefined) : 'missing',
      text: text.trim() ? (text.trim().length > 140 ? 'too-long' : undefined) : 'missing',
    }),
    send: async ({ reference, cents, text, last }) => {
      const body = { reference: reference.trim(), cents: readSum(cents) ?? 0, text: text.trim(), last };
      // A refused try is another request the next time; one that was lost on the way is the same.
      const params = { path: { collectionId }, header: { 'Idempotency-Key': `${key.current}-${JSON.stringify(body).length}` } };
      await answer(api.POST('/v1/desk/collections/{collectionId}/debits', { params, body }));
      key.current = crypto.randomUUID();
      form.replace(empty);
      again();
    },
  });
  const labels = { reference: t('collections.reference'), cents: t('collections.amount'), text: t('collections.text') };
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('collections.add-one')}</Heading>
      <FormFaults form={form} labels={labels} />
      <TextField name="reference" label={labels.reference} errors={form.errors} value={form.values.reference} onChange={(reference) => form.set('reference', reference)} />
      <TextField
        name="cents"
        label={labels.cents}
        hint={t('collections.amount-hint')}
        size="short"
        errors={form.errors}
        value={form.values.cents}
        onChange={(cents) => form.set('cents', cents)}
      />
      <TextField name="text" label={labels.text} hint={t('collections.text-hint')} errors={form.errors} value={form.values.text} onChange={(text) => form.set('text', text)} />
      <Checkbox name="last" label={t('collections.last')} errors={form.errors} checked={form.values.last} onChange={(last) => form.set('last', last)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('collections.add-one-button')}
        </Button>
      </div>
    </form>
  );
}

function AddTable({ collectionId, again }: Adding) {
  const { t, n } = useWords();
  const chosen = useRef<File>(undefined);
  const keyFor = useIdempotencyKey();
  const [told, setTold] = useState<DebitsFromTable>();
  const form = useForm<object>({
    initial: {},
    check: () => ((chosen.current?.size ?? 0) > LARGEST ? { content: 'file-too-large' } : {}),
    send: async () => {
      setTold(undefined);
      if (!chosen.current) return;
      const body = { content: await base64(chosen.current) };
      const params = { path: { collectionId }, header: { 'Idempotency-Key': keyFor([body, told]) } };
      setTold(await answer(api.POST('/v1/desk/collections/{collectionId}/tables', { params, body })));
      again();
    },
  });
  return (
    <section className="card stack">
      <Heading level={2}>{t('collections.add-table')}</Heading>
      {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
      <FileInput
        name="content"
        label={t('collections.table')}
        hint={t('collections.table-hint')}
        errors={form.errors}
        accept=".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onFile={(file) => {
          chosen.current = file;
          form.submit();
        }}
      />
      <div role="status" className="stack">
        {form.busy && <Waiting />}
        {told && told.added > 0 && (
          <Notice tone="ok">
            <p>{n('collections.added', told.added)}</p>
          </Notice>
        )}
        {told && told.faults.length > 0 && (
          <Notice tone="error" title={n('collections.faulty', told.faults.length)}>
            <p>{t('collections.faulty-text')}</p>
          </Notice>
        )}
      </div>
      {told && told.faults.length > 0 && (
        <Table
          caption={t('collections.faults')}
          columns={[t('collections.row'), t('collections.wrong')]}
          rows={told.faults.map(({ line, faults }) => ({
            key: String(line),
            cells: [String(line), faults.map(({ code }) => t(`collections.fault.${code}`)).join('; ')],
          }))}
        />
      )}
    </section>
  );
}

function AddInvoices({ collectionId, again }: Adding) {
  const { t, n } = useWords();
  const [added, setAdded] = useState<number>();
  const { busy, refused, work } = useWork();
  const add = () => {
    const params = { path: { collectionId }, header: { 'Idempotency-Key': crypto.randomUUID() } };
    void work(() =>
      answer(api.POST('/v1/desk/collections/{collectionId}/invoices', { params })).then((came) => {
        setAdded(came.added);
        again();
      }),
    );
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('collections.add-invoices')}</Heading>
      <p className="utrecht-paragraph">{t('collections.add-invoices-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <div role="status">
        {added !== undefined && (
          <Notice tone={added > 0 ? 'ok' : 'info'}>
            <p>{n('collections.added', added)}</p>
          </Notice>
        )}
      </div>
      <div className="actions">
        <Button purpose="secondary" busy={busy} onClick={add}>
          {t('collections.add-invoices-button')}
        </Button>
      </div>
    </section>
  );
}
