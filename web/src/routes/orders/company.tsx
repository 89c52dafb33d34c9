import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { Offer } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { ErrorSummary } from '../../parts/error-summary';
import { cents } from '../../parts/euros';
import { RadioGroup, SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { FILED } from './filed';

/** Choosing what to order about a company; of a filed document, which. */
function Choose({ kvkNumber, offers }: { kvkNumber: string; offers: readonly Offer[] }) {
  const { t, named, date, locale } = useWords();
  const navigate = useNavigate();
  const form = useForm({
    initial: { product: '', filing: '' },
    check: (values) => ({
      product: values.product ? undefined : 'choose-one',
      filing: FILED.has(values.product) && !values.filing ? 'choose-one' : undefined,
    }),
    send: async (values) => {
      const chosen = new URLSearchParams({ product: values.product });
      if (FILED.has(values.product)) chosen.set('filing', values.filing);
      await navigate(`/companies/${kvkNumber}/order?${chosen.toString()}`);
    },
  });
  const filed = FILED.has(form.values.product);
  const filings = useResource(filed ? kvkNumber : 'none', async () =>
    filed ? answer(api.GET('/v1/companies/{kvkNumber}/filings', { params: { path: { kvkNumber } } })) : { items: [] },
  );
  const labels = { product: t('company.product'), filing: t('company.filing') };
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('company.order')}</Heading>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={labels} />
      <RadioGroup
        cards
        name="product"
        label={labels.product}
        hint={t('company.no-vat')}
        errors={form.errors}
        value={form.values.product}
        onChange={(product) => form.set('product', product)}
        options={offers.map((offer) => ({
          value: offer.product,
          label: `${t(`product.${offer.product}`)}, ${cents(offer.cents, locale)}`,
          hint: t(`product-text.${offer.product}`),
        }))}
      />
      {filed && filings.refused && <ProblemNotice refused={filings.refused} again={() => void filings.again()} />}
      {filed && !filings.value && !filings.refused && <Waiting />}
      {filed && filings.value && filings.value.items.length === 0 && (
        <Notice tone="info" role="status">
          <p>{t('company.nothing-filed')}</p>
        </Notice>
      )}
      {filed && filings.value && filings.value.items.length > 0 && (
        <SelectField
          name="filing"
          label={labels.filing}
          empty={t('choose')}
          errors={form.errors}
          value={form.values.filing}
          onChange={(filing) => form.set('filing', filing)}
          options={filings.value.items.map((filing) => ({
            value: filing.filing,
            label: [named('sheet', filing.kind, 'sheet.document'), filing.bookYear, filing.on && date(filing.on)].filter(Boolean).join(', '),
          }))}
        />
      )}
      <div className="actions">
        <Button type="submit">{t('company.next')}</Button>
      </div>
    </form>
  );
}

/** A company of the register, and what can be ordered about it. */
export function Company() {
  const { t } = useWords();
  const kvkNumber = useParams().kvkNumber ?? '';
  const company = useResource(kvkNumber, () => answer(api.GET('/v1/companies/{kvkNumber}', { params: { path: { kvkNumber } } })));
  const products = useResource('products', () => answer(api.GET('/v1/products')));
  // What the register is working on can be ordered all the same: it is made when the register is done.
  const later = company.refused?.slug === 'unavailable';
  return (
    <Page title={company.value?.name ?? t('company.title', { number: kvkNumber })} over={t('company.over', { number: kvkNumber })} back={{ to: '/companies', text: t('companies.title') }}>
      <div className="stack stack--wide">
        {company.refused && !later && <ProblemNotice refused={company.refused} again={() => void company.again()} />}
        {later && (
          <Notice tone="warning" role="status" title={t('company.later')}>
            <p>{t('company.later-text')}</p>
          </Notice>
        )}
        {!company.value && !company.refused && <Waiting />}
        {company.value && (
          <section className="stack">
            <DataList
              rows={[
                [t('companies.kvk'), company.value.kvkNumber],
                [t('company.form'), t(`legal-form.${company.value.legalForm}`)],
                [t('company.ended'), company.value.ended ? t('company.has-ended') : undefined],
              ]}
            />
            {company.value.branches.length > 0 && (
              <Table
                caption={t('company.branches')}
                captionShown
                columns={[t('companies.name'), t('companies.branch'), t('companies.kind'), t('sheet.address')]}
                rows={company.value.branches.map((branch) => ({
                  key: branch.establishmentNumber,
                  cells: [
                    branch.name,
                    branch.establishmentNumber,
                    branch.active ? t(branch.main ? 'sheet.main-branch' : 'sheet.branch') : t('sheet.branch-ended'),
                    branch.address ?? t('sheet.shielded'),
                  ],
                }))}
              />
            )}
          </section>
        )}
        {products.refused && <ProblemNotice refused={products.refused} again={() => void products.again()} />}
        {(company.value || later) && products.value && <Choose kvkNumber={kvkNumber} offers={products.value.products} />}
      </div>
    </Page>
  );
}
