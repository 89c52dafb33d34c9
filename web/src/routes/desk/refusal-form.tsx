import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { TextArea } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { DeskForm, ReasonField } from './desk-form';
import { reasonNamed } from './reasons';

interface RefusalFormProps {
  version: number;
  path: { organisationId: string; upgradeId: string };
  onDone: () => void;
  onCancel: () => void;
}

/** Refusing: a reason from the list, and what the customer is to do. */
export function RefusalForm({ version, path, onDone, onCancel }: RefusalFormProps) {
  const { t } = useWords();
  useArrival(fieldId('reason'));
  const form = useForm({
    initial: { reason: '', text: '' },
    check: (values) => ({
      ...(reasonNamed(values.reason) ? {} : { reason: 'missing' }),
      ...(values.text.trim() ? {} : { text: 'missing' }),
    }),
    send: async (values) => {
      const reason = reasonNamed(values.reason) ?? 'other';
      await answer(
        api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/refusal', {
          params: { path },
          body: { version, reason, text: values.text.trim() },
        }),
      );
      onDone();
    },
  });
  return (
    <DeskForm
      form={form}
      labels={{ reason: t('case.reason'), text: t('case.refusal-text') }}
      submit={t('case.refuse-now')}
      negative
      onCancel={onCancel}
    >
      <ReasonField errors={form.errors} value={form.values.reason} onChange={(reason) => form.set('reason', reason)} />
      <TextArea
        name="text"
        label={t('case.refusal-text')}
        hint={t('case.refusal-text-hint')}
        errors={form.errors}
        value={form.values.text}
        onChange={(text) => form.set('text', text)}
      />
    </DeskForm>
  );
}
