import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { Navigate } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type FieldError, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { UpgradeData } from './upgrade-data';
import { dataValues } from './data';
import { differing } from './differing';
import { stepOf } from './steps';
import { Differences } from './differences';
import { RegisterAnswer } from './register-answer';
import { useUpgrade } from './upgrade-room';
import { WhatFor } from './what-for';
import { Wizard, type WizardStep } from './wizard';

/** What is still missing, by the page where it is mended. */
function Missing({ errors, home, tries }: { errors: readonly FieldError[]; home: string; tries: number }) {
  const { t, n, named } = useWords();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  const steps: Exclude<WizardStep, 'level' | 'summary'>[] = ['services', 'data', 'representatives', 'extract'];
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby="missing-title">
      <Heading level={2} appearance="level-3" id="missing-title">
        {n('error-summary', errors.length)}
      </Heading>
      <ul>
        {steps.flatMap((step) => {
          const here = errors.filter((error) => stepOf(error.pointer) === step);
          if (here.length === 0) return [];
          return [
            <li key={step}>
              <TextLink to={`${home}/${step}`}>{t(`step.${step}`)}</TextLink>
              <ul>
                {here.map((error) => (
                  <li key={`${error.pointer} ${error.code}`}>
                    {named('pointer', error.pointer.split('/').at(-1) ?? '', 'pointer.unknown')}: {named('error', error.code, 'error.invalid')}
                  </li>
                ))}
              </ul>
            </li>,
          ];
        })}
      </ul>
    </div>
  );
}

export function SummaryStep() {
  const { t } = useWords();
  const { upgrade, put, again } = useUpgrade();
  const [handedIn, setHandedIn] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const [tries, setTries] = useState(0);
  const { upgradeId, version } = upgrade;
  const home = `/upgrades/${upgradeId}`;
  const submit = () => {
    setBusy(true);
    setRefused(undefined);
    answer(api.POST('/v1/upgrades/{upgradeId}/submission', { params: { path: { upgradeId } }, body: { version } }))
      .then((submitted) => {
        setHandedIn(true);
        put(submitted);
      })
      .catch((thrown: unknown) => {
        const problem = asRefused(thrown);
        setRefused(problem);
        setTries((count) => count + 1);
        if (problem.slug === 'changed-meanwhile') void again();
      })
      .finally(() => setBusy(false));
  };
  const extract = upgrade.checks.find((check) => check.check === 'extract-in-date');
  const extractMissing = extract?.state === 'waiting' && extract.waitingFor === 'customer';
  // The wizard leads there too once nothing can be changed any more, but would not say why.
  if (handedIn) return <Navigate to={home} state={{ submitted: true }} />;
  return (
    <Wizard step="summary" lead={t('summary.lead')}>
      <div className="sheet stack">
        {refused && refused.errors.length > 0 && <Missing errors={refused.errors} home={home} tries={tries} />}
        {refused && refused.errors.length === 0 && <ProblemNotice refused={refused} />}
        <Differences differing={differing(upgrade, dataValues(upgrade))} />
        <RegisterAnswer upgrade={upgrade} />
        <WhatFor upgrade={upgrade} changeAt={home} />
        <UpgradeData upgrade={upgrade} changeAt={home} />
        {extractMissing && (
          <Notice tone="warning" title={t('summary.no-extract')}>
            <p>
              <TextLink to={`${home}/extract`}>{t('summary.to-extract')}</TextLink>
            </p>
          </Notice>
        )}
        <Notice tone="info">
          <p>{t('summary.then')}</p>
        </Notice>
        <div className="actions">
          <Button busy={busy} onClick={submit}>
            {t('summary.submit')}
          </Button>
          <TextLink to={`${home}/extract`}>{t('previous')}</TextLink>
        </div>
      </div>
    </Wizard>
  );
}
