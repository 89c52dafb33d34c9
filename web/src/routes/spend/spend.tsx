import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { SpendView } from '../../api/types';
import { useWords } from '../../i18n';
import { errorsByName } from '../../parts/form';
import { ButtonLink, TextLink } from '../../parts/link';
import { monthName } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { Budgets } from './budgets';
import { Filters } from './filters';
import { Lines } from './lines';
import { addressOf, isNarrowed, searchOf, type SpendSearch } from './search';
import { Sums, Total } from './summary';

/** What is spent: the sum first, then what it is made of, then every line of it. */
export function Spend() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const search = searchOf(params);
  const key = addressOf(search);
  const asked = useResource(`spend ${key}`, () => answer(api.GET('/v1/spend', { params: { query: search } })));
  const spend = asked.value;
  return (
    <Page title={t('spend.title')} lead={t('spend.lead')}>
      <div className="stack stack--wide">
        {asked.refused && <ProblemNotice refused={asked.refused} again={() => void asked.again()} />}
        {!spend && !asked.refused && <Waiting />}
        {spend && <WhoSeesWhat spend={spend} />}
        {spend && spend.sees !== 'nothing' && <Whole spend={spend} search={search} />}
        {spend?.sees !== 'nothing' && (
          <Filters
            key={key}
            search={search}
            spend={spend}
            errors={asked.refused ? errorsByName(asked.refused.errors) : {}}
            onChange={(changed) => void navigate(`/spend?${addressOf(changed)}`)}
          />
        )}
        {spend && spend.sees !== 'nothing' && <Found spend={spend} search={search} />}
      </div>
    </Page>
  );
}

/** Whose spend this is, and who sees the rest: nobody should have to phone to learn who the main user is. */
function WhoSeesWhat({ spend }: { spend: SpendView }) {
  const { t } = useWords();
  const name = spend.mainUser ?? t('spend.nobody');
  if (spend.sees === 'nothing') {
    return (
      <div className="empty">
        <Heading level={2}>{t('spend.no-code-title')}</Heading>
        <p>{t('spend.no-code-text')}</p>
        <p>{t('spend.main-user-is', { name })}</p>
        <ButtonLink to="/access-codes">{t('spend.to-codes')}</ButtonLink>
      </div>
    );
  }
  return <p className="utrecht-paragraph">{t(spend.sees === 'everything' ? 'spend.you-see-all' : 'spend.you-see-own', { name })}</p>;
}

/** The answer in one figure, before anything can be chosen. */
function Whole({ spend, search }: { spend: SpendView; search: SpendSearch }) {
  const { t, locale } = useWords();
  const { from, to } = spend.period;
  const invoice = search.invoice ? spend.invoices.find((of) => of.invoice.id === search.invoice)?.invoice : undefined;
  const months = from === to ? monthName(from, locale) : t('spend.from-to', { from: monthName(from, locale), to: monthName(to, locale) });
  const overview = `/account/overviews?${addressOf({ ...search, from, to })}`;
  return (
    <>
      {invoice && (
        <Notice tone="info" title={t('spend.of-invoice', { number: invoice.number })}>
          <p>{t('spend.of-invoice-text')}</p>
          <p>
            <TextLink to={`/invoices/${invoice.id}`}>{t('spend.to-invoice')}</TextLink>
          </p>
        </Notice>
      )}
      <section className="stack stack--close">
        <Heading level={2}>{months}</Heading>
        <Total spend={spend} />
        <div className="actions">
          <ButtonLink to={overview} purpose="secondary">
            {t('spend.download')}
          </ButtonLink>
        </div>
      </section>
    </>
  );
}

/** What the figure is made of. */
function Found({ spend, search }: { spend: SpendView; search: SpendSearch }) {
  const { t } = useWords();
  return (
    <>
      {spend.summary.total.lines === 0 ? (
        <div className="empty">
          <Heading level={2}>{t(isNarrowed(search) ? 'spend.none-found' : 'spend.none')}</Heading>
          <p className="quiet">{t(isNarrowed(search) ? 'spend.none-found-text' : 'spend.none-text')}</p>
          {isNarrowed(search) ? <TextLink to="/spend">{t('spend.clear')}</TextLink> : <ButtonLink to="/companies">{t('spend.to-order')}</ButtonLink>}
        </div>
      ) : (
        <>
          <Sums spend={spend} search={search} />
          <Lines search={search} count={spend.summary.total.lines} />
        </>
      )}
      <Budgets spend={spend} />
      <p className="quiet">{t('spend.without-account')}</p>
    </>
  );
}
