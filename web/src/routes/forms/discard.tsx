import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ProblemNotice } from '../../parts/problem-notice';

/** Throwing a draft away, after a question. */
export function Discard({ submissionId, title }: { submissionId: string; title: string }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const discard = () => {
    setBusy(true);
    answer(api.DELETE('/v1/submissions/{submissionId}', { params: { path: { submissionId } } }))
      .then(() => navigate('/forms/mine', { replace: true }))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <>
      <div>
        <Button purpose="subtle" negative onClick={() => setAsked(true)}>
          {t('forms.discard')}
        </Button>
      </div>
      {asked && (
        <Dialog title={t('forms.discard-sure')} onClose={() => setAsked(false)}>
          <p>{t('forms.discard-why', { title })}</p>
          {refused && <ProblemNotice refused={refused} />}
          <div className="actions">
            <Button negative busy={busy} onClick={discard}>
              {t('forms.discard')}
            </Button>
            <Button purpose="secondary" onClick={() => setAsked(false)}>
              {t('forms.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
