import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { MeansView, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { TextField } from '../../parts/fields';
import { fieldId, useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { knownOf } from '../upgrades/data';
import { looksLikeMobile } from '../upgrades/typed';
import { DeskForm } from './desk-form';

const FIELDS = ['initials', 'firstNames', 'infix', 'surname', 'birthDate', 'mobile'] as const;

interface ChangeRegistrationProps {
  upgrade: UpgradeView;
  means: MeansView;
  changed: () => void;
}

/** Puts right what is registered about the holder, so that his upgrade can match it. What is being judged rests on it: then it waits. */
export function ChangeRegistration(props: ChangeRegistrationProps) {
  const { t } = useWords();
  const [at, setAt] = useState<'rest' | 'form' | 'done'>('rest');
  const { stage } = props.upgrade;
  if (stage === 'in-review' || stage === 'approved' || props.means.status === 'ended') return null;
  if (at === 'form') return <RegistrationForm {...props} onDone={() => setAt('done')} onCancel={() => setAt('rest')} />;
  return (
    <>
      {at === 'done' && (
        <Notice tone="ok" role="status" title={t('registration.done')}>
          <p>{t('registration.done-text')}</p>
        </Notice>
      )}
      <div className="actions">
        <Button purpose="secondary" onClick={() => setAt('form')}>
          {t('registration.change')}
        </Button>
      </div>
    </>
  );
}

function RegistrationForm({ upgrade, means, changed, onDone, onCancel }: ChangeRegistrationProps & { onDone: () => void; onCancel: () => void }) {
  const { t, date } = useWords();
  useArrival(fieldId('person/initials'));
  const registered = (field: (typeof FIELDS)[number]) => knownOf(upgrade, 'user', field);
  const form = useForm({
    initial: {
      initials: registered('initials'),
      firstNames: registered('firstNames'),
      infix: registered('infix'),
      surname: registered('surname'),
      birthDate: registered('birthDate'),
      mobile: registered('mobile'),
    },
    check: (values) => ({
      ...(values.initials.trim() ? {} : { 'person/initials': 'missing' }),
      ...(values.firstNames.trim() ? {} : { 'person/firstNames': 'missing' }),
      ...(values.surname.trim() ? {} : { 'person/surname': 'missing' }),
      ...(wholeDate(values.birthDate) ? {} : { 'person/birthDate': values.birthDate ? 'not-a-date' : 'missing' }),
      ...(!values.mobile.trim() || looksLikeMobile(values.mobile) ? {} : { 'person/mobile': 'not-a-mobile' }),
    }),
    send: async (values) => {
      const [infix, mobile] = [values.infix.trim(), values.mobile.trim()];
      await answer(
        api.PUT('/v1/desk/organisations/{organisationId}/means/{meansId}/registration', {
          params: { path: { organisationId: means.organisation.organisationId, meansId: means.meansId } },
          body: {
            version: means.version,
            person: {
              initials: values.initials.trim(),
              firstNames: values.firstNames.trim(),
              ...(infix && { infix }),
              surname: values.surname.trim(),
              birthDate: wholeDate(values.birthDate) ?? values.birthDate,
              ...(mobile && { mobile }),
            },
          },
        }),
      );
      onDone();
      changed();
    },
  });
  const labels = {
    initials: t('field.initials'),
    firstNames: t('field.first-names'),
    infix: t('field.infix'),
    surname: t('field.surname'),
    birthDate: t('field.birth-date'),
    mobile: t('field.mobile'),
  };
  /** What the customer filled in where it is another, so that nobody copies by hand from the table above. */
  const hint = (field: (typeof FIELDS)[number]) => {
    const entered = upgrade.data.user?.[field];
    if (!entered || entered === registered(field)) return undefined;
    return t('registration.entered', { value: field === 'birthDate' ? date(entered) : entered });
  };
  return (
    <DeskForm
      form={form}
      labels={Object.fromEntries(FIELDS.map((field) => [`person/${field}`, labels[field]]))}
      submit={t('save')}
      onCancel={onCancel}
    >
      <p>{t('registration.text')}</p>
      {FIELDS.map((field) => {
        const shared = {
          name: `person/${field}`,
          label: labels[field],
          hint: hint(field),
          errors: form.errors,
          value: form.values[field],
          onChange: (value: string) => form.set(field, value),
        };
        return field === 'birthDate' ? (
          <DateField key={field} {...shared} />
        ) : (
          <TextField key={field} {...shared} optional={field === 'infix' || field === 'mobile'} />
        );
      })}
    </DeskForm>
  );
}
