import { Link } from '@nl-design-system-candidate/link-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';

/** The evidence of the signatures as PDF: made when asked for, then a link that lives five minutes. */
export function EvidencePaper({ upgradeId }: { upgradeId: string }) {
  const { t, time, language } = useWords();
  const [link, setLink] = useState<{ url: string; expiresAt: string }>();
  const { busy, refused, work } = useWork();
  const make = () => void work(() => answer(api.POST('/v1/upgrades/{upgradeId}/signing-evidence', { params: { path: { upgradeId } }, body: { language } })).then(setLink));
  return (
    <div className="stack stack--close">
      {refused && <ProblemNotice refused={refused} again={make} />}
      <div role="status">
        {link && (
          <p>
            <Link href={link.url} target="_blank" rel="noreferrer">
              {t('contract.evidence-download')}
            </Link>{' '}
            <span className="quiet">{t('contract.link-until', { time: time(link.expiresAt) })}</span>
          </p>
        )}
      </div>
      <div>
        <Button purpose="secondary" busy={busy} onClick={make}>
          {t('contract.evidence-make')}
        </Button>
      </div>
    </div>
  );
}
