import { Heading } from '@nl-design-system-candidate/heading-react';
import { useMemo, useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { FolderTopic, FolderWords, TemplateView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { RadioGroup, SelectField, TextArea, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { HandIn } from '../folders/hand-in';
import { useTopicName, useWorded } from '../folders/parts';
import { ofDesk } from '../folders/places';

const SPOKEN = ['de', 'nl', 'en'] as const;
const NONE: FolderWords = { de: '', nl: '', en: '' };

/** Templates at the desk: added, changed, given a file, withdrawn. */
export function DeskTemplates() {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const found = useResource('desk-templates', () => answer(api.GET('/v1/desk/templates')));
  const folders = found.value?.folders;
  return (
    <Page title={t('desk-templates.title')} lead={t('desk-templates.lead')}>
      <div className="stack stack--wide">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {folders && (
          <>
            {adding ? (
              <TemplateForm
                topics={folders.folders}
                done={async () => {
                  setAdding(false);
                  await found.again();
                }}
                cancel={() => setAdding(false)}
              />
            ) : (
              <div className="actions">
                <Button onClick={() => setAdding(true)}>{t('desk-templates.add')}</Button>
              </div>
            )}
            <ul className="stack stack--close folders__list">
              {found.value?.templates.map((template) => (
                <Kept key={template.templateId} template={template} topics={folders.folders} largest={folders.largestFile} changed={found.again} />
              ))}
            </ul>
          </>
        )}
      </div>
    </Page>
  );
}

function Kept({ template, topics, largest, changed }: { template: TemplateView; topics: readonly FolderTopic[]; largest: number; changed: () => Promise<void> }) {
  const { t } = useWords();
  const worded = useWorded();
  const nameOf = useTopicName(topics);
  const [open, setOpen] = useState<'change' | 'file'>();
  const { busy, refused, work } = useWork();
  const place = useMemo(() => ofDesk(template.templateId), [template.templateId]);
  const title = worded(template.title);
  const withdraw = (withdrawn: boolean) =>
    work(async () => {
      const body = { version: template.version, title: template.title, topic: template.topic, withdrawn, ...(template.letter ? { letter: template.letter } : {}) };
      await answer(api.PUT('/v1/desk/templates/{template}', { params: { path: { template: template.templateId } }, body }));
      await changed();
    });
  return (
    <li className="card stack stack--close">
      <Heading level={2}>{title}</Heading>
      <p className="row">
        {template.withdrawn && <StatusTag tone="danger">{t('desk-templates.withdrawn')}</StatusTag>}
        {template.kind === 'file' && !template.fileName && <StatusTag tone="warning">{t('desk-templates.no-file')}</StatusTag>}
        {template.builtIn && <StatusTag tone="neutral">{t('desk-templates.built-in')}</StatusTag>}
      </p>
      <p className="quiet">
        {nameOf(template.topic)}, {template.kind === 'letter' ? t('templates.letter') : (template.fileName ?? t('desk-templates.file'))}
      </p>
      {refused && <ProblemNotice refused={refused} again={() => void changed()} />}
      {open === 'change' && (
        <TemplateForm
          template={template}
          topics={topics}
          done={async () => {
            setOpen(undefined);
            await changed();
          }}
          cancel={() => setOpen(undefined)}
        />
      )}
      {open === 'file' && <HandIn place={place} largest={largest} label={t('desk-templates.choose', { title })} brokenOff={[]} changed={changed} />}
      <div className="actions">
        {open !== 'change' && (
          <Button purpose="secondary" name={t('desk-templates.change-long', { title })} onClick={() => setOpen('change')}>
            {t('desk-templates.change')}
          </Button>
        )}
        {template.kind === 'file' && open !== 'file' && (
          <Button purpose="secondary" name={t('desk-templates.replace-long', { title })} onClick={() => setOpen('file')}>
            {t('desk-templates.replace')}
          </Button>
        )}
        <Button
          purpose="subtle"
          negative={!template.withdrawn}
          busy={busy}
          name={t(template.withdrawn ? 'desk-templates.offer-long' : 'desk-templates.withdraw-long', { title })}
          onClick={() => void withdraw(!template.withdrawn)}
        >
          {t(template.withdrawn ? 'desk-templates.offer' : 'desk-templates.withdraw')}
        </Button>
      </div>
    </li>
  );
}

interface TemplateFormProps {
  template?: TemplateView;
  topics: readonly FolderTopic[];
  done: () => Promise<void>;
  cancel: () => void;
}

function TemplateForm({ template, topics, done, cancel }: TemplateFormProps) {
  const { t } = useWords();
  const worded = useWorded();
  const idempotencyKey = useIdempotencyKey();
  const form = useForm({
    initial: {
      title: template?.title ?? NONE,
      topic: template?.topic ?? topics[0]?.id ?? '',
      kind: template?.kind ?? 'file',
      subject: template?.letter?.subject ?? NONE,
      body: template?.letter?.body ?? NONE,
    },
    check: (values) => {
      const wrong: Record<string, string | undefined> = {};
      const missing = (at: string, words: FolderWords) => SPOKEN.forEach((language) => (wrong[`${at}/${language}`] = words[language].trim() ? undefined : 'missing'));
      missing('title', values.title);
      if (values.kind === 'letter') {
        missing('letter/subject', values.subject);
        missing('letter/body', values.body);
      }
      return wrong;
    },
    send: async (values) => {
      const letter = values.kind === 'letter' ? { letter: { subject: values.subject, body: values.body } } : {};
      const body = { title: values.title, topic: values.topic, ...letter };
      if (template) {
        const params = { path: { template: template.templateId } };
        await answer(api.PUT('/v1/desk/templates/{template}', { params, body: { ...body, version: template.version, withdrawn: template.withdrawn } }));
      } else {
        await answer(api.POST('/v1/desk/templates', { params: { header: { 'Idempotency-Key': idempotencyKey(body) } }, body }));
      }
      await done();
    },
  });
  const { values, errors } = form;
  const label = (key: 'desk-templates.name' | 'desk-templates.subject' | 'desk-templates.body', language: (typeof SPOKEN)[number]) => `${t(key)} (${t(`language.${language}`)})`;
  const labels: Record<string, string> = {};
  for (const language of SPOKEN) {
    labels[`title/${language}`] = label('desk-templates.name', language);
    labels[`letter/subject/${language}`] = label('desk-templates.subject', language);
    labels[`letter/body/${language}`] = label('desk-templates.body', language);
  }
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      {SPOKEN.map((language) => (
        <TextField
          key={language}
          name={`title/${language}`}
          label={label('desk-templates.name', language)}
          errors={errors}
          value={values.title[language]}
          onChange={(text) => form.set('title', { ...values.title, [language]: text })}
        />
      ))}
      <SelectField
        name="topic"
        label={t('desk-folders.folder')}
        errors={errors}
        value={values.topic}
        onChange={(topic) => form.set('topic', topic)}
        options={topics.map((topic) => ({ value: topic.id, label: worded(topic.title) }))}
      />
      {!template && (
        <RadioGroup
          name="kind"
          label={t('desk-templates.kind')}
          errors={errors}
          value={values.kind}
          onChange={(kind) => form.set('kind', kind === 'letter' ? 'letter' : 'file')}
          options={[
            { value: 'file', label: t('desk-templates.file'), hint: t('desk-templates.file-text') },
            { value: 'letter', label: t('templates.letter'), hint: t('desk-templates.letter-text') },
          ]}
        />
      )}
      {values.kind === 'letter' && (
        <>
          <p className="quiet">{t('desk-templates.placeholders')}</p>
          {SPOKEN.map((language) => (
            <div className="stack stack--close" key={language}>
              <TextField
                name={`letter/subject/${language}`}
                label={label('desk-templates.subject', language)}
                errors={errors}
                value={values.subject[language]}
                onChange={(text) => form.set('subject', { ...values.subject, [language]: text })}
              />
              <TextArea
                name={`letter/body/${language}`}
                label={label('desk-templates.body', language)}
                errors={errors}
                value={values.body[language]}
                onChange={(text) => form.set('body', { ...values.body, [language]: text })}
              />
            </div>
          ))}
        </>
      )}
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-templates.save')}
        </Button>
        <Button purpose="secondary" onClick={cancel}>
          {t('desk-templates.cancel')}
        </Button>
      </div>
    </form>
  );
}
