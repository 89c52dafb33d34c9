import { useState, type FormEvent } from 'react';
import type { SpendView } from '../../api/types';
import nlTerms from '../../../../shared/terms/nl.json';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextField } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { monthName, monthsBack } from '../../parts/month';
import { isNarrowed, MONTHS_BACK, type SpendSearch } from './search';

const PRODUCTS = Object.keys(nlTerms.products);

/** What can be narrowed. It takes effect when it is sent, so that whoever goes through it by keyboard is not interrupted. */
export function Filters({ search, spend, errors, onChange }: { search: SpendSearch; spend: SpendView | undefined; errors: Errors; onChange: (search: SpendSearch) => void }) {
  const { t, named, locale } = useWords();
  const [values, setValues] = useState(search);
  const [now] = useState(() => new Date());
  const set = (name: keyof SpendSearch) => (value: string) => setValues((before) => ({ ...before, [name]: value }));
  const send = (event: FormEvent) => {
    event.preventDefault();
    // Other months than those of the invoice are no longer the invoice.
    onChange({ ...values, invoice: undefined });
  };
  const chosen = [values.from, values.to, spend?.period.from, spend?.period.to].filter((month) => month !== undefined);
  const months = [...new Set([...monthsBack(now, MONTHS_BACK), ...chosen])].toSorted().toReversed();
  const options = months.map((month) => ({ value: month, label: monthName(month, locale) }));
  const labels = [...new Set([...(spend?.codes ?? []).map((code) => code.label), ...(spend?.summary.codes ?? []).flatMap((of) => (of.label ? [of.label] : []))])].toSorted();
  const all = spend?.sees === 'everything';
  return (
    <form className="card stack spend-filters" role="search" aria-label={t('spend.filter')} noValidate onSubmit={send}>
      <div className="spend-filters__fields">
        <SelectField name="from" label={t('spend.from')} errors={errors} value={values.from ?? spend?.period.from ?? ''} onChange={set('from')} options={options} />
        <SelectField name="to" label={t('spend.to')} errors={errors} value={values.to ?? spend?.period.to ?? ''} onChange={set('to')} options={options} />
        {all && (
          <SelectField
            name="code"
            label={t('spend.code')}
            errors={errors}
            value={values.code ?? ''}
            onChange={set('code')}
            empty={t('spend.all-codes')}
            options={[
              ...spend.codes.map((code) => ({ value: code.id, label: code.hint ? `${code.label} (${code.hint})` : code.label })),
              { value: 'none', label: t('spend.no-code') },
            ]}
          />
        )}
        {all && labels.length > 0 && (
          <SelectField
            name="label"
            label={t('spend.label')}
            errors={errors}
            value={values.label ?? ''}
            onChange={set('label')}
            empty={t('spend.all-labels')}
            options={labels.map((label) => ({ value: label, label }))}
          />
        )}
        <SelectField
          name="product"
          label={t('spend.product')}
          errors={errors}
          value={values.product ?? ''}
          onChange={set('product')}
          empty={t('spend.all-products')}
          options={PRODUCTS.map((product) => ({ value: product, label: named('product', product, 'spend.product-unknown') }))}
        />
        <TextField name="reference" label={t('spend.reference')} optional errors={errors} value={values.reference ?? ''} onChange={set('reference')} />
      </div>
      <div className="actions">
        <Button type="submit">{t('spend.show')}</Button>
        {isNarrowed(search) && <TextLink to="/spend">{t('spend.clear')}</TextLink>}
      </div>
    </form>
  );
}
