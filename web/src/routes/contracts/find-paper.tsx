import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Page } from '../../parts/page';
import { paperCode, printed } from './paper-code';

/** The printing room: a code is typed, or scanned by a reader that types. */
export function FindPaper() {
  const { t } = useWords();
  return (
    <Page title={t('paper.title')} back={{ to: '/desk', text: t('queue.title') }} lead={t('paper.lead')}>
      <PaperCodeForm />
    </Page>
  );
}

export function PaperCodeForm() {
  const { t } = useWords();
  const go = useNavigate();
  const form = useForm({
    initial: { code: '' },
    check: ({ code }) => (paperCode(code) ? {} : { code: code.trim() ? 'not-a-code' : 'missing' }),
    send: async ({ code }) => {
      await go(`/desk/paper/${printed(paperCode(code) ?? '')}`);
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={{ code: t('paper.code') }} />
      <TextField
        name="code"
        label={t('paper.code')}
        hint={t('paper.code-hint')}
        errors={form.errors}
        value={form.values.code}
        onChange={(code) => form.set('code', code)}
        size="code"
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('paper.find')}
        </Button>
      </div>
    </form>
  );
}
