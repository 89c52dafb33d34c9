import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { FoundMainUsers, TicketTopic } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';

/** What is asked about when the answer is "your main user does that". */
const TOPICS: readonly TicketTopic[] = ['access-codes', 'spend', 'log-in', 'invoices', 'e-herkenning'];

/** Whether the main user is likely to be the answer. */
export function asksForMainUser(topic: TicketTopic): boolean {
  return TOPICS.includes(topic);
}

/** Who the main user (hoofduser) of an organisation is (seed 000): looked up by its number, and kept who did. */
export function MainUser({ kvkNumber }: { kvkNumber: string }) {
  const { t, date } = useWords();
  const [found, setFound] = useState<FoundMainUsers['organisations']>();
  const form = useForm({
    initial: { kvkNumber },
    check: (values) => (/^\d{8}$/.test(values.kvkNumber.trim()) ? {} : { kvkNumber: 'not-a-kvk-number' }),
    send: async (values) => {
      setFound((await answer(api.POST('/v1/desk/main-users', { body: { kvkNumber: values.kvkNumber.trim() } }))).organisations);
    },
  });
  return (
    <section className="card narrow stack" aria-labelledby="main-user">
      <Heading level={2} id="main-user">
        {t('desk-main-user.title')}
      </Heading>
      <p className="utrecht-paragraph">{t('desk-main-user.text')}</p>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ kvkNumber: t('field.kvk-number') }} />
        <TextField
          name="kvkNumber"
          label={t('field.kvk-number')}
          inputMode="numeric"
          size="code"
          errors={form.errors}
          value={form.values.kvkNumber}
          onChange={(value) => form.set('kvkNumber', value)}
        />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('desk-main-user.find')}
          </Button>
        </div>
      </form>
      <div role="status" className="stack stack--close">
        {found?.length === 0 && <p>{t('desk-main-user.none')}</p>}
        {found?.map(({ name, mainUser }) => (
          <DataList
            key={`${name} ${mainUser?.since ?? ''}`}
            rows={[
              [t('tickets.organisation'), name],
              ...(mainUser
                ? ([
                    [t('desk-main-user.main-user'), mainUser.name],
                    [t('field.email'), mainUser.maskedEmail],
                    [t('desk-main-user.label'), mainUser.label ?? t('desk-main-user.no-code')],
                    [t('desk-main-user.since'), date(mainUser.since)],
                  ] as const)
                : ([[t('desk-main-user.main-user'), t('desk-main-user.nobody')]] as const)),
            ]}
          />
        ))}
      </div>
    </section>
  );
}
