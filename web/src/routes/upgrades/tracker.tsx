import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { CheckView, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { CheckList, Timeline } from '../../parts/checks';
import { Dialog } from '../../parts/dialog';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { LevelClimb, StatusTag, type StatusTone } from '../../parts/status';
import { IdentificationProgress } from '../identification/progress';
import { SigningProgress } from '../signing/progress';
import { holderName } from './data';
import { stepForReason } from './steps';
import { Messages } from './messages';
import { useMe } from '../../session/session';
import { useUpgrade } from './upgrade-room';
import { WhatFor } from './what-for';

export const STAGE_TONES: Record<UpgradeView['stage'], StatusTone> = {
  draft: 'neutral',
  'in-review': 'warning',
  refused: 'danger',
  approved: 'safe',
  active: 'safe',
  cancelled: 'neutral',
};

const ATTENTION_MS = 5 * 60 * 1000;

/**
 * Looks again while somebody else has to act, and only while somebody is there: a page that was left open must not keep a session alive
 * that should end by idleness (S29).
 */
function useLookingAgain(stage: UpgradeView['stage'], again: () => Promise<void>) {
  useEffect(() => {
    if (stage !== 'in-review' && stage !== 'approved') return undefined;
    let attended = Date.now();
    const attend = () => {
      attended = Date.now();
    };
    const signs = ['pointermove', 'keydown', 'focus'] as const;
    for (const sign of signs) window.addEventListener(sign, attend, { passive: true });
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && Date.now() - attended < ATTENTION_MS) void again();
    }, 10_000);
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, attend);
    };
  }, [stage, again]);
}

export function Tracker() {
  const { t, n, named, date, time } = useWords();
  const me = useMe();
  const { upgrade, put, again } = useUpgrade();
  const state: unknown = useLocation().state;
  const submitted = typeof state === 'object' && state !== null && 'submitted' in state && upgrade.stage === 'in-review';
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [asking, setAsking] = useState(false);
  const [renewed, setRenewed] = useState(false);
  useLookingAgain(upgrade.stage, again);

  const { upgradeId, version, stage } = upgrade;
  const holder = upgrade.holder === me.accountId;
  const name = holder ? '' : holderName(upgrade);
  const home = `/upgrades/${upgradeId}`;
  const run = (call: Promise<UpgradeView>, then?: () => void) => {
    setBusy(true);
    setRefused(undefined);
    call
      .then((now) => {
        put(now);
        then?.();
      })
      .catch((thrown: unknown) => {
        setRefused(asRefused(thrown));
        void again();
      })
      .finally(() => setBusy(false));
  };
  const path = { params: { path: { upgradeId } }, body: { version } };
  const editing = stage === 'draft' || stage === 'refused';
  const moved = whyMoved(upgrade);
  const action = (check: CheckView) =>
    check.check === 'extract-in-date' && check.state === 'waiting' && check.waitingFor === 'customer' && stage === 'in-review' ? (
      <div>
        <ButtonLink to={`${home}/extract`} purpose="secondary">
          {t('tracker.new-extract')}
        </ButtonLink>
      </div>
    ) : null;
  return (
    <Page
      title={t('tracker.title', { level: upgrade.targetLevel })}
      back={{ to: '/means', text: t('means.title') }}
      over={
        <span className="row">
          <LevelClimb from={upgrade.fromLevel} to={upgrade.targetLevel} />
          <span role="status">
            <StatusTag tone={STAGE_TONES[stage]}>{t(`stage.${stage}`)}</StatusTag>
          </span>
        </span>
      }
      lead={name ? t('tracker.means-of', { number: upgrade.means.number, name }) : t('tracker.means', { number: upgrade.means.number })}
    >
      <div className="stack">
        {refused && <ProblemNotice refused={refused} />}
        {submitted && (
          <Notice tone="ok" role="status" title={t('tracker.submitted')}>
            <p>{t(waitsForPeople(upgrade) ? 'tracker.submitted-todo' : 'tracker.submitted-text')}</p>
          </Notice>
        )}
        {upgrade.refusal && stage === 'refused' && (
          <Notice tone="error" title={t(`reason.${upgrade.refusal.reason}`)}>
            <p>{upgrade.refusal.text}</p>
            <p>{t(`reason.${upgrade.refusal.reason}.ask`)}</p>
            <p className="quiet">{t('tracker.refused-keeps')}</p>
            <p>
              <ButtonLink to={`${home}/${stepForReason(upgrade.refusal.reason)}`}>{t('tracker.mend')}</ButtonLink>
            </p>
          </Notice>
        )}
        {stage === 'active' && (
          <Notice tone="ok" title={t('tracker.active', { level: upgrade.targetLevel })}>
            <p>{t('tracker.active-text')}</p>
          </Notice>
        )}
        {stage === 'cancelled' && (
          <Notice tone="info" title={t('tracker.cancelled')}>
            <p>{t('tracker.cancelled-text')}</p>
          </Notice>
        )}
        <div className="two">
          <div className="stack">
            {stage !== 'cancelled' && (
            <section className="card stack">
              <Heading level={2}>{t('tracker.checks')}</Heading>
              <CheckList checks={upgrade.checks} handedIn={!editing} action={action} />
            </section>
            )}
            {/* Each room says for itself whether it has anything to show. */}
            <SigningProgress />
            <IdentificationProgress />
            {upgrade.quote && <WhatFor upgrade={upgrade} />}
            <Messages upgradeId={upgradeId} open={stage !== 'active' && stage !== 'cancelled'} changes={upgrade.timeline.length} />
            <section className="card stack">
              <Heading level={2}>{t('tracker.timeline')}</Heading>
              <Timeline entries={upgrade.timeline} />
            </section>
          </div>
          <div className="two__side stack">
            {stage === 'draft' && (
              <div className="promise">
                <p className="promise__note">{t('tracker.draft-note')}</p>
                <p className="promise__date">{t('tracker.draft')}</p>
                <div className="actions">
                  <ButtonLink to={`${home}/${nextStep(upgrade)}`}>{t('tracker.continue')}</ButtonLink>
                </div>
              </div>
            )}
            {stage === 'in-review' && upgrade.promisedFor && (
              <div className="promise">
                <p className="promise__note">{t('tracker.promised')}</p>
                <p className="promise__date">{date(upgrade.promisedFor)}</p>
                <p className="promise__note">{t('tracker.promise-note')}</p>
              </div>
            )}
            {stage === 'in-review' && !upgrade.promisedFor && (
              <div className="promise">
                <p className="promise__note">{t('tracker.without-promise')}</p>
                <p>{t('tracker.without-promise-text')}</p>
              </div>
            )}
            {stage === 'in-review' && moved && (
              <Notice tone="info" title={t('tracker.moved')}>
                <p>{named('moved', moved, 'entry.unknown')}</p>
              </Notice>
            )}
            {stage === 'approved' && !holder && (
              <div className="promise">
                <p className="promise__note">{t('tracker.approved')}</p>
                <p className="promise__date">{t('tracker.holder-activates')}</p>
              </div>
            )}
            {stage === 'approved' && holder && (
              <div className="promise">
                <p className="promise__note">{t('tracker.approved')}</p>
                <p className="promise__date">{t('tracker.enter-code')}</p>
                {upgrade.activation ? (
                  <p className="promise__note">
                    {t('tracker.code-until', { time: time(upgrade.activation.expiresAt) })} {n('problem.tries-left', upgrade.activation.triesLeft)}
                  </p>
                ) : (
                  <p className="promise__note">{t('tracker.code-coming')}</p>
                )}
                <div className="actions">
                  <ButtonLink to={`/means/${upgrade.means.meansId}/activate`}>{t('tracker.to-activate')}</ButtonLink>
                </div>
              </div>
            )}
            {stage === 'approved' && holder && (
              <div className="stack stack--close">
                {renewed && (
                  <Notice tone="ok" role="status">
                    <p>{t('tracker.renewed')}</p>
                  </Notice>
                )}
                <div>
                  <Button
                    purpose="secondary"
                    busy={busy}
                    onClick={() => run(answer(api.POST('/v1/upgrades/{upgradeId}/activation-codes', path)), () => setRenewed(true))}
                  >
                    {t('tracker.renew')}
                  </Button>
                </div>
                <p className="quiet">{t('tracker.renew-text')}</p>
              </div>
            )}
            {(editing || stage === 'in-review') && onPaper(upgrade) && (
              <div>
                <ButtonLink to={`${home}/contract`} purpose="secondary">
                  {t('tracker.contract')}
                </ButtonLink>
              </div>
            )}
            {(editing || stage === 'in-review') && (
              <div>
                <Button purpose="subtle" negative onClick={() => setAsking(true)}>
                  {t('tracker.cancel')}
                </Button>
              </div>
            )}
          </div>
        </div>
      </div>
      {asking && (
        <Dialog title={t('tracker.cancel-title')} onClose={() => setAsking(false)}>
          <p className="utrecht-paragraph">{t('tracker.cancel-text')}</p>
          <div className="actions">
            <Button
              negative
              busy={busy}
              onClick={() => {
                setAsking(false);
                run(answer(api.POST('/v1/upgrades/{upgradeId}/cancellation', path)), focusHeading);
              }}
            >
              {t('tracker.cancel')}
            </Button>
            <Button purpose="subtle" onClick={() => setAsking(false)}>
              {t('tracker.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </Page>
  );
}

/** Whether somebody outside of the desk must still do something: hand in, sign, or be seen. */
function waitsForPeople({ checks, identification }: UpgradeView): boolean {
  const asked = checks.some((check) => check.state === 'waiting' && (check.waitingFor === 'customer' || check.check === 'form-signed'));
  return asked || Boolean(identification?.persons.some((person) => person.bookUrl));
}

/** Whether there is a form to sign, which can be done on paper once there is something to print. */
function onPaper(upgrade: UpgradeView): boolean {
  const form = upgrade.checks.find((check) => check.check === 'form-signed');
  return form !== undefined && form.state !== 'not-needed' && Boolean(upgrade.data.representatives?.length);
}

/** Why the promised date is another one than at first: by the latest move since it was handed in. */
function whyMoved(upgrade: UpgradeView): string | undefined {
  let because: string | undefined;
  for (const entry of upgrade.timeline) {
    if (entry.entry === 'submitted') because = undefined;
    if (entry.entry === 'promise-moved') because = entry.details.because;
  }
  return because;
}

/** Where a draft is gone on with. */
function nextStep(upgrade: UpgradeView): 'data' | 'representatives' | 'extract' | 'summary' {
  if (!upgrade.data.user || !upgrade.data.organisation) return 'data';
  if (!upgrade.data.representatives?.length) return 'representatives';
  const extract = upgrade.checks.find((check) => check.check === 'extract-in-date');
  return extract?.state === 'waiting' && extract.waitingFor === 'customer' ? 'extract' : 'summary';
}
