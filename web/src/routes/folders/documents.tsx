import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { FolderFileView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { FileFacts, useTopicName, useWorded, Zips } from './parts';

/** Finding files by name. */
function Search({ business, nameOf }: { business: string; nameOf: (topic: string) => string }) {
  const { t, n } = useWords();
  const [found, setFound] = useState<{ q: string; items: FolderFileView[]; next?: string }>();
  const ask = async (q: string, before: FolderFileView[], cursor?: string) => {
    const params = { path: { business }, query: { q, ...(cursor ? { cursor } : {}) } };
    const page = await answer(api.GET('/v1/businesses/{business}/files', { params }));
    setFound({ q, items: [...before, ...page.items], ...(page.nextCursor ? { next: page.nextCursor } : {}) });
  };
  const form = useForm({
    initial: { q: '' },
    check: ({ q }) => (q.trim() ? {} : { q: 'missing' }),
    send: ({ q }) => ask(q.trim(), []),
  });
  return (
    <section className="card stack stack--close" aria-labelledby="folders-search">
      <Heading level={2} id="folders-search">
        {t('folders.search')}
      </Heading>
      <form className="form" noValidate role="search" onSubmit={form.submit}>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={{ q: t('folders.search-name') }} />
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <TextField name="q" label={t('folders.search-name')} hint={t('folders.search-hint')} errors={form.errors} value={form.values.q} onChange={(q) => form.set('q', q)} />
        <div className="actions">
          <Button type="submit" purpose="secondary" busy={form.busy}>
            {t('folders.search-do')}
          </Button>
        </div>
      </form>
      <div role="status">{found && <p>{n('folders.found', found.items.length)}</p>}</div>
      {found && found.items.length > 0 && (
        <ul className="stack stack--close folders__list">
          {found.items.map((file) => (
            <li className="file" key={file.fileId}>
              <p className="file__name">
                <TextLink to={`/businesses/${business}/documents/${file.topic}/${file.fileId}`}>{file.fileName}</TextLink>
              </p>
              <p className="quiet">{nameOf(file.topic)}</p>
              <FileFacts file={file} />
            </li>
          ))}
        </ul>
      )}
      {found?.next && (
        <div className="actions">
          <Button purpose="secondary" onClick={() => void ask(found.q, found.items, found.next).catch(() => undefined)}>
            {t('folders.more')}
          </Button>
        </div>
      )}
    </section>
  );
}

/** My business > Documents: the folders, finding a file, and everything as one zip. */
export function Documents() {
  const { t } = useWords();
  const { business = '' } = useParams();
  const worded = useWorded();
  const found = useResource(`folders ${business}`, () => answer(api.GET('/v1/businesses/{business}/folders', { params: { path: { business } } })));
  const nameOf = useTopicName(found.value?.folders);
  return (
    <Page title={t('folders.title')} lead={t('folders.lead')} back={{ to: `/businesses/${business}`, text: t('folders.to-business') }}>
      <div className="stack stack--wide">
        {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
        {!found.value && !found.refused && <Waiting />}
        {found.value && (
          <>
            <ul className="folders__folders">
              {found.value.folders.map((folder) => (
                <li className="card stack stack--close" key={folder.id}>
                  <Heading level={2} appearance="level-4">
                    <TextLink to={`/businesses/${business}/documents/${folder.id}`}>{worded(folder.title)}</TextLink>
                  </Heading>
                  <p className="quiet">{worded(folder.about)}</p>
                </li>
              ))}
            </ul>
            <p className="utrecht-paragraph">
              <TextLink to={`/businesses/${business}/templates`}>{t('folders.to-templates')}</TextLink>
            </p>
            <Search business={business} nameOf={nameOf} />
            <section className="card stack stack--close" aria-labelledby="folders-zip">
              <Heading level={2} id="folders-zip">
                {t('folders.zip-title')}
              </Heading>
              <p className="utrecht-paragraph">{t('folders.zip-text')}</p>
              <Zips business={business} what={t('folders.zip-all')} />
            </section>
          </>
        )}
      </div>
    </Page>
  );
}
