import { answer, api } from '../../api/client';
import type { CheckView } from '../../api/types';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { RadioGroup, TextArea } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { DeskForm, ReasonField } from './desk-form';
import { reasonNamed } from './reasons';

interface CheckFormProps {
  check: CheckView['check'];
  version: number;
  path: { organisationId: string; upgradeId: string };
  onDone: () => void;
  onCancel: () => void;
}

/** What staff found of one check: right or not, why not, and a note for colleagues. */
export function CheckForm({ check, version, path, onDone, onCancel }: CheckFormProps) {
  const { t } = useWords();
  useArrival(fieldId('outcome'));
  const form = useForm({
    initial: { outcome: '', reason: '', note: '' },
    check: (values) => ({
      ...(values.outcome ? {} : { outcome: 'missing' }),
      ...(values.outcome === 'failed' && !values.reason ? { reason: 'missing' } : {}),
      ...(values.note.trim() ? {} : { note: 'missing' }),
    }),
    send: async ({ outcome, reason, note }) => {
      const chosen = reasonNamed(reason);
      await answer(
        api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/checks/{check}', {
          params: { path: { ...path, check } },
          body: {
            version,
            outcome: outcome === 'passed' ? 'passed' : 'failed',
            note: note.trim(),
            ...(outcome === 'failed' && chosen && { reason: chosen }),
          },
        }),
      );
      onDone();
    },
  });
  return (
    <DeskForm
      form={form}
      labels={{ outcome: t('case.outcome'), reason: t('case.reason'), note: t('case.note') }}
      submit={t('save')}
      onCancel={onCancel}
    >
      <RadioGroup
        name="outcome"
        label={t('case.outcome')}
        errors={form.errors}
        value={form.values.outcome}
        onChange={(outcome) => form.set('outcome', outcome)}
        options={[
          { value: 'passed', label: t('case.passed') },
          { value: 'failed', label: t('case.failed') },
        ]}
      />
      {form.values.outcome === 'failed' && <ReasonField errors={form.errors} value={form.values.reason} onChange={(reason) => form.set('reason', reason)} />}
      <TextArea
        name="note"
        label={t('case.note')}
        hint={t('case.note-hint')}
        errors={form.errors}
        value={form.values.note}
        onChange={(note) => form.set('note', note)}
      />
    </DeskForm>
  );
}
