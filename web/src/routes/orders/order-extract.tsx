import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { cents } from '../../parts/euros';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { keepCounterToken } from './counter-token';

function Form({ amount, look }: { amount: number; look: () => Promise<void> }) {
  const { t, locale, language } = useWords();
  const price = cents(amount, locale);
  const form = useForm({
    initial: { kvkNumber: '', email: '' },
    check: (values) => ({
      kvkNumber: values.kvkNumber.trim() ? undefined : 'missing',
      email: values.email.trim() ? undefined : 'missing',
    }),
    send: async (values) => {
      const body = { kvkNumber: values.kvkNumber.replaceAll(/[\s.]/g, ''), email: values.email.trim(), language, cents: amount };
      try {
        const placed = await answer(api.POST('/v1/counter-orders', { body }));
        keepCounterToken(placed.token);
        // The page of whoever takes the payment; it leads back here.
        location.assign(placed.payUrl);
      } catch (thrown) {
        await look();
        throw thrown;
      }
    },
  });
  const labels = { kvkNumber: t('companies.kvk'), email: t('field.email'), cents: t('products.price') };
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      <TextField name="kvkNumber" label={labels.kvkNumber} hint={t('apply.kvk-hint')} inputMode="numeric" size="short" errors={form.errors} value={form.values.kvkNumber} onChange={(value) => form.set('kvkNumber', value)} />
      <TextField name="email" label={labels.email} hint={t('counter.email-hint')} type="email" inputMode="email" autoComplete="email" errors={form.errors} value={form.values.email} onChange={(value) => form.set('email', value)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('counter.pay', { price })}
        </Button>
      </div>
    </form>
  );
}

/** An extract without an account: paid at once, and in no overview. */
export function OrderExtract() {
  const { t } = useWords();
  const products = useResource('products', () => answer(api.GET('/v1/products')));
  const offer = products.value?.products.find((one) => one.product === 'extract');
  return (
    <Page title={t('counter.title')} lead={t('counter.lead')} back={{ to: '/products', text: t('products.title') }}>
      <div className="stack stack--wide">
        <Notice tone="warning" title={t('counter.nowhere')}>
          <p>{t('counter.nowhere-text')}</p>
        </Notice>
        {products.refused && <ProblemNotice refused={products.refused} again={() => void products.again()} />}
        {!products.value && !products.refused && <Waiting />}
        {offer && <Form amount={offer.cents} look={products.again} />}
      </div>
    </Page>
  );
}
