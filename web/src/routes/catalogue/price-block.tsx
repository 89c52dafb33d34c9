import type { QuoteView } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { Table } from '../../parts/table';

/** A price line by line, excluding and including VAT. */
export function PriceBlock({ quote }: { quote: QuoteView }) {
  const { t, n, named, locale } = useWords();
  const money = (amount: number) => <span className="numbers">{cents(amount, locale)}</span>;
  const line = (item: string, count: number) => {
    if (item === 'contract') return n('price.contract', quote.termYears ?? 1);
    if (item === 'extra-rights') return n('price.extra-rights', count);
    if (item === 'discount') return t('price.discount', { code: quote.discountCode ?? '' });
    return named('price', item, 'price.other');
  };
  return (
    <Table
      caption={t('price.title')}
      columns={[t('price.what'), t('price.amount')]}
      rows={[
        ...quote.lines.map((one) => ({ key: one.item, cells: [line(one.item, one.count ?? 1), money(one.netCents)] })),
        { key: 'net', cells: [t('price.net'), money(quote.netCents)] },
        { key: 'vat', cells: [t('price.vat', { percent: quote.vatPercent ?? 0 }), money(quote.vatCents)] },
        { key: 'gross', cells: [<strong key="gross">{t('price.gross')}</strong>, <strong key="amount">{money(quote.grossCents)}</strong>] },
      ]}
    />
  );
}
