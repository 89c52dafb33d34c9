import { Heading } from '@nl-design-system-candidate/heading-react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { InvoiceContents, InvoicePayment, InvoiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { ButtonLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { InvoiceState } from './state';

/** How often is looked whether the paper is there, in milliseconds. */
const LOOK = 2000;
/** How often a link to the paper is renewed, in milliseconds: it is good for five minutes. */
const RENEW = 4 * 60_000;

/** What it is for, in one glance: by product, by code, by rate. */
function WhatFor({ payment, contents }: { payment: InvoicePayment; contents: InvoiceContents }) {
  const { t, named, locale } = useWords();
  const money = (amount: number) => cents(amount, locale);
  const total = <strong key="total">{money(payment.sum.grossCents)}</strong>;
  const rate = (percent: number) => (percent === 0 ? t('invoice.no-vat') : `${percent}%`);
  return (
    <>
      <section className="stack">
        <Heading level={2}>{t('invoice.by-product')}</Heading>
        <Table
          caption={t('invoice.by-product')}
          columns={[t('invoice.product'), t('invoice.count'), t('invoice.net'), t('invoice.vat'), t('invoice.gross')]}
          rows={[
            ...contents.products.map((part) => ({
              key: part.product,
              cells: [
                named('product', part.product, 'invoice.other-product'),
                part.lines,
                money(part.netCents),
                part.vatPercent === 0 ? t('invoice.no-vat') : `${money(part.vatCents)} (${rate(part.vatPercent)})`,
                money(part.grossCents),
              ],
            })),
            { key: 'total', cells: [t('invoice.total'), payment.sum.lines, money(payment.sum.netCents), money(payment.sum.vatCents), total] },
          ]}
        />
        {contents.rates.some((at) => at.vatPercent === 0) && <p className="utrecht-paragraph quiet">{t('invoice.register-has-no-vat')}</p>}
      </section>
      <section className="stack">
        <Heading level={2}>{t('invoice.by-code')}</Heading>
        <Table
          caption={t('invoice.by-code')}
          columns={[t('invoice.code'), t('invoice.count'), t('invoice.gross')]}
          rows={[
            ...contents.codes.map((code) => ({
              key: code.codeId ?? 'none',
              cells: [code.label ?? t('invoice.no-code'), code.lines, money(code.grossCents)],
            })),
            { key: 'total', cells: [t('invoice.total'), payment.sum.lines, total] },
          ]}
        />
      </section>
    </>
  );
}

/** What is to be paid, until when, and what follows otherwise. */
function Payment({ number, payment, contents }: { number: string; payment: InvoicePayment; contents: InvoiceContents }) {
  const { t, date, locale } = useWords();
  return (
    <section className="card stack">
      <Heading level={2}>{t('invoice.payment')}</Heading>
      <DataList
        rows={[
          [t('invoice.state'), <InvoiceState key="state" state={payment.state} />],
          [t(`invoice-since.${payment.state}`), payment.since && date(payment.since)],
          [t('invoice.to-pay'), cents(payment.toPayCents, locale)],
          [t('invoice.fee'), payment.feeCents > 0 && payment.toPayCents > 0 ? cents(payment.feeCents, locale) : undefined],
          [t('invoice.pay-by'), payment.collectedOn ? undefined : payment.until && date(payment.until)],
          [t('invoice.collected-on'), payment.collectedOn && date(payment.collectedOn)],
          [t('invoice.pay-to'), payment.toPayCents > 0 ? contents.payTo.join(', ') : undefined],
          [t('invoice.stating'), payment.toPayCents > 0 ? <span key="number" className="code">{number}</span> : undefined],
        ]}
      />
      {contents.ahead.length > 0 && (
        <>
          <Heading level={3} appearance="level-4">
            {t('invoice.ahead')}
          </Heading>
          <ul className="utrecht-unordered-list">
            {contents.ahead.map((step) => (
              <li key={step.step}>
                {t(`invoice-ahead.${step.step}`, {
                  date: date(step.on),
                  until: step.until ? date(step.until) : '',
                  fee: cents(step.feeCents, locale),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Whole({ invoice, payment, contents }: { invoice: InvoiceView; payment: InvoicePayment; contents: InvoiceContents }) {
  const { t, n, date, locale } = useWords();
  return (
    <>
      <p className="utrecht-paragraph utrecht-paragraph--lead" role="status">
        {t('invoice.glance', { total: cents(payment.sum.grossCents, locale), month: monthName(invoice.month, locale), made: date(invoice.madeOn) })}
      </p>
      <div className="actions">
        <ButtonLink to={`/spend?invoice=${invoice.invoiceId}`}>{n('invoice.lines', payment.sum.lines)}</ButtonLink>
        {contents.download && (
          <a className="nl-button nl-button--secondary button-link" href={contents.download.url} download>
            <span className="nl-button__label">{t('invoice.download')}</span>
          </a>
        )}
      </div>
      {contents.creditNote && (
        <Notice tone="ok">
          <p>{t('invoice.credited', { number: contents.creditNote.number })}</p>
          {contents.creditNote.download ? (
            <a className="nl-button nl-button--secondary button-link" href={contents.creditNote.download.url} download>
              <span className="nl-button__label">{t('invoice.credit-note', { number: contents.creditNote.number })}</span>
            </a>
          ) : (
            <p>{t('invoice.credit-note-is-made', { number: contents.creditNote.number })}</p>
          )}
        </Notice>
      )}
      {!contents.download && (
        <Notice tone="info" role="status">
          <p>{t('invoice.paper-is-made')}</p>
        </Notice>
      )}
      {contents.download && <p className="utrecht-paragraph quiet">{t(contents.annexed ? 'invoice.annexed' : 'invoice.not-annexed')}</p>}
      <div className="two">
        <div className="stack stack--wide">
          <WhatFor payment={payment} contents={contents} />
        </div>
        <div className="two__side two__side--after stack">
          <Payment number={invoice.number} payment={payment} contents={contents} />
        </div>
      </div>
    </>
  );
}

/** One invoice: whole for the main user, by his own share for anybody else. */
export function Invoice() {
  const { t, locale } = useWords();
  const invoiceId = useParams().invoiceId ?? '';
  const opened = useResource(`invoice ${invoiceId}`, () => answer(api.GET('/v1/invoices/{invoiceId}', { params: { path: { invoiceId } } })));
  const { value: invoice, again } = opened;
  const contents = invoice?.contents;
  const printed = Boolean(contents?.download) && (!contents?.creditNote || Boolean(contents.creditNote.download));
  const waits = Boolean(contents) && !printed;
  useEvery(waits ? LOOK : printed && RENEW, again);
  return (
    <Page
      title={invoice ? t('invoice.title', { number: invoice.number }) : t('invoices.title')}
      over={invoice && monthName(invoice.month, locale)}
      back={{ to: '/invoices', text: t('invoices.title') }}
    >
      <div className="stack stack--wide">
        {opened.refused && <ProblemNotice refused={opened.refused} again={() => void again()} />}
        {!invoice && !opened.refused && <Waiting />}
        {invoice?.payment && invoice.contents && <Whole invoice={invoice} payment={invoice.payment} contents={invoice.contents} />}
        {invoice?.own && (
          <>
            <p className="utrecht-paragraph">{t('invoice.own-share', { amount: cents(invoice.own.grossCents, locale), month: monthName(invoice.month, locale) })}</p>
            <div className="actions">
              <ButtonLink to={`/spend?invoice=${invoice.invoiceId}`}>{t('invoice.own-lines')}</ButtonLink>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
