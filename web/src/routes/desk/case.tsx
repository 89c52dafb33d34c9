import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useIdempotencyKey } from '../../api/idempotency';
import type { CaseView, CheckView, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { CheckList, Timeline } from '../../parts/checks';
import { DataList } from '../../parts/data-list';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelClimb, StatusTag } from '../../parts/status';
import { Thread } from '../../parts/thread';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';
import { DocumentCard } from '../documents/document-card';
import { ExtractEvidence } from '../documents/extract-evidence';
import { STAGE_TONES } from '../upgrades/tracker';
import { UpgradeData } from '../upgrades/upgrade-data';
import { IdentificationAtDesk } from '../identification/at-desk';
import { SignaturesAtDesk } from '../signing/at-desk';
import { ChangeRegistration } from './change-registration';
import { CheckForm } from './check-form';
import { Hands } from './hands';
import { RefusalForm } from './refusal-form';
import { SideBySide } from './side-by-side';

interface DecisionProps {
  upgrade: UpgradeView;
  atDesk: CaseView['atDesk'];
  path: { organisationId: string; upgradeId: string };
  changed: () => void;
}

function Decision({ upgrade, atDesk, path, changed }: DecisionProps) {
  const { t, n, time } = useWords();
  const me = useMe();
  const approvedByMe = atDesk.approvals.some((approval) => approval.by === me.accountId);
  const [refusing, setRefusing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const open = upgrade.checks.filter((check) => check.state === 'waiting' || check.state === 'failed').length;
  const approve = () => {
    setBusy(true);
    setRefused(undefined);
    answer(
      api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/approval', { params: { path }, body: { version: upgrade.version } }),
    )
      .then(focusHeading)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        changed();
      });
  };
  return (
    <section className="card stack">
      <Heading level={2} id="decision" tabIndex={-1}>
        {t('case.decision')}
      </Heading>
      {refused && <ProblemNotice refused={refused} />}
      {open > 0 && <p className="quiet">{n('case.open-checks', open)}</p>}
      {atDesk.approversNeeded > 1 && <p>{n('approvals.needed', atDesk.approversNeeded)}</p>}
      {atDesk.approvals.map((approval) => (
        <p key={approval.by}>{t('approvals.by', { name: approval.name, time: time(approval.at) })}</p>
      ))}
      {approvedByMe && <p className="quiet">{t('approvals.own')}</p>}
      {refusing ? (
        <RefusalForm
          version={upgrade.version}
          path={path}
          onDone={() => {
            setRefusing(false);
            focusHeading();
            changed();
          }}
          onCancel={() => {
            setRefusing(false);
            document.getElementById('decision')?.focus();
          }}
        />
      ) : (
        <div className="actions">
          {open === 0 && !approvedByMe && (
            <Button busy={busy} onClick={approve}>
              {t(atDesk.approvals.length > 0 ? 'approvals.second' : 'case.approve')}
            </Button>
          )}
          <Button purpose="secondary" negative onClick={() => setRefusing(true)}>
            {t('case.refuse')}
          </Button>
        </div>
      )}
    </section>
  );
}

function CasePage({ value, changed }: { value: CaseView; changed: () => void }) {
  const { t, date } = useWords();
  const { upgrade, organisation, means, documents, atDesk } = value;
  const idempotencyKey = useIdempotencyKey();
  const [recording, setRecording] = useState<string>();
  const path = { organisationId: organisation.organisationId, upgradeId: upgrade.upgradeId };
  const leaveForm = (check: string) => {
    setRecording(undefined);
    document.getElementById(`check-${check}`)?.focus();
  };
  const action = (check: CheckView) => {
    if (upgrade.stage !== 'in-review') return null;
    if (recording === check.check) {
      return (
        <CheckForm
          check={check.check}
          version={upgrade.version}
          path={path}
          onDone={() => {
            leaveForm(check.check);
            changed();
          }}
          onCancel={() => leaveForm(check.check)}
        />
      );
    }
    return (
      <div>
        <Button purpose={check.state === 'waiting' ? 'secondary' : 'subtle'} onClick={() => setRecording(check.check)}>
          {check.state === 'waiting' ? t('case.record') : t('case.record-again')}
          <CheckName check={check.check} />
        </Button>
      </div>
    );
  };
  const write = async (text: string) => {
    const body = { text };
    const header = { 'Idempotency-Key': idempotencyKey({ ...body, after: value.messages.length }) };
    await answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/messages', { params: { path, header }, body }));
    changed();
  };
  const putAway = () => {
    answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/messages/reading', { params: { path } })).then(
      changed,
      changed,
    );
  };
  const ended = upgrade.stage === 'active' || upgrade.stage === 'cancelled';
  return (
    <div className="stack">
    {upgrade.stage === 'in-review' && (
        <Hands
          taken={atDesk.taken}
          take={() => answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/taking', { params: { path } }))}
          release={() => answer(api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/release', { params: { path } }))}
          changed={changed}
        />
      )}
    <SideBySide rows={value.sideBySide} />
    <div className="two">
      <div className="stack">
        <section className="card stack">
          <Heading level={2}>{t('tracker.checks')}</Heading>
          <CheckList checks={upgrade.checks} handedIn={upgrade.stage !== 'draft' && upgrade.stage !== 'refused'} action={action} />
        </section>
        {upgrade.stage === 'in-review' && <Decision upgrade={upgrade} atDesk={atDesk} path={path} changed={changed} />}
        {upgrade.extract && (
          <div className="card">
            <ExtractEvidence extract={upgrade.extract} representatives={upgrade.data.representatives} />
          </div>
        )}
        {upgrade.officialsExtracts.map((extract) => (
          <div className="card" key={extract.documentId}>
            <ExtractEvidence extract={extract} representatives={upgrade.data.representatives} />
          </div>
        ))}
        <SignaturesAtDesk upgrade={upgrade} organisationId={path.organisationId} />
        <IdentificationAtDesk upgrade={upgrade} path={path} changed={changed} />
        <Thread messages={value.messages} own="desk" open={!ended} send={write} />
        {atDesk.unread > 0 && (
          <div className="actions">
            <Button purpose="subtle" onClick={putAway}>
              {t('messages.put-away')}
            </Button>
          </div>
        )}
        <section className="card stack">
          <Heading level={2}>{t('tracker.timeline')}</Heading>
          <Timeline entries={upgrade.timeline} />
        </section>
      </div>
      <div className="two__side two__side--after stack">
        {upgrade.promisedFor && upgrade.stage === 'in-review' && (
          <div className="promise">
            <p className="promise__note">{t('case.promised')}</p>
            <p className="promise__date">{date(upgrade.promisedFor)}</p>
          </div>
        )}
        <section className="card stack stack--close">
          <Heading level={2} appearance="level-3">
            {t('case.documents')}
          </Heading>
          {documents.length === 0 && <p className="quiet">{t('case.no-documents')}</p>}
          <ul className="files">
            {documents.map(({ document, download }) => (
              <li key={document.documentId}>
                <DocumentCard document={document} download={download?.url} />
              </li>
            ))}
          </ul>
        </section>
        <section className="card stack stack--close">
          <Heading level={2} appearance="level-3">
            {t('case.registered')}
          </Heading>
          <DataList
            rows={[
              [t('field.organisation'), organisation.name],
              [t('field.kvk-number'), organisation.kvkNumber],
              [t('field.establishment-number'), means.organisation.establishmentNumber],
              [t('case.means'), means.number],
              [t('case.holder'), means.holder.name],
              [t('field.email'), means.holder.email],
              [t('case.valid-until'), date(means.validUntil)],
            ]}
          />
          <ChangeRegistration upgrade={upgrade} means={means} changed={changed} />
        </section>
        <UpgradeData upgrade={upgrade} />
      </div>
    </div>
    </div>
  );
}

function CheckName({ check }: { check: CheckView['check'] }) {
  const { t } = useWords();
  return <span className="only-heard">: {t(`check.${check}`)}</span>;
}

export function Case() {
  const { t } = useWords();
  const { organisationId = '', upgradeId = '' } = useParams();
  const found = useResource(`${organisationId} ${upgradeId}`, () =>
    answer(api.GET('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}', { params: { path: { organisationId, upgradeId } } })),
  );
  const { value } = found;
  return (
    <Page
      title={value ? value.organisation.name : t('case.title')}
      back={{ to: '/desk', text: t('queue.title') }}
      over={
        value && (
          <span className="row">
            <LevelClimb from={value.upgrade.fromLevel} to={value.upgrade.targetLevel} />
            <span role="status">
              <StatusTag tone={STAGE_TONES[value.upgrade.stage]}>{t(`stage.${value.upgrade.stage}`)}</StatusTag>
            </span>
          </span>
        )
      }
    >
      <div className="stack">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!value && !found.refused && <Waiting />}
        {value?.upgrade.stage === 'approved' && (
          <Notice tone="ok" title={t('case.approved')}>
            <p>{t('case.approved-text')}</p>
          </Notice>
        )}
        {value?.upgrade.stage === 'refused' && (
          <Notice tone="info" title={t('case.refused')}>
            <p>{value.upgrade.refusal?.text}</p>
          </Notice>
        )}
        {value && <CasePage value={value} changed={() => void found.again()} />}
      </div>
    </Page>
  );
}
