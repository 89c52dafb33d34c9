import type { ReactNode } from 'react';
import { Navigate } from 'react-router';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { LevelClimb } from '../../parts/status';
import { StepList } from '../../parts/step-list';
import { useMe } from '../../session/session';
import { holderName } from './data';
import type { Kept } from './draft';
import { useUpgrade } from './upgrade-room';

export const STEPS = ['level', 'services', 'data', 'representatives', 'extract', 'summary'] as const;
export type WizardStep = (typeof STEPS)[number];

/** Where data can still be changed: before it is handed in, and after it was refused. */
const OPEN = ['draft', 'refused'];

/** One page of the wizard. */
export function Wizard({ step, title, lead, children }: { step: Exclude<WizardStep, 'level'>; title?: string; lead?: string; children: ReactNode }) {
  const { t } = useWords();
  const me = useMe();
  const { upgrade } = useUpgrade();
  const home = `/upgrades/${upgrade.upgradeId}`;
  // An extract may also be asked for while the case is being looked at.
  const extractAsked = step === 'extract' && upgrade.checks.some((check) => check.check === 'extract-in-date' && check.waitingFor === 'customer');
  if (!OPEN.includes(upgrade.stage) && !extractAsked) return <Navigate to={home} replace />;
  const steps = STEPS.map((name) => ({ name: t(`step.${name}`), ...(name !== 'level' && OPEN.includes(upgrade.stage) && { to: `${home}/${name}` }) }));
  const name = upgrade.holder === me.accountId ? '' : holderName(upgrade);
  return (
    <>
      <StepList steps={steps} here={STEPS.indexOf(step)} />
      <Page title={title ?? t(`step.${step}.title`)} lead={lead} over={<LevelClimb from={upgrade.fromLevel} to={upgrade.targetLevel} />}>
        {name && (
          <Notice tone="info">
            <p>{t('wizard.for', { name })}</p>
          </Notice>
        )}
        {children}
      </Page>
    </>
  );
}

/** Says how what was typed is kept. */
export function KeptNote({ kept }: { kept: Kept }) {
  const { t } = useWords();
  return (
    <span className="quiet" role="status">
      {kept === 'nothing' ? '' : t(`kept.${kept}`)}
    </span>
  );
}
