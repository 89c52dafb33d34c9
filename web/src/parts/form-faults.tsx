import { ErrorSummary } from './error-summary';
import type { Form } from './form';
import { ProblemNotice } from './problem-notice';

interface FormFaultsProps {
  form: Pick<Form<object>, 'errors' | 'tries' | 'refused'>;
  /** The words on each field, by name. */
  labels: Readonly<Record<string, string>>;
}

/** What is wrong with a form: its fields, or, when it is none of them, why it was refused. */
export function FormFaults({ form, labels }: FormFaultsProps) {
  return (
    <>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={labels} />
      {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
    </>
  );
}
