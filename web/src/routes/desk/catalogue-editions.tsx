import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { SelectField, TextArea } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';

const TABLES = ['catalogue', 'prices', 'rules', 'powers', 'products', 'payment-terms', 'creditor', 'apprenticeships'] as const;

interface Values {
  table: string;
  validFrom: string;
  note: string;
  content: string;
}

function read(content: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function EditionForm({ newest, onPublished }: { newest: Readonly<Record<string, string>>; onPublished: () => Promise<void> }) {
  const { t } = useWords();
  const initial: Values = { table: '', validFrom: '', note: '', content: '' };
  const form = useForm<Values>({
    initial,
    check: (values) => ({
      ...(!values.table && { table: 'missing' }),
      ...(!values.validFrom && { validFrom: 'missing' }),
      ...(!values.note && { note: 'missing' }),
      ...(!read(values.content) && { content: 'not-this-table' }),
    }),
    send: async (values) => {
      const table = TABLES.find((known) => known === values.table);
      const content = read(values.content);
      if (!table || !content) return;
      delete content.version;
      delete content.validFrom;
      await answer(api.POST('/v1/desk/editions', { body: { table, basedOn: newest[table] ?? '', validFrom: values.validFrom, note: values.note, content: JSON.stringify(content) } }));
      form.replace(initial);
      await onPublished();
    },
  });
  const { values, set, errors } = form;
  const labels = { table: t('desk-editions.table'), validFrom: t('desk-catalogue.valid-from'), note: t('desk-catalogue.note'), content: t('desk-editions.content') };
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      <SelectField name="table" label={labels.table} empty={t('choose')} errors={errors} value={values.table} onChange={(value) => set('table', value)} options={TABLES.map((table) => ({ value: table, label: t(`edition-table.${table}`) }))} />
      <DateField name="validFrom" label={labels.validFrom} errors={errors} value={values.validFrom} onChange={(value) => set('validFrom', value)} />
      <TextArea name="note" label={labels.note} hint={t('desk-catalogue.note-hint')} errors={errors} value={values.note} onChange={(value) => set('note', value)} />
      <TextArea name="content" label={labels.content} hint={t('desk-editions.content-hint')} errors={errors} value={values.content} onChange={(value) => set('content', value)} />
      <Notice tone="info">
        <p>{t('desk-editions.effect')}</p>
      </Notice>
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-editions.publish')}
        </Button>
      </div>
    </form>
  );
}

/** Publishing a whole new version of a table. */
export function DeskEditions() {
  const { t } = useWords();
  const editions = useResource('desk-editions', () => answer(api.GET('/v1/desk/editions')));
  return (
    <Page title={t('desk-editions.title')} lead={t('desk-editions.lead')} back={{ to: '/desk/catalogue', text: t('desk-catalogue.title') }}>
      <div className="stack">
        {editions.refused && <ProblemNotice refused={editions.refused} again={() => void editions.again()} />}
        {!editions.value && !editions.refused && <Waiting />}
        {editions.value && (
          <>
            <Table
              caption={t('desk-editions.title')}
              columns={[t('desk-editions.table'), t('desk-editions.in-force'), t('desk-editions.newest')]}
              rows={editions.value.tables.map((table) => ({ key: table.table, cells: [t(`edition-table.${table.table}`), table.inForce, table.newest] }))}
            />
            <EditionForm newest={Object.fromEntries(editions.value.tables.map((table) => [table.table, table.newest]))} onPublished={editions.again} />
          </>
        )}
      </div>
    </Page>
  );
}
