import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { OrderView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { ButtonLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { OrderStateTag } from './order-state';
import { DeliveredSheet } from './product-sheet';

/** How often is looked whether it is ready, in milliseconds. */
const LOOK = 1500;

/** What becomes of it, in sentences that are read out when they change. */
function State({ order }: { order: OrderView }) {
  const { t, time, locale } = useWords();
  const { state } = order;
  switch (state.kind) {
    case 'making':
      return (
        <Notice tone={state.waits ? 'warning' : 'info'} role="status" title={t('order-state.making')}>
          <p>{state.waits ? t(`order-waits.${state.waits}`) : t('order.being-made')}</p>
          <p>{t('order.not-charged-yet')}</p>
        </Notice>
      );
    case 'ready':
      return (
        <Notice tone="ok" role="status" title={t('order-state.ready')}>
          <p>{t('order.readable-until', { moment: time(state.until) })}</p>
          <p>{t('order.invoiced-with', { month: monthName(state.invoicedWith, locale) })}</p>
        </Notice>
      );
    case 'lapsed':
      return (
        <Notice tone="info" role="status" title={t('order-state.lapsed')}>
          <p>{t('order.was-readable-until', { moment: time(state.until) })}</p>
          <p>{t('order.invoiced-with', { month: monthName(state.invoicedWith, locale) })}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="error" role="status" title={t('order-state.failed')}>
          <p>{t(`order-failed.${state.why}`)}</p>
          <p>{t('order.not-charged')}</p>
        </Notice>
      );
  }
}

function Read({ orderId }: { orderId: string }) {
  const sheet = useResource(`sheet ${orderId}`, () => answer(api.GET('/v1/orders/{orderId}/sheet', { params: { path: { orderId } } })));
  return (
    <>
      {sheet.refused && <ProblemNotice refused={sheet.refused} again={() => void sheet.again()} />}
      {!sheet.value && !sheet.refused && <Waiting />}
      {sheet.value && <DeliveredSheet sheet={sheet.value} />}
    </>
  );
}

/** One order: where it stands, what it costs, and what was delivered. */
export function Order() {
  const { t, time, locale } = useWords();
  const orderId = useParams().orderId ?? '';
  const opened = useResource(orderId, () => answer(api.GET('/v1/orders/{orderId}', { params: { path: { orderId } } })));
  const order = opened.value?.order;
  const { again } = opened;
  const making = order?.state.kind === 'making' && !order.state.waits;
  useEvery(making && LOOK, again);
  return (
    <Page title={order ? t(`product.${order.product}`) : t('order.title')} over={order?.subject.name} back={{ to: '/orders', text: t('orders.title') }}>
      <div className="stack stack--wide">
        {opened.refused && <ProblemNotice refused={opened.refused} again={() => void again()} />}
        {!order && !opened.refused && <Waiting />}
        {order && (
          <>
            <State order={order} />
            {opened.value?.download && (
              <div className="actions">
                <a className="nl-button nl-button--primary button-link" href={opened.value.download.url} download>
                  <span className="nl-button__label">{t('order.download')}</span>
                </a>
              </div>
            )}
            <section className="card sheet">
              <DataList
                rows={[
                  [t('orders.state'), <OrderStateTag key="state" state={order.state} />],
                  [t('order.about'), `${order.subject.name} (${order.subject.kvkNumber})`],
                  [t('company.filing'), order.filing],
                  [t('products.price'), `${cents(order.cents, locale)}, ${t('order.no-vat')}`],
                  [t('order.payment'), t(`order-payment.${order.payment}`)],
                  [t('order.reference'), order.reference],
                  [t('orders.at'), time(order.at)],
                  [t('orders.by'), `${order.by}, ${order.codeLabel}`],
                  [t('order.number'), <span key="number" className="code">{order.orderId}</span>],
                ]}
              />
            </section>
            {opened.value?.onPage && <Read orderId={orderId} />}
            <div className="actions">
              <ButtonLink to={`/companies/${order.subject.kvkNumber}`} purpose="secondary">
                {t('order.more-about')}
              </ButtonLink>
              <ButtonLink to="/spend" purpose="secondary">
                {t('order.to-spend')}
              </ButtonLink>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
