import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { ExtractEvidence } from '../documents/extract-evidence';
import { IdCopyAdvice } from '../documents/id-copy-advice';
import { Uploads } from '../documents/uploads';
import { useMe } from '../../session/session';
import { useUpgrade } from './upgrade-room';
import { Wizard } from './wizard';

export function ExtractStep() {
  const { t } = useWords();
  const me = useMe();
  const { upgrade, again } = useUpgrade();
  const navigate = useNavigate();
  const asked = (upgrade.documentsAsked ?? []).filter(
    // While the case is being looked at, only the extract may be asked for anew.
    (kind) => kind === 'kvk-extract' || upgrade.stage !== 'in-review',
  );
  const home = `/upgrades/${upgrade.upgradeId}`;
  const editing = upgrade.stage === 'draft' || upgrade.stage === 'refused';
  const uploads = { upgradeId: upgrade.upgradeId, onJudged: () => void again() };
  return (
    <Wizard step="extract" {...(asked.includes('kvk-extract') ? { lead: t('extract.lead') } : { title: t('extract.documents') })}>
      <div className="card sheet stack">
        {asked.includes('kvk-extract') ? (
          <>
            <Uploads {...uploads} kind="kvk-extract" label={t('extract.label')} hint={t('extract.hint')} />
            {upgrade.extract && <ExtractEvidence extract={upgrade.extract} representatives={upgrade.data.representatives} />}
            {upgrade.officialsExtracts.map((extract) => (
              <ExtractEvidence key={extract.documentId} extract={extract} representatives={upgrade.data.representatives} />
            ))}
          </>
        ) : (
          <Notice tone="ok">
            <p>{t('extract.not-needed')}</p>
          </Notice>
        )}
        {asked.includes('id-copy') && (
          <section className="stack">
            <Heading level={2}>{t('id-copy.title')}</Heading>
            <p>{t(upgrade.data.user?.employed === false ? 'id-copy.why' : 'id-copy.why-level')}</p>
            <IdCopyAdvice />
            {upgrade.holder !== me.accountId && <p className="quiet">{t('id-copy.unseen')}</p>}
            <Uploads {...uploads} kind="id-copy" label={t('id-copy.label')} hint={t('id-copy.hint')} />
          </section>
        )}
        {asked.includes('mandate-decision') && (
          <section className="stack">
            <Heading level={2}>{t('mandate.title')}</Heading>
            <p>{t('mandate.why')}</p>
            <Uploads {...uploads} kind="mandate-decision" label={t('mandate.label')} hint={t('mandate.hint')} />
          </section>
        )}
        {asked.includes('self-declaration') && (
          <section className="stack">
            <Heading level={2}>{t('declaration.title')}</Heading>
            <p>{t('declaration.why')}</p>
            <Uploads {...uploads} kind="self-declaration" label={t('declaration.label')} hint={t('mandate.hint')} />
          </section>
        )}
        <div className="actions">
          {editing ? (
            <>
              <Button onClick={() => void navigate(`${home}/summary`)}>{t('next')}</Button>
              <TextLink to={`${home}/representatives`}>{t('previous')}</TextLink>
            </>
          ) : (
            <TextLink to={home}>{t('extract.to-tracker')}</TextLink>
          )}
        </div>
      </div>
    </Wizard>
  );
}
