import { Heading } from '@nl-design-system-candidate/heading-react';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { FolderFileView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextArea } from '../../parts/fields';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { HandIn } from '../folders/hand-in';
import { FileFacts, useTopicName, useWorded } from '../folders/parts';
import { ofDesk } from '../folders/places';
import { DeskFileActions } from './folders-new';

/** The documents of a business, for the desk: what lies in a folder, and putting something there. */
export function BusinessDocuments() {
  const { t } = useWords();
  const worded = useWorded();
  const { business = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const topic = params.get('topic') ?? 'notices';
  const path = { business, topic };
  const [note, setNote] = useState('');
  const [more, setMore] = useState<{ items: FolderFileView[]; next: string | undefined }>();
  const about = useResource('desk-templates', () => answer(api.GET('/v1/desk/templates')));
  const files = useResource(`desk-files ${business} ${topic}`, () => answer(api.GET('/v1/desk/businesses/{business}/folders/{topic}/files', { params: { path, query: { limit: 50 } } })));
  const folders = about.value?.folders;
  const nameOf = useTopicName(folders?.folders);
  const place = useMemo(() => ofDesk(business, topic, note.trim() || undefined), [business, topic, note]);
  const changed = async () => {
    setMore(undefined);
    await files.again();
  };
  const next = more ? more.next : files.value?.nextCursor;
  const load = async () => {
    const query = { limit: 50, ...(next ? { cursor: next } : {}) };
    const page = await answer(api.GET('/v1/desk/businesses/{business}/folders/{topic}/files', { params: { path, query } }));
    setMore({ items: [...(more?.items ?? []), ...page.items], next: page.nextCursor ?? undefined });
  };
  const items = [...(files.value?.items ?? []), ...(more?.items ?? [])];
  const refused = about.refused ?? files.refused;
  return (
    <Page title={t('desk-folders.documents')} back={{ to: '/desk/documents', text: t('desk-folders.title') }}>
      <div className="stack stack--wide">
        {refused && <ProblemNotice refused={refused} again={() => void Promise.all([about.again(), files.again()])} />}
        {!folders && !about.refused && <Waiting />}
        {folders && (
          <>
            <SelectField
              name="topic"
              label={t('desk-folders.folder')}
              errors={{}}
              value={topic}
              onChange={(chosen) => {
                setMore(undefined);
                setParams({ topic: chosen }, { replace: true });
              }}
              options={folders.folders.map((folder) => ({ value: folder.id, label: worded(folder.title) }))}
            />
            <section className="card stack" aria-labelledby="desk-put">
              <Heading level={2} id="desk-put">
                {t('desk-folders.put', { folder: nameOf(topic) })}
              </Heading>
              <p className="utrecht-paragraph">{t('desk-folders.put-text')}</p>
              <TextArea name="note" label={t('folders.note')} hint={t('desk-folders.note-hint')} errors={{}} value={note} onChange={setNote} optional />
              <HandIn place={place} largest={folders.largestFile} label={t('folders.choose')} brokenOff={[]} changed={changed} />
            </section>
          </>
        )}
        <section className="stack" aria-labelledby="desk-files">
          <Heading level={2} id="desk-files">
            {t('folders.files')}
          </Heading>
          {!files.value && !files.refused && <Waiting />}
          {files.value && items.length === 0 && <p className="utrecht-paragraph">{t('folders.none')}</p>}
          {items.length > 0 && (
            <ul className="stack stack--close folders__list">
              {items.map((file) => (
                <li className="file stack stack--close" key={file.fileId}>
                  <p className="file__name">{file.fileName}</p>
                  <FileFacts file={file} />
                  <DeskFileActions business={business} file={file} changed={changed} />
                </li>
              ))}
            </ul>
          )}
          {next && (
            <div className="actions">
              <Button purpose="secondary" onClick={() => void load().catch(() => undefined)}>
                {t('folders.more')}
              </Button>
            </div>
          )}
        </section>
      </div>
    </Page>
  );
}
