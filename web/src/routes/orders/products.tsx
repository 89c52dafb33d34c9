import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';

/** What of the register can be ordered, and at which price. For anybody. */
export function Products() {
  const { t, n, date, locale } = useWords();
  const { here } = useSession();
  const list = useResource('products', () => answer(api.GET('/v1/products')));
  return (
    <Page title={t('products.title')} lead={t('products.lead')}>
      <div className="stack stack--wide">
        {list.refused && <ProblemNotice refused={list.refused} again={() => void list.again()} />}
        {!list.value && !list.refused && <Waiting />}
        {list.value && (
          <>
            <Table
              caption={t('products.title')}
              columns={[t('products.product'), t('products.price'), t('products.readable')]}
              rows={list.value.products.map((offer) => ({
                key: offer.product,
                cells: [
                  <span key="name" className="service-name">
                    <strong>{t(`product.${offer.product}`)}</strong>
                    <span className="quiet">{t(`product-text.${offer.product}`)}</span>
                  </span>,
                  cents(offer.cents, locale),
                  n('products.days', offer.readableDays),
                ],
              }))}
            />
            <p className="utrecht-paragraph quiet">{t('products.no-vat', { date: date(list.value.validFrom) })}</p>
            <section className="card stack">
              <Heading level={2}>{t('products.how')}</Heading>
              <p className="utrecht-paragraph">{t('products.how-text')}</p>
              <div className="actions">
                <ButtonLink to="/companies">{t('products.search')}</ButtonLink>
                {here.kind === 'nobody' && (
                  <ButtonLink to="/log-in" purpose="secondary">
                    {t('frame.log-in')}
                  </ButtonLink>
                )}
              </div>
            </section>
            <section className="card stack">
              <Heading level={2}>{t('counter.without')}</Heading>
              <p className="utrecht-paragraph">{t('counter.without-text')}</p>
              <div className="actions">
                <ButtonLink to="/order-extract" purpose="secondary">
                  {t('counter.title')}
                </ButtonLink>
              </div>
            </section>
          </>
        )}
      </div>
    </Page>
  );
}
