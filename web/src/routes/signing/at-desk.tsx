import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { SigningEvidence, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';
import { Evidence } from './evidence';
import { Signers } from './signers';

/** The signatures on the desk's case: who signed what, and on asking everything that is kept of it. */
export function SignaturesAtDesk({ upgrade, organisationId }: { upgrade: UpgradeView; organisationId: string }) {
  const { t } = useWords();
  const [evidence, setEvidence] = useState<SigningEvidence>();
  const { busy, refused, work } = useWork();
  const { signing, upgradeId } = upgrade;
  if (!signing) return null;
  const load = () => {
    const path = { organisationId, upgradeId };
    void work(() => answer(api.GET('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/signing-evidence', { params: { path } })).then(setEvidence));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('signing.title')}</Heading>
      <p>
        <strong>{t('signing.progress', { signed: signing.signed, needed: signing.needed })}</strong>
      </p>
      {refused && <ProblemNotice refused={refused} again={load} />}
      <Signers signing={signing} />
      {signing.signed > 0 && !evidence && (
        <div>
          <Button purpose="secondary" busy={busy} onClick={load}>
            {t('signing.to-evidence')}
          </Button>
        </div>
      )}
      {evidence && <Evidence evidence={evidence} />}
    </section>
  );
}
