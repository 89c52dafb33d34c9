import type { ReactNode } from 'react';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField } from '../../parts/fields';
import type { Errors, Form } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { REASONS } from './reasons';

interface DeskFormProps<V> {
  form: Form<V>;
  /** The names of the fields, for the summary of what is wrong. */
  labels: Readonly<Record<string, string>>;
  submit: string;
  negative?: boolean;
  onCancel: () => void;
  children: ReactNode;
}

/** A form of the desk that opens within a case: what is wrong, the fields, and the way back. */
export function DeskForm<V>({ form, labels, submit, negative = false, onCancel, children }: DeskFormProps<V>) {
  const { t } = useWords();
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      {children}
      <div className="actions">
        <Button type="submit" negative={negative} busy={form.busy}>
          {submit}
        </Button>
        <Button purpose="subtle" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  );
}

interface ReasonFieldProps {
  errors: Errors;
  value: string;
  onChange: (reason: string) => void;
}

/** A reason from the list. */
export function ReasonField({ errors, value, onChange }: ReasonFieldProps) {
  const { t } = useWords();
  return (
    <SelectField
      name="reason"
      label={t('case.reason')}
      empty={t('choose')}
      errors={errors}
      value={value}
      onChange={onChange}
      options={REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
    />
  );
}
