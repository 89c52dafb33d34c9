import { Heading } from '@nl-design-system-candidate/heading-react';
import { useMemo } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { FolderFileView } from '../../api/types';
import { useWords } from '../../i18n';
import { DownloadButton } from '../../parts/download-button';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { HandIn } from './hand-in';
import { FileFacts, Files, useTopicName, Zips } from './parts';
import { ofBusiness } from './places';

/** How many files are shown at once. */
const PAGE = 50;

/** One folder: handing in, what lies there, and all of it as a zip. */
export function Folder() {
  const { t } = useWords();
  const { business = '', topic = '' } = useParams();
  const path = { business, topic };
  const folders = useResource(`folders ${business}`, () => answer(api.GET('/v1/businesses/{business}/folders', { params: { path: { business } } })));
  const files = usePages(`files ${business} ${topic}`, (cursor) =>
    answer(api.GET('/v1/businesses/{business}/folders/{topic}/files', { params: { path, query: { limit: PAGE, cursor } } })),
  );
  const uploads = useResource(`uploads ${business}`, () => answer(api.GET('/v1/businesses/{business}/uploads', { params: { path: { business }, query: { limit: 100 } } })));
  const place = useMemo(() => ofBusiness(business, topic), [business, topic]);
  const nameOf = useTopicName(folders.value?.folders);
  const name = nameOf(topic);
  const changed = async () => {
    await Promise.all([files.again(), uploads.again()]);
  };
  const brokenOff = (uploads.value?.items ?? []).filter((upload) => upload.state === 'receiving' && upload.topic === topic);
  return (
    <Page title={name} back={{ to: `/businesses/${business}/documents`, text: t('folders.title') }}>
      <div className="stack stack--wide">
        {folders.refused && <ProblemNotice refused={folders.refused} again={() => void folders.again()} />}
        {folders.value && (
          <section className="card stack" aria-labelledby="folder-hand-in">
            <Heading level={2} id="folder-hand-in">
              {t('folders.hand-in')}
            </Heading>
            <p className="utrecht-paragraph">{t('folders.hand-in-text')}</p>
            <HandIn place={place} largest={folders.value.largestFile} label={t('folders.choose')} brokenOff={brokenOff} changed={changed} />
          </section>
        )}
        <Files pages={files} below={<Zips business={business} topic={topic} what={name} />}>
          {(file) => <FileRow key={file.fileId} business={business} file={file} changed={changed} />}
        </Files>
      </div>
    </Page>
  );
}

function FileRow({ business, file, changed }: { business: string; file: FolderFileView; changed: () => Promise<void> }) {
  const { t } = useWords();
  const path = { business, topic: file.topic, file: file.fileId };
  return (
    <li className="file stack stack--close">
      <p className="file__name">
        <TextLink to={`/businesses/${business}/documents/${file.topic}/${file.fileId}`}>{file.fileName}</TextLink>
      </p>
      <FileFacts file={file} />
      <div className="actions">
        <DownloadButton
          ask={() => answer(api.POST('/v1/businesses/{business}/folders/{topic}/files/{file}/downloads', { params: { path }, body: {} }))}
          name={t('folders.download-long', { name: file.fileName })}
          after={file.new ? changed : async () => undefined}
        >
          {t('folders.download')}
        </DownloadButton>
      </div>
    </li>
  );
}
