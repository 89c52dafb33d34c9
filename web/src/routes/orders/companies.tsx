import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { companyQuery, type CompanyQuery } from './search';

function Found({ query }: { query: CompanyQuery }) {
  const { t, n } = useWords();
  const found = useResource(JSON.stringify(query), () => answer(api.GET('/v1/companies', { params: { query } })));
  const items = found.value?.items ?? [];
  return (
    <>
      {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
      {!found.value && !found.refused && <Waiting />}
      {found.value && (
        <p role="status" className="utrecht-paragraph">
          {items.length === 0 ? t('companies.none') : n('companies.found', items.length)}
        </p>
      )}
      {items.length > 0 && (
        <Table
          caption={t('companies.results')}
          columns={[t('companies.name'), t('companies.kvk'), t('companies.branch'), t('companies.kind'), t('companies.place')]}
          rows={items.map((item) => ({
            key: `${item.kvkNumber}-${item.establishmentNumber ?? ''}`,
            cells: [
              <TextLink key="link" to={`/companies/${item.kvkNumber}`}>
                {item.name}
              </TextLink>,
              item.kvkNumber,
              item.establishmentNumber ?? '–',
              t(`company-kind.${item.kind}`),
              item.place ?? t('sheet.shielded'),
            ],
          }))}
        />
      )}
    </>
  );
}

/** Finding a company of the register: by name, KvK number or branch number. */
export function Companies() {
  const { t } = useWords();
  const [params, setParams] = useSearchParams();
  const asked = params.get('q') ?? '';
  const [query, setQuery] = useState<CompanyQuery | undefined>(() => companyQuery(asked));
  const form = useForm({
    initial: { query: asked },
    check: (values) => ({ query: values.query.trim() === '' ? 'missing' : companyQuery(values.query) ? undefined : 'not-a-company-number' }),
    send: async (values) => {
      setParams({ q: values.query.trim() }, { replace: true });
      setQuery(companyQuery(values.query));
    },
  });
  return (
    <Page title={t('companies.title')} lead={t('companies.lead')} back={{ to: '/orders', text: t('orders.title') }}>
      <div className="stack stack--wide">
        <form className="form card" role="search" noValidate onSubmit={form.submit}>
          <ErrorSummary errors={form.errors} tries={form.tries} labels={{ query: t('companies.query') }} />
          <TextField name="query" label={t('companies.query')} hint={t('companies.query-hint')} errors={form.errors} value={form.values.query} onChange={(value) => form.set('query', value)} />
          <div className="actions">
            <Button type="submit">{t('companies.search')}</Button>
            <TextLink to="/products">{t('products.title')}</TextLink>
          </div>
        </form>
        {query && <Found query={query} />}
      </div>
    </Page>
  );
}
