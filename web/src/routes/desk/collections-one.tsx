import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { CollectionView, DebitView } from '../../api/types';
import { useWords, type Key } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { ErrorSummary } from '../../parts/error-summary';
import { SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { cents } from '../catalogue/money';
import { AddDebits } from './collections-add';
import { save } from './collections-file';
import { CollectionState, DebitOutcome } from './collections-state';

/** How often is looked how far a step has come, in milliseconds. */
const LOOK = 1500;

interface Shown {
  collection: CollectionView;
  again: () => void;
}

/** One collection: what is in it, the step it waits for, and what became of each debit. */
export function DeskCollection() {
  const { t, n, date, locale } = useWords();
  const { collectionId = '' } = useParams();
  const found = useResource(`collection ${collectionId}`, () =>
    answer(api.GET('/v1/desk/collections/{collectionId}', { params: { path: { collectionId } } })),
  );
  const { value: collection } = found;
  const waits = (outcome: DebitView['outcome']) => collection?.items.some((debit) => debit.outcome === outcome) ?? false;
  // A step goes over the debits in the background.
  const moving =
    (collection?.state === 'announced' && waits('waiting')) ||
    (collection?.state === 'settled' && waits('presented')) ||
    (collection?.state === 'withdrawn' && (waits('waiting') || waits('told')));
  useEvery(moving && LOOK, found.again);
  const again = () => void found.again();
  return (
    <Page
      title={collection ? t('collections.one', { date: date(collection.on) }) : t('collections.title')}
      over={collection && <CollectionState state={collection.state} />}
      back={{ to: '/desk/collections', text: t('collections.title') }}
    >
      <div className="stack">
        {found.refused && <ProblemNotice refused={found.refused} again={again} />}
        {!collection && !found.refused && <Waiting />}
        {collection && (
          <>
            <section className="card">
              <DataList
                rows={[
                  [t('collections.on'), date(collection.on)],
                  [t('collections.debits'), n('collections.count', collection.debits)],
                  [t('collections.sum'), <strong key="sum">{cents(collection.cents, locale)}</strong>],
                  [t('collections.message-id'), collection.state === 'exported' || collection.state === 'settled' ? <span key="id" className="code">{collection.messageId}</span> : undefined],
                  [t('collections.settled-on'), collection.settledOn && date(collection.settledOn)],
                ]}
              />
            </section>
            <Debits collection={collection} again={again} />
            <Step collection={collection} again={again} />
            {collection.state === 'draft' && <AddDebits collectionId={collection.collectionId} again={again} />}
          </>
        )}
      </div>
    </Page>
  );
}

function Debits({ collection, again }: Shown) {
  const { t, locale } = useWords();
  const [returning, setReturning] = useState<number>();
  const [refused, setRefused] = useState<Refused>();
  const { collectionId } = collection;
  const remove = (number: number) => {
    setRefused(undefined);
    answer(api.DELETE('/v1/desk/collections/{collectionId}/debits/{debit}', { params: { path: { collectionId, debit: number } } }))
      .then(again)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  };
  const doing = (debit: DebitView) => {
    if (collection.state === 'draft') {
      return (
        <Button purpose="subtle" onClick={() => remove(debit.number)} name={t('collections.remove-long', { reference: debit.reference })}>
          {t('collections.remove')}
        </Button>
      );
    }
    if (debit.outcome === 'presented' || debit.outcome === 'settled') {
      return (
        <Button purpose="subtle" onClick={() => setReturning(debit.number)} name={t('collections.return-long', { reference: debit.reference })}>
          {t('collections.return')}
        </Button>
      );
    }
    return null;
  };
  const returned = collection.items.find((debit) => debit.number === returning);
  return (
    <section className="stack">
      <Heading level={2}>{t('collections.debits')}</Heading>
      {refused && <ProblemNotice refused={refused} />}
      {collection.items.length === 0 && <p className="utrecht-paragraph">{t('collections.empty')}</p>}
      {collection.items.length > 0 && (
        <Table
          caption={t('collections.debits')}
          columns={[t('collections.reference'), t('collections.debtor'), t('collections.amount'), t('collections.text'), t('collections.outcome'), t('collections.doing')]}
          rows={collection.items.map((debit) => ({
            key: String(debit.number),
            cells: [
              <span key="reference" className="code">{debit.reference}</span>,
              debit.debtor,
              <span key="amount" className="numbers">{cents(debit.cents, locale)}</span>,
              <span key="text">
                {debit.text}
                {debit.last && <div className="quiet">{t('collections.last-short')}</div>}
                {debit.sequence && <div className="quiet">{t(`collections.sequence.${debit.sequence}`)}</div>}
                {debit.moved && <div className="quiet">{t('collections.moved')}</div>}
              </span>,
              <DebitOutcome key="outcome" debit={debit} />,
              <span key="doing">{doing(debit)}</span>,
            ],
          }))}
        />
      )}
      {returned && (
        <Return
          key={returned.number}
          collectionId={collectionId}
          debit={returned}
          on={collection.on}
          done={() => {
            setReturning(undefined);
            again();
          }}
          leave={() => setReturning(undefined)}
        />
      )}
    </section>
  );
}

const REASONS = ['AM04', 'AC04', 'AC01', 'AC06', 'AG01', 'MD01', 'MD06', 'MD07', 'MS02', 'MS03', 'SL01'] as const;

interface Returning {
  collectionId: string;
  debit: DebitView;
  on: string;
  done: () => void;
  leave: () => void;
}

/** The bank gave a debit back: why, and when. */
function Return({ collectionId, debit, on, done, leave }: Returning) {
  const { t } = useWords();
  const keyFor = useIdempotencyKey();
  const form = useForm({
    initial: { reason: '', on },
    check: (values) => ({
      reason: values.reason ? undefined : 'missing',
      on: wholeDate(values.on) ? undefined : 'missing',
    }),
    send: async (values) => {
      const reason = REASONS.find((known) => known === values.reason) ?? 'MS03';
      const body = { reason, on: wholeDate(values.on) ?? '' };
      const params = { path: { collectionId, debit: debit.number }, header: { 'Idempotency-Key': keyFor(body) } };
      await answer(api.POST('/v1/desk/collections/{collectionId}/debits/{debit}/return', { params, body }));
      done();
    },
  });
  const labels = { reason: t('collections.reason'), on: t('collections.returned-on') };
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={3}>{t('collections.return-of', { reference: debit.reference })}</Heading>
      <p className="utrecht-paragraph">{t('collections.return-text')}</p>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={labels} />
      {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
      <SelectField
        name="reason"
        label={labels.reason}
        errors={form.errors}
        value={form.values.reason}
        onChange={(reason) => form.set('reason', reason)}
        empty={t('collections.choose')}
        options={REASONS.map((reason) => ({ value: reason, label: `${reason}: ${t(`return-reason.${reason}`)}` }))}
      />
      <DateField name="on" label={labels.on} errors={form.errors} value={form.values.on} onChange={(day) => form.set('on', day)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('collections.return-button')}
        </Button>
        <Button purpose="subtle" onClick={leave}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The step a collection waits for. */
function Step({ collection, again }: Shown) {
  const { t } = useWords();
  const { collectionId, state } = collection;
  const params = () => ({ path: { collectionId }, header: { 'Idempotency-Key': crypto.randomUUID() } });
  return (
    <>
      {state === 'draft' && collection.debits > 0 && (
        <Doing name="announce" again={again} work={() => answer(api.POST('/v1/desk/collections/{collectionId}/announcement', { params: params() }))} />
      )}
      {(state === 'announced' || state === 'exporting') && (
        <Doing name="export" again={again} work={() => answer(api.POST('/v1/desk/collections/{collectionId}/export', { params: { path: { collectionId } } }))} />
      )}
      {(state === 'exported' || state === 'settled') && collection.debits > 0 && <FileOf collection={collection} />}
      {state === 'exported' && collection.debits === 0 && (
        <Notice tone="warning" title={t('collections.nothing-left')}>
          <p>{t('collections.nothing-left-text')}</p>
        </Notice>
      )}
      {state === 'exported' && collection.debits > 0 && <Settle collection={collection} again={again} />}
      {(state === 'draft' || state === 'announced') && (
        <Doing name="withdraw" negative again={again} work={() => answer(api.POST('/v1/desk/collections/{collectionId}/withdrawal', { params: params() }))} />
      )}
    </>
  );
}

interface DoingProps {
  name: 'announce' | 'export' | 'withdraw';
  negative?: boolean;
  again: () => void;
  work: () => Promise<unknown>;
}

function Doing({ name, negative = false, again, work }: DoingProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const go = () => {
    setBusy(true);
    setRefused(undefined);
    work()
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        setAsked(false);
        again();
      });
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t(`collections.${name}`)}</Heading>
      <p className="utrecht-paragraph">{t(`collections.${name}-text`)}</p>
      {refused && <ProblemNotice refused={refused} />}
      {refused?.errors.map(({ code }) => (
        <Notice key={code} tone="error" role="alert">
          <p>{t(`error.${code}` as Key)}</p>
        </Notice>
      ))}
      <div className="actions">
        {asked ? (
          <>
            <Button negative={negative} busy={busy} onClick={go}>
              {t(`collections.${name}-sure`)}
            </Button>
            <Button purpose="subtle" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <Button purpose={negative ? 'secondary' : 'primary'} onClick={() => setAsked(true)}>
            {t(`collections.${name}-button`)}
          </Button>
        )}
      </div>
    </section>
  );
}

function FileOf({ collection }: { collection: CollectionView }) {
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const fetchFile = () => {
    setBusy(true);
    setRefused(undefined);
    const params = { path: { collectionId: collection.collectionId } };
    answer(api.GET('/v1/desk/collections/{collectionId}/file', { params, parseAs: 'blob' }))
      .then((file) => save(file, `${collection.messageId}.xml`))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('collections.file')}</Heading>
      <p className="utrecht-paragraph">{t('collections.file-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        <Button busy={busy} onClick={fetchFile}>
          {t('collections.file-button')}
        </Button>
      </div>
    </section>
  );
}

/** The money came in: on which day. */
function Settle({ collection, again }: Shown) {
  const { t } = useWords();
  const keyFor = useIdempotencyKey();
  const { collectionId } = collection;
  const form = useForm({
    initial: { on: collection.on },
    check: ({ on }) => (wholeDate(on) ? {} : { on: on ? 'invalid' : 'missing' }),
    send: async ({ on }) => {
      const body = { on: wholeDate(on) ?? '' };
      const params = { path: { collectionId }, header: { 'Idempotency-Key': keyFor(body) } };
      await answer(api.POST('/v1/desk/collections/{collectionId}/settlement', { params, body }));
      again();
    },
  });
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('collections.settle')}</Heading>
      <p className="utrecht-paragraph">{t('collections.settle-text')}</p>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={{ on: t('collections.settled-on') }} />
      {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
      <DateField name="on" label={t('collections.settled-on')} errors={form.errors} value={form.values.on} onChange={(on) => form.set('on', on)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('collections.settle-button')}
        </Button>
      </div>
    </form>
  );
}
