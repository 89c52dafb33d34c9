import { Heading } from '@nl-design-system-candidate/heading-react';
import { useMemo, useState } from 'react';
import { useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { SelectField, TextArea } from '../../parts/fields';
import { Page } from '../../parts/page';
import { usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { HandIn } from '../folders/hand-in';
import { FileFacts, Files, useTopicName, useWorded } from '../folders/parts';
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
  const about = useResource('desk-templates', () => answer(api.GET('/v1/desk/templates')));
  const files = usePages(`desk-files ${business} ${topic}`, (cursor) =>
    answer(api.GET('/v1/desk/businesses/{business}/folders/{topic}/files', { params: { path, query: { limit: 50, cursor } } })),
  );
  const folders = about.value?.folders;
  const nameOf = useTopicName(folders?.folders);
  const place = useMemo(() => ofDesk(business, topic, note.trim() || undefined), [business, topic, note]);
  return (
    <Page title={t('desk-folders.documents')} back={{ to: '/desk/documents', text: t('desk-folders.title') }}>
      <div className="stack stack--wide">
        {about.refused && <ProblemNotice refused={about.refused} again={() => void about.again()} />}
        {!folders && !about.refused && <Waiting />}
        {folders && (
          <>
            <SelectField
              name="topic"
              label={t('desk-folders.folder')}
              errors={{}}
              value={topic}
              onChange={(chosen) => setParams({ topic: chosen }, { replace: true })}
              options={folders.folders.map((folder) => ({ value: folder.id, label: worded(folder.title) }))}
            />
            <section className="card stack" aria-labelledby="desk-put">
              <Heading level={2} id="desk-put">
                {t('desk-folders.put', { folder: nameOf(topic) })}
              </Heading>
              <p className="utrecht-paragraph">{t('desk-folders.put-text')}</p>
              <TextArea name="note" label={t('folders.note')} hint={t('desk-folders.note-hint')} errors={{}} value={note} onChange={setNote} optional />
              <HandIn place={place} largest={folders.largestFile} label={t('folders.choose')} brokenOff={[]} changed={files.again} />
            </section>
          </>
        )}
        <Files pages={files}>
          {(file) => (
            <li className="file stack stack--close" key={file.fileId}>
              <p className="file__name">{file.fileName}</p>
              <FileFacts file={file} />
              <DeskFileActions business={business} file={file} changed={files.again} />
            </li>
          )}
        </Files>
      </div>
    </Page>
  );
}
