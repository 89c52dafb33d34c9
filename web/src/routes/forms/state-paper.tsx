// Print, sign, upload: a scan of the contract with signatures in pen, of all of those who sign or of some.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { SubmissionSigner } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { Checkbox } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { FilesField } from './files-field';

interface SignedPaperProps {
  submissionId: string;
  signers: readonly SubmissionSigner[];
  changed: () => Promise<void>;
}

export function SignedPaper({ submissionId, signers, changed }: SignedPaperProps) {
  const { t } = useWords();
  const key = useIdempotencyKey();
  const open = signers.filter((signer) => signer.state !== 'signed');
  const form = useForm({
    initial: { scan: [] as readonly string[], signers: [] as readonly string[], signedOn: '' },
    check: ({ scan, signers: whose, signedOn }) => ({
      scan: scan.length > 0 ? undefined : 'missing',
      signers: whose.length > 0 ? undefined : 'missing',
      signedOn: wholeDate(signedOn) ? undefined : signedOn ? 'invalid' : 'missing',
    }),
    send: async ({ scan, signers: whose, signedOn }) => {
      const body = { scan: scan[0] ?? '', signers: [...whose], signedOn: wholeDate(signedOn) ?? '' };
      await answer(
        api.POST('/v1/submissions/{submissionId}/paper-signatures', { params: { path: { submissionId }, header: { 'Idempotency-Key': key(body) } }, body }),
      );
      form.replace({ scan: [], signers: [], signedOn: '' });
      await changed();
    },
  });
  const toggle = (id: string, on: boolean) =>
    form.set('signers', on ? [...form.values.signers, id] : form.values.signers.filter((one) => one !== id));
  return (
    <section className="card stack" aria-labelledby="on-paper">
      <Heading level={2} id="on-paper">
        {t('submissions.on-paper')}
      </Heading>
      <p className="utrecht-paragraph">{t('submissions.on-paper-text')}</p>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ scan: t('submissions.scan'), signers: t('submissions.whose'), signedOn: t('submissions.signed-on') }} />
        <FilesField
          name="scan"
          label={t('submissions.scan')}
          hint={t('submissions.scan-hint')}
          errors={form.errors}
          most={1}
          value={form.values.scan}
          submissionId={submissionId}
          onChange={(value) => form.set('scan', Array.isArray(value) ? value : [])}
        />
        <fieldset className="utrecht-form-fieldset">
          <legend className="utrecht-form-fieldset__legend" id="field-signers" tabIndex={-1}>
            {t('submissions.whose')}
          </legend>
          {open.map((signer) => (
            <Checkbox
              key={signer.signerId}
              name={`signers/${signer.signerId}`}
              label={`${signer.name} (${signer.role})`}
              errors={form.errors}
              checked={form.values.signers.includes(signer.signerId)}
              onChange={(on) => toggle(signer.signerId, on)}
            />
          ))}
        </fieldset>
        <DateField
          name="signedOn"
          label={t('submissions.signed-on')}
          errors={form.errors}
          value={form.values.signedOn}
          onChange={(signedOn) => form.set('signedOn', signedOn)}
        />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('submissions.hand-in-paper')}
          </Button>
        </div>
      </form>
    </section>
  );
}
