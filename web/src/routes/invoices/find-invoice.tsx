import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Page } from '../../parts/page';

const NUMBER = /^\d{8}-\d{4,9}$/;

/** The desk looks an invoice up by the number on its paper. */
export function FindInvoice() {
  const { t } = useWords();
  return (
    <Page title={t('desk-invoice.title')} back={{ to: '/desk', text: t('queue.title') }} lead={t('desk-invoice.lead')}>
      <InvoiceNumberForm />
    </Page>
  );
}

export function InvoiceNumberForm() {
  const { t } = useWords();
  const go = useNavigate();
  const form = useForm({
    initial: { number: '' },
    check: ({ number }) => (NUMBER.test(number.trim()) ? {} : { number: number.trim() ? 'invalid' : 'missing' }),
    send: async ({ number }) => {
      await go(`/desk/invoices/${number.trim()}`);
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={{ number: t('invoice.number') }} />
      <TextField
        name="number"
        label={t('invoice.number')}
        hint={t('desk-invoice.number-hint')}
        errors={form.errors}
        value={form.values.number}
        onChange={(number) => form.set('number', number)}
        size="code"
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-invoice.find')}
        </Button>
      </div>
    </form>
  );
}
