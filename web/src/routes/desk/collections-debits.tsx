import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { CollectionView, DebitView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { cents } from '../../parts/euros';
import { SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';
import { DebitOutcome } from './collections-state';

export interface Shown {
  collection: CollectionView;
  again: () => void;
}

/** What is in a collection, and what became of each debit. */
export function Debits({ collection, again }: Shown) {
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
      <FormFaults form={form} labels={labels} />
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
