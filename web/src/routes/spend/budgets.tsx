import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { SpendBudget, SpendView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { cents, readSum } from '../../parts/euros';
import { SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { monthName } from '../../parts/month';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';

/** The budgets of codes: everybody sees his own, the main user sees and sets all. */
export function Budgets({ spend }: { spend: SpendView }) {
  const { t, locale } = useWords();
  const list = useResource('budgets', () => answer(api.GET('/v1/spend/budgets')));
  const [refused, setRefused] = useState<Refused>();
  const budgets = list.value?.items ?? [];
  const all = spend.sees === 'everything';
  const labelOf = (budget: SpendBudget) => spend.codes.find((code) => code.id === budget.codeId)?.label ?? budget.codeId;
  const remove = (accessCodeId: string) => {
    setRefused(undefined);
    answer(api.DELETE('/v1/spend/budgets/{accessCodeId}', { params: { path: { accessCodeId } } }))
      .then(() => list.again())
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  };
  if (!all && budgets.length === 0) return null;
  return (
    <section className="stack stack--close">
      <Heading level={2}>{t('spend.budgets')}</Heading>
      <p className="utrecht-paragraph">{t('spend.budgets-text')}</p>
      {list.refused && <ProblemNotice refused={list.refused} again={() => void list.again()} />}
      {refused && <ProblemNotice refused={refused} />}
      {budgets.length > 0 && (
        <Table
          caption={t('spend.budgets')}
          columns={[t('spend.code'), t('spend.budget'), t('spend.spent'), t('spend.budget-state'), ...(all ? [t('spend.budget-do')] : [])]}
          rows={budgets.map((budget) => ({
            key: budget.codeId,
            cells: [
              labelOf(budget),
              cents(budget.monthlyCents, locale),
              `${cents(budget.spentCents, locale)} (${monthName(budget.month, locale)})`,
              <StatusTag key="state" tone={budget.percent >= 100 ? 'danger' : budget.percent >= 80 ? 'warning' : 'safe'}>
                {t('spend.percent', { percent: budget.percent })}
              </StatusTag>,
              ...(all
                ? [
                    <Button key="remove" purpose="subtle" name={t('spend.budget-remove-long', { label: labelOf(budget) })} onClick={() => remove(budget.codeId)}>
                      {t('spend.budget-remove')}
                    </Button>,
                  ]
                : []),
            ],
          }))}
        />
      )}
      {all && spend.codes.length > 0 && <SetBudget spend={spend} done={() => void list.again()} />}
    </section>
  );
}

function SetBudget({ spend, done }: { spend: SpendView; done: () => void }) {
  const { t } = useWords();
  const form = useForm({
    initial: { code: '', monthlyCents: '' },
    check: (values) => ({
      code: values.code ? undefined : 'choose-one',
      monthlyCents: readSum(values.monthlyCents) ? undefined : 'not-a-budget',
    }),
    send: async (values) => {
      const params = { path: { accessCodeId: values.code } };
      await answer(api.PUT('/v1/spend/budgets/{accessCodeId}', { params, body: { monthlyCents: readSum(values.monthlyCents) ?? 0 } }));
      form.replace({ code: '', monthlyCents: '' });
      done();
    },
  });
  return (
    <form className="form card" noValidate onSubmit={form.submit}>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={{ code: t('spend.code'), monthlyCents: t('spend.budget-amount') }} />
      {form.refused && <ProblemNotice refused={form.refused} />}
      <SelectField
        name="code"
        label={t('spend.budget-code')}
        errors={form.errors}
        value={form.values.code}
        onChange={(value) => form.set('code', value)}
        empty={t('choose')}
        options={spend.codes.map((code) => ({ value: code.id, label: code.hint ? `${code.label} (${code.hint})` : code.label }))}
      />
      <TextField
        name="monthlyCents"
        label={t('spend.budget-amount')}
        hint={t('spend.budget-amount-hint')}
        size="short"
        errors={form.errors}
        value={form.values.monthlyCents}
        onChange={(value) => form.set('monthlyCents', value)}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('spend.budget-set')}
        </Button>
      </div>
    </form>
  );
}
