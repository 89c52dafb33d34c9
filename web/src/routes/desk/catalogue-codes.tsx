import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { DiscountCode } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { today } from '../../parts/day';
import { cents, readPercent, readSum } from '../../parts/euros';
import { Checkbox, RadioGroup, SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { LEVELS } from '../catalogue/catalogue';

interface Values {
  code: string;
  kind: string;
  worth: string;
  validFrom: string;
  validUntil: string;
  from: string;
  to: string;
  term: string;
  announced: boolean;
}

const TERMS = ['0', '1', '3', '5'] as const;

/** What is off, as it was typed: an amount or a whole percentage. Nothing when it is neither. */
function worthOf({ kind, worth }: Values): DiscountCode['worth'] | undefined {
  if (kind === 'amount') {
    const sum = readSum(worth);
    return sum === undefined ? undefined : { kind: 'amount', cents: sum };
  }
  const percent = readPercent(worth);
  return percent === undefined ? undefined : { kind: 'percent', percent };
}

function codeOf(values: Values, worth: DiscountCode['worth']): DiscountCode {
  const [from, to] = [LEVELS.find((level) => level === values.from), LEVELS.find((level) => level === values.to)];
  return {
    code: values.code,
    worth,
    validFrom: values.validFrom,
    ...(values.validUntil && { validUntil: values.validUntil }),
    pairs: to ? [{ to, ...(from && { from }) }] : [],
    terms: values.term ? [Number(values.term)] : [],
    announced: values.announced,
  };
}

function CodeForm({ onPut }: { onPut: () => Promise<void> }) {
  const { t, n } = useWords();
  const [initial] = useState<Values>(() => ({ code: '', kind: 'percent', worth: '', validFrom: today(), validUntil: '', from: '', to: '', term: '', announced: false }));
  const form = useForm<Values>({
    initial,
    check: (values) => ({ ...(!values.code && { code: 'missing' }), ...(!worthOf(values) && { worth: values.kind === 'amount' ? 'not-euros' : 'not-a-percent' }) }),
    send: async (values) => {
      const worth = worthOf(values);
      if (!worth) return;
      await answer(api.PUT('/v1/desk/discount-codes', { body: codeOf(values, worth) }));
      form.replace(initial);
      await onPut();
    },
  });
  const { values, set, errors } = form;
  const levels = LEVELS.map((level) => ({ value: level, label: level }));
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('desk-codes.add')}</Heading>
      <FormFaults form={form} labels={{ code: t('services.code'), worth: t('desk-codes.worth') }} />
      <TextField name="code" label={t('services.code')} errors={errors} value={values.code} size="code" spellCheck={false} autoCapitalize="characters" onChange={(value) => set('code', value)} />
      <RadioGroup
        name="kind"
        label={t('desk-codes.kind')}
        errors={errors}
        value={values.kind}
        onChange={(value) => set('kind', value)}
        options={[
          { value: 'percent', label: t('desk-codes.percent') },
          { value: 'amount', label: t('desk-codes.amount') },
        ]}
      />
      <TextField name="worth" label={t('desk-codes.worth')} size="short" inputMode="text" errors={errors} value={values.worth} onChange={(value) => set('worth', value)} />
      <DateField name="validFrom" label={t('desk-codes.from')} errors={errors} value={values.validFrom} onChange={(value) => set('validFrom', value)} />
      <DateField name="validUntil" label={t('desk-codes.until')} errors={errors} value={values.validUntil} onChange={(value) => set('validUntil', value)} />
      <SelectField name="to" label={t('desk-codes.to-level')} empty={t('desk-codes.any')} errors={errors} value={values.to} onChange={(value) => set('to', value)} options={levels} />
      {values.to && <SelectField name="from" label={t('desk-codes.from-level')} empty={t('desk-codes.first')} errors={errors} value={values.from} onChange={(value) => set('from', value)} options={levels} />}
      <SelectField
        name="term"
        label={t('services.term')}
        empty={t('desk-codes.any')}
        errors={errors}
        value={values.term}
        onChange={(value) => set('term', value)}
        options={TERMS.map((term) => ({ value: term, label: term === '0' ? t('services.end-stays') : n('services.years', Number(term)) }))}
      />
      <Checkbox name="announced" label={t('desk-codes.announce')} errors={errors} checked={values.announced} onChange={(announced) => set('announced', announced)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-codes.put')}
        </Button>
      </div>
    </form>
  );
}

/** The discount codes there are, and making one. */
export function DeskDiscountCodes() {
  const { t, date, locale } = useWords();
  const codes = useResource('discount-codes', () => answer(api.GET('/v1/desk/discount-codes', { params: { query: { limit: 100 } } })));
  return (
    <Page title={t('desk-codes.title')} lead={t('desk-codes.lead')} back={{ to: '/desk/catalogue', text: t('desk-catalogue.title') }}>
      <div className="stack">
        {codes.refused && <ProblemNotice refused={codes.refused} again={() => void codes.again()} />}
        {!codes.value && !codes.refused && <Waiting />}
        {codes.value && (
          <Table
            caption={t('desk-codes.title')}
            columns={[t('services.code'), t('desk-codes.worth'), t('desk-codes.from'), t('desk-codes.until'), t('desk-codes.for'), t('desk-codes.announced')]}
            rows={codes.value.items.map((code) => ({
              key: code.code,
              cells: [
                <span className="code" key="code">
                  {code.code}
                </span>,
                code.worth.kind === 'percent' ? `${code.worth.percent} %` : cents(code.worth.cents, locale),
                date(code.validFrom),
                code.validUntil ? date(code.validUntil) : '–',
                (code.pairs ?? []).map((pair) => `${pair.from ?? '–'} → ${pair.to}`).join(', ') || t('desk-codes.any'),
                t(code.announced ? 'yes' : 'no'),
              ],
            }))}
          />
        )}
        <CodeForm onPut={codes.again} />
      </div>
    </Page>
  );
}
