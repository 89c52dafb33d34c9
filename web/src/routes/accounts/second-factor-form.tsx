import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { LogInAnswer } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';

interface SecondFactorFormProps {
  challenge: string;
  onOpen: (answer: LogInAnswer) => Promise<void>;
  onBack: () => void;
}

/** The second step of logging in: a code of the app, or a recovery code when the app is gone. */
export function SecondFactorForm({ challenge, onOpen, onBack }: SecondFactorFormProps) {
  const { t } = useWords();
  const [recovering, setRecovering] = useState(false);
  const name = recovering ? 'recoveryCode' : 'code';
  const form = useForm({
    initial: { code: '', recoveryCode: '' },
    check: (values) => (values[name].trim() ? {} : { [name]: 'missing' }),
    send: async (values) => {
      const proof = recovering ? { recoveryCode: values.recoveryCode.trim() } : { code: values.code.replace(/\s/g, '') };
      await onOpen(await answer(api.POST('/v1/sessions/second-factor', { body: { challenge, ...proof, client: 'browser' } })));
    },
  });
  const label = recovering ? t('second-factor.recovery-code') : t('second-factor.code');
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={{ [name]: label }} />
      {recovering ? (
        <TextField
          name="recoveryCode"
          label={label}
          hint={t('second-factor.recovery-hint')}
          size="code"
          errors={form.errors}
          value={form.values.recoveryCode}
          onChange={(code) => form.set('recoveryCode', code)}
        />
      ) : (
        <TextField
          name="code"
          label={label}
          hint={t('second-factor.code-hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          size="code"
          errors={form.errors}
          value={form.values.code}
          onChange={(code) => form.set('code', code)}
        />
      )}
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('second-factor.send')}
        </Button>
        <Button purpose="subtle" onClick={() => setRecovering(!recovering)}>
          {recovering ? t('second-factor.use-app') : t('second-factor.use-recovery')}
        </Button>
        <Button purpose="subtle" onClick={onBack}>
          {t('second-factor.back')}
        </Button>
      </div>
    </form>
  );
}
