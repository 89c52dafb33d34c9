import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused } from '../../api/problem';
import type { ContractView, UpgradeView } from '../../api/types';
import { LANGUAGES, useWords, type Language } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { SelectField } from '../../parts/fields';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { ReadTerms } from '../../parts/read-terms';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { useUpgrade } from '../upgrades/upgrade-room';
import { EvidencePaper } from './evidence-paper';
import { Fingerprint } from './fingerprint';

const TONGUES = { nl: 'contract.in-nl', de: 'contract.in-de', en: 'contract.in-en' } as const;

function tongue(value: string): Language {
  return LANGUAGES.find((language) => language === value) ?? 'nl';
}

/** The contract on paper: made of what was handed in, printed, signed in pen, posted. */
export function Contract() {
  const { t, language } = useWords();
  const { upgrade, again } = useUpgrade();
  const { upgradeId } = upgrade;
  const params = { params: { path: { upgradeId } } };
  const made = useResource<ContractView | null>(`contract ${upgradeId} ${upgrade.version}`, () =>
    answer(api.GET('/v1/upgrades/{upgradeId}/contract', params)).catch((thrown: unknown) => {
      if (asRefused(thrown).slug === 'not-found') return null;
      throw thrown;
    }),
  );
  const [chosen, setChosen] = useState<Language>(language);
  const { busy, refused, work } = useWork();
  const make = () => {
    void work(() =>
      answer(api.POST('/v1/upgrades/{upgradeId}/contract', { ...params, body: { language: chosen } })).then((contract) => {
        made.put(contract);
        void again();
      }),
    );
  };
  const contract = made.value;
  const judged = upgrade.stage === 'in-review';
  const changed = contract ? changedSince(upgrade, contract.madeAt) : [];
  return (
    <Page title={t('contract.title')} back={{ to: `/upgrades/${upgradeId}`, text: t('tracker.title', { level: upgrade.targetLevel }) }} lead={t('contract.lead')}>
      <div className="stack">
        {made.refused && <ProblemNotice refused={made.refused} again={() => void made.again()} />}
        {refused && <ProblemNotice refused={refused} again={make} />}
        {contract === undefined && !made.refused && <Waiting />}
        {contract?.state === 'void' && (
          <Notice tone="warning" title={t('contract.void')}>
            <p>{t('contract.void-text', { code: contract.code })}</p>
            {changed.length > 0 && <p>{t('contract.what-changed', { what: changed.map((section) => t(`section.${section}`)).join(', ') })}</p>}
            {!judged && <p>{t('contract.hand-in-first')}</p>}
          </Notice>
        )}
        {contract === null && !judged && (
          <Notice tone="info" title={t('contract.not-yet')}>
            <p>{t('contract.not-yet-text')}</p>
          </Notice>
        )}
        {contract?.state === 'valid' && <Made contract={contract} again={() => void made.again()} />}
        {judged && contract !== undefined && (
          <section className="card stack">
            <Heading level={2}>{t(contract?.state === 'valid' ? 'contract.other-language' : 'contract.make-title')}</Heading>
            <SelectField
              name="language"
              label={t('contract.language')}
              errors={{}}
              value={chosen}
              onChange={(value) => setChosen(tongue(value))}
              options={LANGUAGES.map((value) => ({ value, label: t(TONGUES[value]) }))}
            />
            <div className="actions">
              <Button purpose={contract?.state === 'valid' ? 'secondary' : 'primary'} busy={busy} onClick={make}>
                {t('contract.make')}
              </Button>
            </div>
          </section>
        )}
        <section className="card stack">
          <Heading level={2}>{t('contract.how')}</Heading>
          <ol className="how">
            {(['contract.how-check', 'contract.how-print', 'contract.how-sign', 'contract.how-post'] as const).map((step) => (
              <li key={step}>
                <p>{t(step)}</p>
              </li>
            ))}
          </ol>
          <p className="quiet">{t('contract.how-change')}</p>
          <p className="quiet">
            {t('terms.contract')} <ReadTerms />
          </p>
        </section>
        {upgrade.signing && upgrade.signing.signed > 0 && (
          <section className="card stack">
            <Heading level={2}>{t('contract.evidence')}</Heading>
            <p>{t('contract.evidence-text')}</p>
            <EvidencePaper upgradeId={upgradeId} />
          </section>
        )}
      </div>
    </Page>
  );
}

/** Which parts of the data were changed after a moment, each once. */
function changedSince(upgrade: UpgradeView, moment: string) {
  const later = upgrade.timeline.filter((entry) => Date.parse(entry.at) > Date.parse(moment));
  return [...new Set(later.flatMap((entry) => (entry.entry === 'data-changed' ? entry.details.sections : [])))];
}

/** The contract that was made, ready to be fetched. The link lives five minutes; a new one is asked for with a button. */
function Made({ contract, again }: { contract: ContractView; again: () => void }) {
  const { t, time } = useWords();
  return (
    <section className="card stack" aria-live="polite">
      <Heading level={2}>{t('contract.ready')}</Heading>
      {contract.download && (
        <p>
          <a className="nl-button nl-button--primary button-link" href={contract.download.url} target="_blank" rel="noreferrer">
            <span className="nl-button__label">{t('contract.download')}</span>
          </a>
        </p>
      )}
      <DataList
        rows={[
          [t('contract.code'), <span className="code" key="code">{contract.code}</span>],
          [t('contract.language'), t(TONGUES[contract.language])],
          [t('contract.made-at'), time(contract.madeAt)],
          [t('contract.fingerprint'), <Fingerprint key="fingerprint" value={contract.fingerprint} />],
        ]}
      />
      {contract.download && <p className="quiet">{t('contract.link-until', { time: time(contract.download.expiresAt) })}</p>}
      <div>
        <Button purpose="subtle" onClick={again}>
          {t('contract.new-link')}
        </Button>
      </div>
    </section>
  );
}
