import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { AddressChangeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { emailFault } from '../accounts/judge';

interface ChangeAddressProps {
  ticketId: string;
  oldEmail: string;
  newEmail: string;
}

/** Carries out a change of address that was asked for in a question (seed 003). The new mailbox must confirm, the old one can stop it. */
export function ChangeAddress({ ticketId, oldEmail, newEmail }: ChangeAddressProps) {
  const { t, time } = useWords();
  const [asked, setAsked] = useState<AddressChangeView>();
  const form = useForm({
    initial: { oldEmail, newEmail },
    check: (values) => ({ ...emailFault('oldEmail', values.oldEmail), ...emailFault('newEmail', values.newEmail) }),
    send: async (values) => {
      const body = { ticketId, oldEmail: values.oldEmail.trim(), newEmail: values.newEmail.trim() };
      setAsked(await answer(api.POST('/v1/desk/address-changes', { body })));
    },
  });
  const labels = { oldEmail: t('ask.old-email'), newEmail: t('address.new-email') };
  if (asked) {
    return (
      <Notice tone="ok" role="status" title={t('desk-address.asked')}>
        <p>{t('desk-address.asked-text', { email: asked.newEmail, time: time(asked.until) })}</p>
      </Notice>
    );
  }
  return (
    <section className="card narrow stack" aria-labelledby="change-address">
      <Heading level={2} id="change-address">
        {t('desk-address.title')}
      </Heading>
      <p className="utrecht-paragraph">{t('desk-address.text')}</p>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={labels} />
        {(['oldEmail', 'newEmail'] as const).map((name) => (
          <TextField
            key={name}
            name={name}
            label={labels[name]}
            type="email"
            inputMode="email"
            errors={form.errors}
            value={form.values[name]}
            onChange={(value) => form.set(name, value)}
          />
        ))}
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('desk-address.send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
