import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Checkbox, RadioGroup, SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { monthName, monthsBack, monthsBetween } from '../../parts/month';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { FORMATS } from './formats';

/** How many months back an overview can be asked of: the seven years books are kept are asked two at a time. */
const BACK = 84;
/** The most months in one overview. */
const MOST = 24;

/** Choosing among the organisation's access codes: for the main user. */
function Codes({ chosen, choose, errors }: { chosen: readonly string[]; choose: (codes: string[]) => void; errors: Readonly<Record<string, string>> }) {
  const { t } = useWords();
  const found = useResource('codes', () => answer(api.GET('/v1/access-codes', { params: { query: { limit: 100 } } })));
  return (
    <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset">
      <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{t('overviews.which-codes')}</legend>
      {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
      {!found.value && !found.refused && <Waiting />}
      {found.value?.items.map((code, at) => (
        <Checkbox
          key={code.accessCodeId}
          name={at === 0 ? 'codes' : `codes-${code.accessCodeId}`}
          label={code.hint ? `${code.label} (${code.hint})` : code.label}
          errors={errors}
          checked={chosen.includes(code.accessCodeId)}
          onChange={(on) => choose(on ? [...chosen, code.accessCodeId] : chosen.filter((id) => id !== code.accessCodeId))}
        />
      ))}
    </fieldset>
  );
}

/** Asking for an overview. It is made in the background; a mail tells when it is ready. */
export function AskOverview({ main, asked }: { main: boolean; asked: () => Promise<void> }) {
  const { t, locale, language } = useWords();
  const idempotencyKey = useIdempotencyKey();
  const [sent, setSent] = useState(0);
  const [choices] = useState(() => monthsBack(new Date(), BACK));
  // The page of what is spent leads here with the months that were looked at.
  const [params] = useSearchParams();
  const wanted = (name: string) => choices.find((month) => month === params.get(name));
  const form = useForm({
    initial: { from: wanted('from') ?? choices[1] ?? '', to: wanted('to') ?? choices[0] ?? '', which: 'all', codes: [] as string[], format: 'csv' },
    check: (values) => ({
      to: monthsBetween(values.from, values.to) < 1 ? 'before-from' : monthsBetween(values.from, values.to) > MOST ? 'period-too-long' : undefined,
      codes: main && values.which === 'some' && values.codes.length === 0 ? 'choose-one' : undefined,
    }),
    send: async (values) => {
      const format = FORMATS.find((one) => one === values.format) ?? 'csv';
      const codes = main && values.which === 'some' ? { codes: values.codes } : {};
      const body = { from: values.from, to: values.to, format, language, ...codes };
      await answer(api.POST('/v1/overviews', { params: { header: { 'Idempotency-Key': idempotencyKey({ body, sent }) } }, body }));
      setSent((count) => count + 1);
      await asked();
    },
  });
  const labels = { from: t('overviews.from'), to: t('overviews.to'), codes: t('overviews.which-codes'), format: t('overviews.format') };
  const options = choices.map((month) => ({ value: month, label: monthName(month, locale) }));
  return (
    <section className="card">
      <form className="form" noValidate onSubmit={form.submit}>
        <Heading level={2}>{t('overviews.ask')}</Heading>
        <p className="quiet">{t('overviews.ask-text')}</p>
        <FormFaults form={form} labels={labels} />
        {form.refused?.slug === 'no-access-code' && (
          <p className="utrecht-paragraph">
            <TextLink to="/access-codes">{t('order.to-codes')}</TextLink>
          </p>
        )}
        <SelectField name="from" label={labels.from} errors={form.errors} value={form.values.from} onChange={(from) => form.set('from', from)} options={options} />
        <SelectField name="to" label={labels.to} hint={t('overviews.to-hint')} errors={form.errors} value={form.values.to} onChange={(to) => form.set('to', to)} options={options} />
        {main && (
          <RadioGroup
            name="which"
            label={t('overviews.codes')}
            errors={form.errors}
            value={form.values.which}
            onChange={(which) => form.set('which', which)}
            options={[
              { value: 'all', label: t('overviews.all-codes') },
              { value: 'some', label: t('overviews.choose-codes') },
            ]}
          />
        )}
        {!main && <p className="quiet">{t('overviews.own-code')}</p>}
        {main && form.values.which === 'some' && <Codes chosen={form.values.codes} choose={(codes) => form.set('codes', codes)} errors={form.errors} />}
        <RadioGroup
          name="format"
          label={labels.format}
          errors={form.errors}
          value={form.values.format}
          onChange={(format) => form.set('format', format)}
          options={FORMATS.map((format) => ({ value: format, label: t(`overview-format.${format}`), hint: t(`overview-format-text.${format}`) }))}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('overviews.send')}
          </Button>
        </div>
        <div role="status">
          {sent > 0 && !form.busy && !form.refused && (
            <Notice tone="ok">
              <p>{t('overviews.sent')}</p>
            </Notice>
          )}
        </div>
      </form>
    </section>
  );
}
