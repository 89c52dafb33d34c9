import { Heading } from '@nl-design-system-candidate/heading-react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { MandateView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { MandateStateTag } from './state';

/** The direct-debit mandates of a business. */
export function Mandates() {
  const { t } = useWords();
  const { business = '' } = useParams();
  const found = useResource(business, () => answer(api.GET('/v1/businesses/{business}/mandates', { params: { path: { business }, query: { limit: 100 } } })));
  const items = found.value?.items ?? [];
  return (
    <Page title={t('mandates.title')} lead={t('mandates.lead')} back={{ to: `/businesses/${business}`, text: t('mandates.back') }}>
      <div className="stack stack--wide">
        <div className="actions">
          <ButtonLink to={`/businesses/${business}/mandates/new`}>{t('mandates.give')}</ButtonLink>
        </div>
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {found.value && items.length === 0 && <p className="utrecht-paragraph">{t('mandates.none')}</p>}
        {items.length > 0 && (
          <ul className="files" aria-label={t('mandates.title')}>
            {items.map((mandate) => (
              <MandateCard key={mandate.id} mandate={mandate} business={business} />
            ))}
          </ul>
        )}
      </div>
    </Page>
  );
}

function MandateCard({ mandate, business }: { mandate: MandateView; business: string }) {
  const { t, date } = useWords();
  const to = `/businesses/${business}/mandates/${mandate.id}`;
  const waits = mandate.state === 'draft' || mandate.state === 'change-waits';
  return (
    <li className="card stack">
      <div className="row">
        <Heading level={2}>{t(`mandates.scheme.${mandate.scheme}`)}</Heading>
        <MandateStateTag state={mandate.state} />
      </div>
      <DataList
        rows={[
          [t('mandates.reference'), <span className="code" key="mandates.reference">{mandate.reference}</span>],
          [t('mandates.creditor'), mandate.creditor.name],
          [t('mandates.iban'), <span className="code" key="mandates.iban">{mandate.debtor.iban}</span>],
          [t('mandates.frequency'), t(`mandates.frequency.${mandate.frequency}`)],
          [t('mandates.last-collected'), mandate.lastCollected && date(mandate.lastCollected)],
          [t('mandates.lapses-on'), mandate.lapsesOn && date(mandate.lapsesOn)],
        ]}
      />
      <div className="actions">
        <ButtonLink purpose={waits ? 'primary' : 'secondary'} to={to} name={`${t(waits ? 'mandates.to-sign' : 'mandates.open')}: ${mandate.reference}`}>
          {t(waits ? 'mandates.to-sign' : 'mandates.open')}
        </ButtonLink>
      </div>
    </li>
  );
}
