import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { OrderView } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { SelectField } from '../../parts/fields';
import { ButtonLink, TextLink } from '../../parts/link';
import { monthName, monthsBack } from '../../parts/month';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { Table } from '../../parts/table';
import { useMe } from '../../session/session';
import { OrderStateTag } from './order-state';

/** How many months back the filter reaches. */
const BACK = 24;

function List({ orders, all }: { orders: readonly OrderView[]; all: boolean }) {
  const { t, time, locale } = useWords();
  return (
    <Table
      caption={t('orders.title')}
      columns={[t('products.product'), t('order.about'), t('orders.at'), ...(all ? [t('orders.by')] : []), t('order.reference'), t('products.price'), t('orders.state')]}
      rows={orders.map((order) => ({
        key: order.orderId,
        cells: [
          <TextLink key="link" to={`/orders/${order.orderId}`}>
            {t(`product.${order.product}`)}
          </TextLink>,
          `${order.subject.name} (${order.subject.kvkNumber})`,
          time(order.at),
          ...(all ? [`${order.by}, ${order.codeLabel}`] : []),
          order.reference ?? '–',
          cents(order.cents, locale),
          <OrderStateTag key="state" state={order.state} />,
        ],
      }))}
    />
  );
}

/** One's own orders; the main user sees everybody's. */
export function Orders() {
  const { t, locale } = useWords();
  const me = useMe();
  const main = me.organisation?.role === 'main-user';
  const [params, setParams] = useSearchParams();
  const month = params.get('month') ?? '';
  const all = main && params.get('whose') === 'all';
  const query = { ...(month && { month }), ...(all && { whose: 'all' as const }) };
  const pages = usePages(`orders ${JSON.stringify(query)}`, (cursor) => answer(api.GET('/v1/orders', { params: { query: { ...query, cursor } } })));
  const { items } = pages;
  const [choice] = useState(() => monthsBack(new Date(), BACK));
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(params);
    if (value) next.set(name, value);
    else next.delete(name);
    setParams(next, { replace: true });
  };
  return (
    <Page title={t('orders.title')} lead={t('orders.lead')}>
      <div className="stack stack--wide">
        <div className="actions">
          <ButtonLink to="/companies">{t('orders.new')}</ButtonLink>
          <TextLink to="/products">{t('products.title')}</TextLink>
        </div>
        <div className="form card">
          <SelectField
            name="month"
            label={t('orders.month')}
            empty={t('orders.every-month')}
            errors={{}}
            value={month}
            onChange={(value) => set('month', value)}
            options={choice.map((one) => ({ value: one, label: monthName(one, locale) }))}
          />
          {main && (
            <SelectField
              name="whose"
              label={t('orders.whose')}
              errors={{}}
              value={all ? 'all' : 'own'}
              onChange={(value) => set('whose', value === 'all' ? 'all' : '')}
              options={[
                { value: 'own', label: t('orders.own') },
                { value: 'all', label: t('orders.all') },
              ]}
            />
          )}
        </div>
        <PagesState pages={pages} />
        {pages.known && items.length === 0 && (
          <div className="empty" role="status">
            <p>{month ? t('orders.none-in-month', { month: monthName(month, locale) }) : t('orders.none')}</p>
          </div>
        )}
        {items.length > 0 && <List orders={items} all={all} />}
        <More pages={pages} text={t('orders.more')} />
      </div>
    </Page>
  );
}
