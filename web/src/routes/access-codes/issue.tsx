import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { AccessCodeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { useResource } from '../../parts/resource';
import { emailFault } from '../accounts/judge';

interface IssueProps {
  /** Those who have a code. */
  codes: readonly AccessCodeView[];
  onIssued: (code: AccessCodeView) => void;
}

const SOMEBODY_NEW = 'new';

function once(key: string) {
  return { params: { header: { 'Idempotency-Key': key } } };
}

/** The main user gives a code: to somebody who acts for the organisation already, or to a colleague by his address. */
export function IssueCode({ codes, onIssued }: IssueProps) {
  const { t } = useWords();
  const people = useResource('issue-code', () => answer(api.GET('/v1/people', { params: { query: { limit: 100 } } })));
  const keyFor = useIdempotencyKey();
  const form = useForm({
    initial: { accountId: SOMEBODY_NEW, email: '', label: '' },
    check: (values) => (values.accountId === SOMEBODY_NEW ? emailFault('email', values.email) : {}),
    send: async ({ accountId, email, label }) => {
      const labelled = label.trim() ? { label: label.trim() } : {};
      const invited = { email: email.trim(), ...labelled };
      const given = { accountId, ...labelled };
      const issued =
        accountId === SOMEBODY_NEW
          ? await answer(api.POST('/v1/people', { ...once(keyFor(invited)), body: invited }))
          : await answer(api.POST('/v1/access-codes', { ...once(keyFor(given)), body: given }));
      form.replace({ accountId: SOMEBODY_NEW, email: '', label: '' });
      onIssued(issued);
    },
  });
  const holders = new Set(codes.filter((code) => code.status !== 'ended').map((code) => code.holderId));
  const without = people.value?.items.filter((person) => !holders.has(person.accountId)) ?? [];
  return (
    <section className="card stack" aria-labelledby="issue">
      <Heading level={2} appearance="level-3" id="issue">
        {t('codes.issue')}
      </Heading>
      <p className="utrecht-paragraph">{t('codes.issue-text')}</p>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ accountId: t('codes.for'), email: t('field.email'), label: t('codes.label') }} />
        <SelectField
          name="accountId"
          label={t('codes.for')}
          errors={form.errors}
          value={form.values.accountId}
          onChange={(accountId) => form.set('accountId', accountId)}
          options={[
            { value: SOMEBODY_NEW, label: t('codes.for-new') },
            ...without.map((person) => ({ value: person.accountId, label: person.name ?? person.email ?? person.accountId })),
          ]}
        />
        {form.values.accountId === SOMEBODY_NEW && (
          <TextField
            name="email"
            label={t('field.email')}
            hint={t('codes.email-hint')}
            type="email"
            inputMode="email"
            errors={form.errors}
            value={form.values.email}
            onChange={(email) => form.set('email', email)}
          />
        )}
        <TextField
          name="label"
          label={t('codes.label')}
          hint={t('codes.label-hint')}
          optional
          spellCheck
          errors={form.errors}
          value={form.values.label}
          onChange={(label) => form.set('label', label)}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('codes.issue-send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
