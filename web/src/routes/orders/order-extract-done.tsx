import { answer, api } from '../../api/client';
import type { CounterOrderView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useToken } from '../accounts/token';
import { keptCounterToken } from './counter-token';

/** How often is looked whether it is ready, in milliseconds. */
const LOOK = 1500;

function State({ order }: { order: CounterOrderView }) {
  const { t, time } = useWords();
  const { state } = order;
  switch (state.kind) {
    case 'to-pay':
      return (
        <Notice tone="info" role="status" title={t('counter.to-pay')}>
          <p>{t('counter.to-pay-text')}</p>
        </Notice>
      );
    case 'making':
      return (
        <Notice tone="info" role="status" title={t('counter.making')}>
          <p>{t('counter.making-text')}</p>
        </Notice>
      );
    case 'ready':
      return (
        <Notice tone="ok" role="status" title={t('counter.ready')}>
          <p>{t('counter.ready-until', { moment: time(state.until) })}</p>
        </Notice>
      );
    case 'not-paid':
      return (
        <Notice tone="warning" role="status" title={t('counter.not-paid')}>
          <p>{t('counter.not-paid-text')}</p>
        </Notice>
      );
    case 'failed':
      return (
        <Notice tone="error" role="status" title={t('order-state.failed')}>
          <p>{t(`order-failed.${state.why}`)}</p>
          <p>{t('counter.given-back')}</p>
        </Notice>
      );
  }
}

function Opened({ token }: { token: string }) {
  const { t, locale } = useWords();
  const opened = useResource(token, () => answer(api.POST('/v1/counter-orders/opening', { body: { token } })));
  const order = opened.value?.order;
  const { again } = opened;
  const moves = order?.state.kind === 'to-pay' || order?.state.kind === 'making';
  useEvery(moves && LOOK, again);
  return (
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
                [t('products.product'), t(`product.${order.product}`)],
                [t('order.about'), `${order.subject.name} (${order.subject.kvkNumber})`],
                [t('products.price'), `${cents(order.cents, locale)}, ${t('order.no-vat')}`],
              ]}
            />
          </section>
          <Notice tone="warning" title={t('counter.nowhere')}>
            <p>{t('counter.nowhere-text')}</p>
          </Notice>
        </>
      )}
    </div>
  );
}

/** What became of an extract that was ordered without an account: after paying, and from the mail. */
export function OrderExtractDone() {
  const { t } = useWords();
  const mailed = useToken();
  const token = mailed ?? keptCounterToken();
  return (
    <Page title={t('counter.yours')} back={{ to: '/products', text: t('products.title') }}>
      {token ? (
        <Opened token={token} />
      ) : (
        <div className="stack">
          <Notice tone="info">
            <p>{t('counter.by-mail')}</p>
          </Notice>
          <div className="actions">
            <ButtonLink to="/order-extract">{t('counter.title')}</ButtonLink>
          </div>
        </div>
      )}
    </Page>
  );
}
