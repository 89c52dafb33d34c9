import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { NewFile } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DownloadButton } from '../../parts/download-button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { useWork } from '../../parts/work';
import { FileFacts, useTopicName } from '../folders/parts';

/** The business somebody wants to put a document there for. */
function FindBusiness() {
  const { t, n } = useWords();
  const [found, setFound] = useState<{ id: string; name: string; number: string }[]>();
  const form = useForm({
    initial: { query: '' },
    check: ({ query }) => (query.trim() ? {} : { query: 'missing' }),
    send: async ({ query }) => {
      const page = await answer(api.POST('/v1/desk/business-searches', { body: { query: query.trim() } }));
      setFound(page.items);
    },
  });
  return (
    <section className="card stack stack--close" aria-labelledby="find-business">
      <Heading level={2} id="find-business">
        {t('desk-folders.find')}
      </Heading>
      <form className="form" noValidate role="search" onSubmit={form.submit}>
        <FormFaults form={form} labels={{ query: t('desk-folders.query') }} />
        <TextField name="query" label={t('desk-folders.query')} hint={t('desk-folders.query-hint')} errors={form.errors} value={form.values.query} onChange={(query) => form.set('query', query)} />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('desk-folders.find-do')}
          </Button>
        </div>
      </form>
      <div role="status">{found && <p>{n('desk-folders.found', found.length)}</p>}</div>
      {found && found.length > 0 && (
        <ul className="stack stack--close folders__list">
          {found.map((business) => (
            <li className="file" key={business.id}>
              <TextLink to={`/desk/businesses/${business.id}/documents`}>{business.name}</TextLink>
              <p className="quiet">{t('desk-folders.number', { number: business.number })}</p>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The desk's queue of documents that businesses handed in. */
export function NewDocuments() {
  const { t, n } = useWords();
  const pages = usePages('new-files', (cursor) => answer(api.GET('/v1/desk/new-files', { params: { query: { limit: 50, cursor } } })));
  const { items } = pages;
  const templates = useResource('desk-templates', () => answer(api.GET('/v1/desk/templates')));
  const nameOf = useTopicName(templates.value?.folders.folders);
  return (
    <Page title={t('desk-folders.title')} lead={t('desk-folders.lead')}>
      <div className="stack stack--wide">
        <section className="stack" aria-labelledby="new-files">
          <Heading level={2} id="new-files">
            {t('desk-folders.waiting')}
          </Heading>
          <PagesState pages={pages} />
          {pages.known && <p role="status">{n('desk-folders.waits', items.length)}</p>}
          {items.length > 0 && (
            <ul className="stack stack--close folders__list">
              {items.map((item) => (
                <WaitingFile key={item.file.fileId} item={item} folder={nameOf(item.file.topic)} changed={pages.again} />
              ))}
            </ul>
          )}
          <More pages={pages} />
        </section>
        <FindBusiness />
      </div>
    </Page>
  );
}

function WaitingFile({ item, folder, changed }: { item: NewFile; folder: string; changed: () => Promise<void> }) {
  const { t } = useWords();
  const { businessId, businessName, companyNumber, file } = item;
  return (
    <li className="file stack stack--close">
      <p className="file__name">{file.fileName}</p>
      <p>
        <TextLink to={`/desk/businesses/${businessId}/documents?topic=${file.topic}`}>{businessName}</TextLink>, {t('desk-folders.number', { number: companyNumber })}, {folder}
      </p>
      <FileFacts file={file} />
      <DeskFileActions business={businessId} file={file} changed={changed} />
    </li>
  );
}

/** Downloading a file of a business, and saying that it was seen. */
export function DeskFileActions({ business, file, changed }: { business: string; file: NewFile['file']; changed: () => Promise<void> }) {
  const { t } = useWords();
  const { busy, refused, work } = useWork();
  const path = { business, topic: file.topic, file: file.fileId };
  const seen = () =>
    work(async () => {
      await answer(api.POST('/v1/desk/businesses/{business}/folders/{topic}/files/{file}/seen', { params: { path } }));
      await changed();
    });
  return (
    <>
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        <DownloadButton
          ask={() => answer(api.POST('/v1/desk/businesses/{business}/folders/{topic}/files/{file}/downloads', { params: { path }, body: {} }))}
          name={t('folders.download-long', { name: file.fileName })}
          after={file.new ? changed : async () => undefined}
        >
          {t('folders.download')}
        </DownloadButton>
        {file.new && (
          <Button purpose="subtle" busy={busy} onClick={() => void seen()} name={t('desk-folders.seen-long', { name: file.fileName })}>
            {t('desk-folders.seen')}
          </Button>
        )}
      </div>
    </>
  );
}
