import { useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { Level } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { useMe, useSession } from '../../session/session';

const LEVELS = ['EH2+', 'EH3', 'EH4'] as const satisfies readonly Level[];

const EMPTY = { for: 'me', holderEmail: '', kvkNumber: '', level: 'EH3', initials: '', firstNames: '', infix: '', surname: '', birthDate: '', mobile: '' };
type Values = typeof EMPTY;

function missing(values: Values, forAnother: boolean): Record<string, string | undefined> {
  const needed = ['initials', 'firstNames', 'surname', 'birthDate', 'mobile'] as const;
  return {
    kvkNumber: values.kvkNumber.trim() ? undefined : 'missing',
    ...(forAnother && !values.holderEmail.trim() && { holderEmail: 'missing' }),
    ...Object.fromEntries(needed.map((name) => [`user/${name}`, values[name].trim() ? undefined : 'missing'])),
  };
}

/** A first means: for oneself, or by a manager for somebody of his organisation. */
export function Apply() {
  const { t } = useWords();
  const me = useMe();
  const { look } = useSession();
  const navigate = useNavigate();
  const idempotencyKey = useIdempotencyKey();
  const organisation = me.organisation;
  const manages = organisation !== undefined && organisation !== null && organisation.role !== 'user';
  const [forAnother, setForAnother] = useState(false);
  const form = useForm<Values>({
    initial: { ...EMPTY, kvkNumber: organisation?.kvkNumber ?? '' },
    check: (values) => missing(values, forAnother),
    send: async (values) => {
      const level = LEVELS.find((known) => known === values.level);
      if (!level) return;
      const { initials, firstNames, surname, birthDate, mobile } = values;
      const body = {
        kvkNumber: values.kvkNumber.replaceAll(' ', ''),
        targetLevel: level,
        user: { initials, firstNames, surname, birthDate, mobile, ...(values.infix.trim() && { infix: values.infix }) },
        ...(forAnother && { holderEmail: values.holderEmail.trim() }),
      };
      const { upgradeId } = await answer(
        api.POST('/v1/applications', { params: { header: { 'Idempotency-Key': idempotencyKey(body) } }, body }),
      );
      // The session acts for the company from here on: the next request refreshes it.
      await look();
      await navigate(`/upgrades/${upgradeId}/services`);
    },
  });
  const labels = {
    holderEmail: t('apply.holder-email'),
    kvkNumber: t('apply.kvk'),
    targetLevel: t('start.level'),
    'user/initials': t('apply.initials'),
    'user/firstNames': t('apply.first-names'),
    'user/infix': t('apply.infix'),
    'user/surname': t('apply.surname'),
    'user/birthDate': t('apply.birth-date'),
    'user/mobile': t('apply.mobile'),
  };
  const text = (name: keyof Values, key: keyof typeof labels) => ({
    name: key,
    label: labels[key],
    errors: form.errors,
    value: form.values[name],
    onChange: (value: string) => form.set(name, value),
  });
  return (
    <Page title={t('apply.title')} lead={t('apply.lead')} back={{ to: '/means', text: t('means.title') }}>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={labels} />
        {manages && (
          <RadioGroup
            name="for"
            label={t('apply.for')}
            errors={{}}
            value={forAnother ? 'another' : 'me'}
            onChange={(value) => setForAnother(value === 'another')}
            options={[
              { value: 'me', label: t('apply.for-me') },
              { value: 'another', label: t('apply.for-another'), hint: t('apply.for-another-hint') },
            ]}
          />
        )}
        {forAnother && <TextField {...text('holderEmail', 'holderEmail')} type="email" inputMode="email" hint={t('apply.holder-email-hint')} />}
        <TextField {...text('kvkNumber', 'kvkNumber')} inputMode="numeric" size="short" hint={t('apply.kvk-hint')} readOnly={forAnother} />
        <RadioGroup
          cards
          name="targetLevel"
          label={t('start.level')}
          hint={<TextLink to="/advice">{t('apply.advice')}</TextLink>}
          errors={form.errors}
          value={form.values.level}
          onChange={(level) => form.set('level', level)}
          options={LEVELS.map((level) => ({ value: level, label: `${level}, ${t(`level.${level}.name`)}`, hint: t(`level.${level}.text`) }))}
        />
        <TextField {...text('initials', 'user/initials')} size="short" autoCapitalize="characters" />
        <TextField {...text('firstNames', 'user/firstNames')} autoComplete={forAnother ? 'off' : 'given-name'} hint={t('apply.first-names-hint')} />
        <TextField {...text('infix', 'user/infix')} size="short" optional />
        <TextField {...text('surname', 'user/surname')} autoComplete={forAnother ? 'off' : 'family-name'} />
        <DateField
          name="user/birthDate"
          label={labels['user/birthDate']}
          errors={form.errors}
          value={form.values.birthDate}
          onChange={(value) => form.set('birthDate', value)}
          {...(!forAnother && { autoComplete: 'bday' as const })}
        />
        <TextField {...text('mobile', 'user/mobile')} type="tel" inputMode="tel" autoComplete={forAnother ? 'off' : 'tel'} />
        <Notice tone="info">
          <p>{t('apply.pays-later')}</p>
        </Notice>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('start.send')}
          </Button>
        </div>
        <p className="utrecht-paragraph">
          {t('guide.help')} <TextLink to="/help/ask?topic=apply">{t('guide.to-help')}</TextLink>
        </p>
      </form>
    </Page>
  );
}
