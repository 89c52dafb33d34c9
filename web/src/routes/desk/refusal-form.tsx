import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { SelectField, TextArea } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { ProblemNotice } from '../../parts/problem-notice';
import { REASONS, reasonNamed } from './reasons';

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
    <form className="form" noValidate onSubmit={form.submit}>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={{ reason: t('case.reason'), text: t('case.refusal-text') }} />
      {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
      <SelectField
        name="reason"
        label={t('case.reason')}
        empty={t('choose')}
        errors={form.errors}
        value={form.values.reason}
        onChange={(reason) => form.set('reason', reason)}
        options={REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
      />
      <TextArea
        name="text"
        label={t('case.refusal-text')}
        hint={t('case.refusal-text-hint')}
        errors={form.errors}
        value={form.values.text}
        onChange={(text) => form.set('text', text)}
      />
      <div className="actions">
        <Button type="submit" negative busy={form.busy}>
          {t('case.refuse-now')}
        </Button>
        <Button purpose="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}
