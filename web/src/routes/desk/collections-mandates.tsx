import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField } from '../../parts/fields';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';
import { MandateStateTag } from '../mandates/state';
import { save } from './collections-file';

const WHICH = ['active', 'ended'] as const;
const SCHEMES = ['core', 'b2b'] as const;
const FREQUENCIES = ['recurring', 'one-off'] as const;

/** The mandates of every business, by what they are, and as a file. */
export function DeskMandates() {
  const { t, date, language } = useWords();
  const [filter, setFilter] = useState({ which: 'active', scheme: '', frequency: '' });
  const [refused, setRefused] = useState<Refused>();
  const which = WHICH.find((one) => one === filter.which) ?? 'active';
  const scheme = SCHEMES.find((one) => one === filter.scheme);
  const frequency = FREQUENCIES.find((one) => one === filter.frequency);
  const pages = usePages(`desk mandates ${JSON.stringify(filter)}`, (cursor) =>
    answer(api.GET('/v1/desk/mandates', { params: { query: { which, ...(scheme && { scheme }), ...(frequency && { frequency }), ...(cursor && { cursor }) } } })),
  );
  const fetchFile = (kind: 'csv' | 'xlsx') => {
    setRefused(undefined);
    const params = { query: { language, which } };
    answer(api.GET(`/v1/desk/mandates/${kind}`, { params, parseAs: 'blob' }))
      .then((file) => save(file, `mandates-${which}.${kind}`))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  };
  return (
    <Page title={t('collections.mandates')} lead={t('collections.mandates-lead')} back={{ to: '/desk/collections', text: t('collections.title') }}>
      <div className="stack">
        <div className="card form">
          <SelectField
            name="which"
            label={t('collections.which')}
            errors={{}}
            value={filter.which}
            onChange={(value) => setFilter({ ...filter, which: value })}
            options={WHICH.map((value) => ({ value, label: t(`collections.which.${value}`) }))}
          />
          <SelectField
            name="scheme"
            label={t('collections.scheme')}
            errors={{}}
            value={filter.scheme}
            onChange={(value) => setFilter({ ...filter, scheme: value })}
            empty={t('collections.every')}
            options={SCHEMES.map((value) => ({ value, label: t(`collections.scheme.${value}`) }))}
          />
          <SelectField
            name="frequency"
            label={t('collections.frequency')}
            errors={{}}
            value={filter.frequency}
            onChange={(value) => setFilter({ ...filter, frequency: value })}
            empty={t('collections.every')}
            options={FREQUENCIES.map((value) => ({ value, label: t(`collections.frequency.${value}`) }))}
          />
          <p className="quiet">{t('collections.export-kept')}</p>
          <div className="actions">
            <Button purpose="secondary" onClick={() => fetchFile('csv')}>
              {t('collections.csv')}
            </Button>
            <Button purpose="secondary" onClick={() => fetchFile('xlsx')}>
              {t('collections.xlsx')}
            </Button>
          </div>
          {refused && <ProblemNotice refused={refused} />}
        </div>
        <PagesState pages={pages} />
        {pages.known && pages.items.length === 0 && !pages.more && <p className="utrecht-paragraph">{t('collections.no-mandates')}</p>}
        {pages.items.length > 0 && (
          <Table
            caption={t('collections.mandates')}
            columns={[t('collections.reference'), t('collections.debtor'), t('collections.account'), t('collections.scheme'), t('collections.state'), t('collections.last-collected'), t('collections.lapses-on')]}
            rows={pages.items.map((mandate) => ({
              key: mandate.mandateId,
              cells: [
                <span key="reference" className="code">{mandate.reference}</span>,
                <TextLink key="business" to={`/desk/businesses/${mandate.businessId}`}>{mandate.holder}</TextLink>,
                <span key="iban" className="code">{mandate.iban}</span>,
                `${t(`collections.scheme.${mandate.scheme}`)}, ${t(`collections.frequency.${mandate.frequency}`)}`,
                <span key="state">
                  <MandateStateTag state={mandate.state} />
                  {mandate.uselessSince && <div>{t('collections.dropped.account-useless')}</div>}
                </span>,
                mandate.lastCollected ? date(mandate.lastCollected) : '\u2013',
                mandate.lapsesOn ? date(mandate.lapsesOn) : '\u2013',
              ],
            }))}
          />
        )}
        <More pages={pages} />
      </div>
    </Page>
  );
}
