import { Heading } from '@nl-design-system-candidate/heading-react';
import type { SpendView } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { TextLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { Table } from '../../parts/table';
import { Chart } from './chart';
import { addressOf, type SpendSearch } from './search';

/** The whole in one figure, and how it compares with the month before. */
export function Total({ spend }: { spend: SpendView }) {
  const { t, n, locale } = useWords();
  const { total, months } = spend.summary;
  const last = months.at(-1)?.sum.grossCents ?? 0;
  const difference = last - spend.monthBefore.grossCents;
  const values = { month: monthName(spend.period.to, locale), amount: cents(last, locale), difference: cents(Math.abs(difference), locale) };
  return (
    <div className="card stack stack--close">
      <p className="spend-total numbers">{cents(total.grossCents, locale)}</p>
      <p>
        {n('spend.lines-count', total.lines)}
        {total.vatCents !== 0 && ` ${t('spend.with-vat', { vat: cents(total.vatCents, locale) })}`}
      </p>
      <p className="quiet">
        {t('spend.month-total', values)} {difference === 0 ? t('spend.same') : t(difference > 0 ? 'spend.more' : 'spend.less', values)}
      </p>
    </div>
  );
}

/** The sums, each leading to its lines. */
export function Sums({ spend, search }: { spend: SpendView; search: SpendSearch }) {
  const { t, named, locale } = useWords();
  const { codes, products, months } = spend.summary;
  const to = (change: SpendSearch) => `/spend?${addressOf({ ...search, ...change })}`;
  const hint = (id: string | null | undefined) => spend.codes.find((code) => code.id === id)?.hint;
  const amount = (of: { sum: { grossCents: number } }) => <span className="numbers">{cents(of.sum.grossCents, locale)}</span>;
  const invoices = new Map(spend.invoices.map((of) => [of.month, of.invoice]));
  return (
    <>
      <section className="stack stack--close">
        <Heading level={2}>{t('spend.by-month')}</Heading>
        <div className="spend-months">
          <Chart months={months} />
          <Table
            caption={t('spend.by-month')}
            columns={[t('spend.month'), t('spend.lines'), t('spend.amount'), t('spend.invoice')]}
            rows={months.toReversed().map((of) => {
              const invoice = invoices.get(of.month);
              return {
                key: of.month,
                cells: [
                  <TextLink key="month" to={to({ from: of.month, to: of.month, invoice: undefined })}>
                    {monthName(of.month, locale)}
                  </TextLink>,
                  of.sum.lines,
                  amount(of),
                  invoice ? (
                    <TextLink key="invoice" to={`/invoices/${invoice.id}`}>
                      {invoice.number}
                    </TextLink>
                  ) : (
                    '–'
                  ),
                ],
              };
            })}
          />
        </div>
      </section>
      <div className="spend-sides">
        <section className="stack stack--close">
          <Heading level={2}>{t('spend.by-code')}</Heading>
          <Table
            caption={t('spend.by-code')}
            columns={[t('spend.code'), t('spend.lines'), t('spend.amount')]}
            rows={codes.map((of) => ({
              key: `${of.codeId ?? 'none'} ${of.label ?? ''}`,
              cells: [
                spend.sees === 'everything' ? (
                  <TextLink key="code" to={to({ code: of.codeId ?? 'none', label: of.label ?? undefined })}>
                    {of.label ?? t('spend.no-code')}
                  </TextLink>
                ) : (
                  (of.label ?? t('spend.no-code'))
                ),
                of.sum.lines,
                amount(of),
              ].map((cell, at) => (at === 0 && hint(of.codeId) ? [cell, ' ', <span key="hint" className="quiet numbers">{hint(of.codeId)}</span>] : cell)),
            }))}
          />
        </section>
        <section className="stack stack--close">
          <Heading level={2}>{t('spend.by-product')}</Heading>
          <Table
            caption={t('spend.by-product')}
            columns={[t('spend.product'), t('spend.lines'), t('spend.amount')]}
            rows={products.map((of) => ({
              key: of.product,
              cells: [
                <TextLink key="product" to={to({ product: of.product })}>
                  {named('product', of.product, 'spend.product-unknown')}
                </TextLink>,
                of.sum.lines,
                amount(of),
              ],
            }))}
          />
        </section>
      </div>
    </>
  );
}
