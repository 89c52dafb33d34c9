import { answer, api } from '../../api/client';
import { asRefused } from '../../api/problem';
import type { PaperView } from '../../api/types';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { Checkbox } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';

interface SignatureFormProps {
  paper: PaperView;
  signer: PaperView['signers'][number];
  onDone: (paper: PaperView) => void;
  onCancel: () => void;
  /** Somebody came between: what is shown is asked for again. */
  onMissed: () => void;
}

/** A signature in pen: the day beside it, and that it was looked at. */
export function SignatureForm({ paper, signer, onDone, onCancel, onMissed }: SignatureFormProps) {
  const { t } = useWords();
  useArrival(fieldId('signedOn'));
  const form = useForm({
    initial: { signedOn: '', seen: false },
    check: (values) => ({
      ...(wholeDate(values.signedOn) ? {} : { signedOn: values.signedOn ? 'invalid' : 'missing' }),
      ...(values.seen ? {} : { seen: 'missing' }),
    }),
    send: async ({ signedOn }) => {
      try {
        onDone(
          await answer(
            api.POST('/v1/desk/papers/{code}/signatures', {
              params: { path: { code: paper.code } },
              body: { version: paper.version, signerId: signer.signerId, signedOn: wholeDate(signedOn) ?? '' },
            }),
          ),
        );
      } catch (thrown) {
        if (['changed-meanwhile', 'paper-void', 'wrong-stage'].includes(asRefused(thrown).slug)) onMissed();
        throw thrown;
      }
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={{ signedOn: t('paper.date'), seen: t('paper.seen') }} />
      <DateField
        name="signedOn"
        label={t('paper.date')}
        hint={t('paper.date-hint')}
        errors={form.errors}
        value={form.values.signedOn}
        onChange={(signedOn) => form.set('signedOn', signedOn)}
      />
      <Checkbox name="seen" label={t('paper.seen')} errors={form.errors} checked={form.values.seen} onChange={(seen) => form.set('seen', seen)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('paper.write-down')}
        </Button>
        <Button purpose="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
