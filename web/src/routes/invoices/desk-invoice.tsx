import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { DeskInvoiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { cents } from '../../parts/euros';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { monthName } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { InvoiceNumberForm } from './find-invoice';
import { InvoiceState } from './state';

interface Settling {
  invoice: DeskInvoiceView;
  put: (invoice: DeskInvoiceView) => void;
  /** Somebody came between: what is shown is asked for again. */
  onMissed: () => void;
}

const missed = (thrown: unknown) => ['changed-meanwhile', 'wrong-stage'].includes(asRefused(thrown).slug);

/** The money came in: on which day. */
function PaymentForm({ invoice, put, onMissed }: Settling) {
  const { t, locale } = useWords();
  const form = useForm({
    initial: { paidOn: '' },
    check: ({ paidOn }) => (wholeDate(paidOn) ? {} : { paidOn: paidOn ? 'invalid' : 'missing' }),
    send: async ({ paidOn }) => {
      try {
        put(
          await answer(
            api.POST('/v1/desk/invoices/{number}/payment', {
              params: { path: { number: invoice.number } },
              body: { version: invoice.version, paidOn: wholeDate(paidOn) ?? '' },
            }),
          ),
        );
      } catch (thrown) {
        if (missed(thrown)) onMissed();
        throw thrown;
      }
    },
  });
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('desk-invoice.record')}</Heading>
      <FormFaults form={form} labels={{ paidOn: t('desk-invoice.paid-on') }} />
      <p className="utrecht-paragraph">{t('desk-invoice.record-text', { amount: cents(invoice.payment.toPayCents, locale) })}</p>
      <DateField
        name="paidOn"
        label={t('desk-invoice.paid-on')}
        hint={t('desk-invoice.paid-on-hint')}
        errors={form.errors}
        value={form.values.paidOn}
        onChange={(paidOn) => form.set('paidOn', paidOn)}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-invoice.record-button')}
        </Button>
      </div>
    </form>
  );
}

/** The invoice is taken back, after being asked once more. */
function Credit({ invoice, put, onMissed }: Settling) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const credit = () => {
    setBusy(true);
    answer(api.POST('/v1/desk/invoices/{number}/credit', { params: { path: { number: invoice.number } }, body: { version: invoice.version } }))
      .then(put)
      .catch((thrown: unknown) => {
        setRefused(asRefused(thrown));
        if (missed(thrown)) onMissed();
      })
      .finally(() => setBusy(false));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('desk-invoice.credit')}</Heading>
      <p className="utrecht-paragraph">{t('desk-invoice.credit-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        {asked ? (
          <>
            <Button negative busy={busy} onClick={credit}>
              {t('desk-invoice.credit-sure')}
            </Button>
            <Button purpose="subtle" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <Button purpose="secondary" onClick={() => setAsked(true)}>
            {t('desk-invoice.credit-button')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** An invoice at the desk: what it comes to, where its payment stands, and settling it. */
export function DeskInvoice() {
  const { t, date, locale } = useWords();
  const { number = '' } = useParams();
  const found = useResource(`desk invoice ${number}`, () => answer(api.GET('/v1/desk/invoices/{number}', { params: { path: { number } } })));
  const { value: invoice } = found;
  const unknown = found.refused?.slug === 'not-found' || found.refused?.slug === 'invalid-input';
  const again = () => void found.again();
  const settled = invoice?.payment.state === 'paid' || invoice?.payment.state === 'credited';
  return (
    <Page
      title={invoice ? t('invoice.title', { number: invoice.number }) : t('desk-invoice.title')}
      back={{ to: '/desk/invoices', text: t('desk-invoice.title') }}
      lead={invoice?.organisationName}
    >
      <div className="stack">
        {unknown && (
          <>
            <Notice tone="error" role="alert" title={t('desk-invoice.unknown')}>
              <p>{t('desk-invoice.unknown-text', { number })}</p>
            </Notice>
            <InvoiceNumberForm />
          </>
        )}
        {found.refused && !unknown && <ProblemNotice refused={found.refused} again={again} />}
        {!invoice && !found.refused && <Waiting />}
        {invoice && (
          <>
            <div role="status">
              {settled && (
                <Notice tone="ok" title={t(`invoice-state.${invoice.payment.state}`)}>
                  <p>{t('desk-invoice.settled')}</p>
                </Notice>
              )}
            </div>
            <section className="card">
              <DataList
                rows={[
                  [t('invoice.state'), <InvoiceState key="state" state={invoice.payment.state} />],
                  [t(`invoice-since.${invoice.payment.state}`), invoice.payment.since && date(invoice.payment.since)],
                  [t('desk-invoice.credit-note'), invoice.creditNote && <span key="note" className="code">{invoice.creditNote}</span>],
                  [t('desk-invoice.kvk'), <span key="kvk" className="code">{invoice.kvkNumber}</span>],
                  [t('invoice.month'), monthName(invoice.month, locale)],
                  [t('invoice.made-on'), date(invoice.madeOn)],
                  [t('invoice.total'), cents(invoice.payment.sum.grossCents, locale)],
                  [t('invoice.fee'), invoice.payment.feeCents > 0 ? cents(invoice.payment.feeCents, locale) : undefined],
                  [t('invoice.to-pay'), cents(invoice.payment.toPayCents, locale)],
                  [t('invoice.pay-by'), invoice.payment.until && date(invoice.payment.until)],
                ]}
              />
            </section>
            {!settled && <PaymentForm invoice={invoice} put={found.put} onMissed={again} />}
            {!settled && <Credit invoice={invoice} put={found.put} onMissed={again} />}
          </>
        )}
      </div>
    </Page>
  );
}
