// What whoever filled a contract in can do about somebody who has not signed: ask once more, or mend his address.
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { SubmissionSigner } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';

interface SignerActionsProps {
  submissionId: string;
  signer: SubmissionSigner;
  changed: () => Promise<void>;
}

export function SignerActions({ submissionId, signer, changed }: SignerActionsProps) {
  const { t } = useWords();
  const [mending, setMending] = useState(false);
  const [asked, setAsked] = useState(false);
  const { busy, refused, work } = useWork();
  const path = { submissionId, signerId: signer.signerId };
  const ask = (email?: string) =>
    answer(api.POST('/v1/submissions/{submissionId}/signers/{signerId}/asking', { params: { path }, body: email ? { email } : {} }));
  const form = useForm({
    initial: { email: signer.email ?? '' },
    check: ({ email }) => ({ email: email.trim() ? undefined : 'missing' }),
    send: async ({ email }) => {
      await ask(email.trim());
      setMending(false);
      setAsked(true);
      await changed();
    },
  });
  if (signer.state === 'signed') return null;
  const again = () => {
    void work(() =>
      ask().then(async () => {
        setAsked(true);
        await changed();
      }),
    );
  };
  return (
    <>
      {refused && <ProblemNotice refused={refused} />}
      <p role="status">{asked && t('submissions.asked')}</p>
      {mending ? (
        <form className="form" noValidate onSubmit={form.submit}>
          {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
          <TextField
            name={'email'}
            label={t('submissions.new-address', { name: signer.name })}
            type="email"
            errors={form.errors}
            value={form.values.email}
            onChange={(email) => form.set('email', email)}
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('submissions.mend-address-now')}
            </Button>
            <Button purpose="subtle" onClick={() => setMending(false)}>
              {t('submissions.leave')}
            </Button>
          </div>
        </form>
      ) : (
        <div className="actions">
          {signer.email && (
            <Button purpose="secondary" busy={busy} onClick={again} name={t('submissions.ask-again-long', { name: signer.name })}>
              {t('submissions.ask-again')}
            </Button>
          )}
          <Button purpose="subtle" onClick={() => setMending(true)} name={t('submissions.mend-address-long', { name: signer.name })}>
            {t('submissions.mend-address')}
          </Button>
        </div>
      )}
    </>
  );
}
