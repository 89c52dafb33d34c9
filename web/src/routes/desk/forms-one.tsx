// One form at the desk: its editions; and the next one, written as data, checked, seen as the customer will see it, and published.
import { useEffect, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { FormDefinition } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { today } from '../../parts/day';
import { ErrorSummary } from '../../parts/error-summary';
import { TextArea, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { say } from '../forms/definition';
import { FormPreview } from './forms-preview';
import { SAMPLE } from './forms-sample';

type Slip = { pointer: string; code: string; about?: string | null };

function read(content: string): { value: Record<string, unknown> } | { wrong: string } {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value: value as Record<string, unknown> } : { wrong: '{ … }' };
  } catch (thrown) {
    return { wrong: thrown instanceof Error ? thrown.message : '' };
  }
}

export function DeskForm() {
  const { t, date, language } = useWords();
  const { form = '' } = useParams();
  const isNew = form === 'new';
  const shelves = useResource('desk-forms', () => answer(api.GET('/v1/desk/forms')));
  const shelf = shelves.value?.items.find((one) => one.form === form);
  const newest = shelf?.editions.at(-1);
  const opened = useResource(`form ${form} ${newest?.number ?? ''}`, async () =>
    newest ? answer(api.GET('/v1/desk/forms/{form}/editions/{edition}', { params: { path: { form, edition: newest.number } } })) : undefined,
  );
  const content = isNew ? JSON.stringify(SAMPLE, null, 2) : opened.value && JSON.stringify(opened.value.content, null, 2);
  return (
    <Page title={newest ? say(newest.title, language) : t(isNew ? 'desk-forms.add' : 'desk-forms.one')} back={{ to: '/desk/forms', text: t('desk-forms.title') }}>
      <div className="stack">
        {(shelves.refused ?? opened.refused) && <ProblemNotice refused={shelves.refused ?? opened.refused} again={() => void shelves.again()} />}
        {shelf && (
          <Table
            caption={t('desk-forms.editions')}
            captionShown
            columns={[t('desk-forms.number'), t('desk-forms.from'), t('desk-forms.published'), t('desk-forms.note')]}
            rows={shelf.editions.toReversed().map((edition) => ({
              key: String(edition.number),
              cells: [edition.number, edition.publishedAt ? date(edition.from) : '–', edition.publishedAt ? date(edition.publishedAt) : t('desk-forms.came-along'), edition.note],
            }))}
          />
        )}
        {content === undefined ? <Waiting /> : <Editor key={`${form} ${newest?.number ?? 0}`} form={isNew ? undefined : form} basedOn={newest?.number ?? 0} content={content} onPublished={shelves.again} />}
      </div>
    </Page>
  );
}

interface EditorProps {
  form: string | undefined;
  basedOn: number;
  content: string;
  onPublished: () => Promise<void>;
}

function Editor({ form: id, basedOn, content, onPublished }: EditorProps) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [slips, setSlips] = useState<readonly Slip[]>();
  const [seen, setSeen] = useState<FormDefinition>();
  const form = useForm({
    initial: { content, from: today(), note: '' },
    check: (values) => ({
      ...(!values.from && { from: 'missing' }),
      ...(!values.note.trim() && { note: 'missing' }),
      ...('wrong' in read(values.content) && { content: 'not-json' }),
    }),
    within: '/content',
    send: async (values) => {
      const parsed = read(values.content);
      if ('wrong' in parsed) return;
      const name = id ?? String(parsed.value.id ?? '');
      await answer(api.POST('/v1/desk/forms/{form}/editions', { params: { path: { form: name } }, body: { basedOn, from: values.from, note: values.note, content: parsed.value } }));
      await onPublished();
      void navigate(`/desk/forms/${name}`);
    },
  });
  const { values, set } = form;
  const parsed = read(values.content);

  // A moment after the last key: what is wrong, and what the customer will see.
  useEffect(() => {
    const text = values.content;
    let gone = false;
    const clock = setTimeout(() => {
      const now = read(text);
      if ('wrong' in now) return;
      answer(api.POST('/v1/desk/forms/checks', { body: { content: now.value } }))
        .then((checked) => {
          if (gone) return;
          setSlips(checked.slips);
          if (checked.slips.length === 0) setSeen(now.value as unknown as FormDefinition);
        })
        .catch(() => undefined);
    }, 500);
    return () => {
      gone = true;
      clearTimeout(clock);
    };
  }, [values.content]);

  const labels = { content: t('desk-forms.content'), from: t('desk-forms.from'), note: t('desk-forms.note') };
  const own = Object.fromEntries(Object.entries(form.errors).filter(([name]) => name in labels));
  return (
    <>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <ErrorSummary errors={own} tries={form.tries} labels={labels} />
        {form.refused && Object.keys(own).length === 0 && <ProblemNotice refused={form.refused} />}
        <div className="code-field">
          <TextArea name="content" label={labels.content} hint={t('desk-forms.content-hint')} errors={own} value={values.content} onChange={(value) => set('content', value)} />
        </div>
        <Slips slips={slips} wrong={'wrong' in parsed ? parsed.wrong : undefined} />
        <DateField name="from" label={labels.from} hint={t('desk-forms.from-hint')} errors={own} value={values.from} onChange={(value) => set('from', value)} />
        <TextField name="note" label={labels.note} hint={t('desk-forms.note-hint')} errors={own} value={values.note} onChange={(value) => set('note', value)} />
        <Notice tone="info">
          <p>{t('desk-forms.effect')}</p>
        </Notice>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('desk-forms.publish')}
          </Button>
        </div>
      </form>
      {seen && <FormPreview form={seen} />}
    </>
  );
}

function Slips({ slips, wrong }: { slips: readonly Slip[] | undefined; wrong: string | undefined }) {
  const { t, n, named } = useWords();
  return (
    <div role="status">
      {wrong !== undefined && (
        <Notice tone="error" title={t('desk-forms.not-json')}>
          <p className="code">{wrong}</p>
        </Notice>
      )}
      {wrong === undefined && slips && slips.length === 0 && <Notice tone="ok" title={t('desk-forms.sound')} />}
      {wrong === undefined && slips && slips.length > 0 && (
        <Notice tone="error" title={n('desk-forms.slips', slips.length)}>
          <ul>
            {slips.map((slip) => (
              <li key={`${slip.pointer} ${slip.code}`}>
                <code className="code">{slip.pointer.replace(/^\/content/, '') || '/'}</code>: {named('desk-forms.slip', slip.code, 'desk-forms.slip.other')}
                {slip.about && <span className="quiet"> ({slip.about})</span>}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
