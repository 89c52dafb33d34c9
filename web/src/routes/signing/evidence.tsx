import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { SigningEvidence } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { Fingerprint } from '../contracts/fingerprint';
import { useUpgrade } from '../upgrades/upgrade-room';

/** Who signed, when, what text, of what: for the customer, to be printed. */
export function SigningEvidencePage() {
  const { t } = useWords();
  const { upgrade } = useUpgrade();
  const { upgradeId } = upgrade;
  const found = useResource(`evidence ${upgradeId} ${upgrade.version}`, () =>
    answer(api.GET('/v1/upgrades/{upgradeId}/signing-evidence', { params: { path: { upgradeId } } })),
  );
  return (
    <Page
      title={t('signatures.title')}
      lead={t('signatures.lead')}
      back={{ to: `/upgrades/${upgradeId}`, text: t('tracker.title', { level: upgrade.targetLevel }) }}
    >
      <div className="stack">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {found.value && (
          <>
            <Evidence evidence={found.value} />
            <div className="no-print">
              <Button purpose="secondary" onClick={() => window.print()}>
                {t('signatures.print')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

/** The signatures with everything that is kept of them. */
export function Evidence({ evidence }: { evidence: SigningEvidence }) {
  const { t, date, time } = useWords();
  return (
    <div className="stack">
      <section className="card stack stack--close">
        <Heading level={2}>{t('signatures.what')}</Heading>
        <DataList
          rows={[
            [t('field.organisation'), evidence.organisation],
            [t('field.kvk-number'), evidence.kvkNumber],
            [t('case.means'), evidence.meansNumber],
            [t('sign.level'), evidence.targetLevel],
            [t('signing.title'), t('signing.progress', { signed: evidence.signed, needed: evidence.needed })],
            [t('sign.fingerprint'), <Fingerprint key="fingerprint" value={evidence.fingerprint} />],
          ]}
        />
      </section>
      {evidence.signatures.map((signature) => (
        <section className="card stack stack--close" key={signature.signerId}>
          <Heading level={2}>{signature.name}</Heading>
          <DataList
            rows={[
              [t('field.function'), signature.function],
              [t('signatures.signed-on'), signature.signedOn && date(signature.signedOn)],
              [t(signature.signedOn ? 'signatures.recorded-at' : 'signatures.at'), time(signature.at)],
              [t('signatures.how'), t(signature.factor ? `signatures.factor.${signature.factor}` : 'signatures.factor.paper')],
              [t('field.email'), signature.email],
              [t('signatures.text-version'), signature.textVersion],
              [t('sign.fingerprint'), <Fingerprint key="fingerprint" value={signature.fingerprint} />],
            ]}
          />
          {signature.text && signature.text.length > 0 && (
            <ul className="utrecht-unordered-list" lang={signature.textLanguage ?? undefined}>
              {signature.text.map((sentence) => (
                <li className="utrecht-unordered-list__item" key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </section>
      ))}
    </div>
  );
}
