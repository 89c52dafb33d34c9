import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { Offer } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';

const PAYMENTS = ['invoice', 'direct-debit'] as const;

interface Wanted {
  offer: Offer;
  kvkNumber: string;
  name: string | undefined;
  filing: string | undefined;
  /** What it costs may have changed while this page was open. */
  look: () => Promise<void>;
}

function Confirm({ offer, kvkNumber, name, filing, look }: Wanted) {
  const { t, n, locale, language } = useWords();
  const navigate = useNavigate();
  const idempotencyKey = useIdempotencyKey();
  const price = cents(offer.cents, locale);
  // Direct debit is offered to whoever's organisation gave a mandate for it.
  const ways = useResource('order payments', () => answer(api.GET('/v1/order-payments')));
  const form = useForm({
    initial: { reference: '', payment: 'invoice' },
    check: (values) => ({ reference: values.reference.trim().length > 35 ? 'reference-too-long' : undefined }),
    send: async (values) => {
      const payment = PAYMENTS.find((known) => known === values.payment) ?? 'invoice';
      const reference = values.reference.trim();
      const body = { product: offer.product, kvkNumber, payment, cents: offer.cents, language, ...(filing && { filing }), ...(reference && { reference }) };
      try {
        const order = await answer(api.POST('/v1/orders', { params: { header: { 'Idempotency-Key': idempotencyKey(body) } }, body }));
        await navigate(`/orders/${order.orderId}`);
      } catch (thrown) {
        await look();
        throw thrown;
      }
    },
  });
  const labels = { reference: t('order.reference'), payment: t('order.payment'), cents: t('products.price'), kvkNumber: t('companies.kvk'), filing: t('company.filing'), product: t('products.product') };
  const noCode = form.refused?.slug === 'no-access-code';
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      {noCode && (
        <p className="utrecht-paragraph">
          <TextLink to="/access-codes">{t('order.to-codes')}</TextLink>
        </p>
      )}
      <DataList
        rows={[
          [t('products.product'), t(`product.${offer.product}`)],
          [t('order.about'), name ? `${name} (${kvkNumber})` : kvkNumber],
          [t('company.filing'), filing],
          [t('products.price'), <strong key="price">{price}</strong>],
          [t('order.vat'), t('order.no-vat')],
          [t('products.readable'), n('products.days', offer.readableDays)],
        ]}
      />
      <TextField name="reference" label={labels.reference} hint={t('order.reference-hint')} errors={form.errors} value={form.values.reference} onChange={(value) => form.set('reference', value)} optional />
      <RadioGroup
        name="payment"
        label={labels.payment}
        errors={form.errors}
        value={form.values.payment}
        onChange={(value) => form.set('payment', value)}
        options={(ways.value?.payments ?? ['invoice']).map((payment) => ({
          value: payment,
          label: t(`order-payment.${payment}`),
          hint: t(`order-payment-text.${payment}`, { mandate: ways.value?.mandate ?? '' }),
        }))}
      />
      <Notice tone="info">
        <p>{t('order.charged-when')}</p>
      </Notice>
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('order.send', { price })}
        </Button>
        <TextLink to={`/companies/${kvkNumber}`}>{t('order.other')}</TextLink>
      </div>
    </form>
  );
}

/** What is ordered, what it costs and how it is paid, before it is ordered. */
export function OrderProduct() {
  const { t } = useWords();
  const kvkNumber = useParams().kvkNumber ?? '';
  const [params] = useSearchParams();
  const products = useResource('products', () => answer(api.GET('/v1/products')));
  const found = useResource(kvkNumber, () => answer(api.GET('/v1/companies', { params: { query: { kvkNumber } } })));
  const offer = products.value?.products.find((one) => one.product === params.get('product'));
  const name = found.value?.items.find((item) => item.kvkNumber === kvkNumber)?.name;
  return (
    <Page title={t('order.confirm')} back={{ to: `/companies/${kvkNumber}`, text: name ?? t('company.title', { number: kvkNumber }) }}>
      {products.refused && <ProblemNotice refused={products.refused} again={() => void products.again()} />}
      {!products.value && !products.refused && <Waiting />}
      {offer && <Confirm offer={offer} kvkNumber={kvkNumber} name={name} filing={params.get('filing') ?? undefined} look={products.again} />}
      {products.value && !offer && (
        <Notice tone="warning">
          <p>{t('order.not-offered')}</p>
        </Notice>
      )}
    </Page>
  );
}
