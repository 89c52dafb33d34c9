import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { FileFacts, useTopicName, useWorded, Zips } from './parts';

interface SearchProps {
  business: string;
  nameOf: (topic: string) => string;
}

/** Finding files by name. */
function Search({ business, nameOf }: SearchProps) {
  const { t } = useWords();
  const [sought, setSought] = useState({ q: '', nth: 0 });
  const form = useForm({
    initial: { q: '' },
    check: ({ q }) => (q.trim() ? {} : { q: 'missing' }),
    send: async ({ q }) => setSought({ q: q.trim(), nth: sought.nth + 1 }),
  });
  return (
    <section className="card stack stack--close" aria-labelledby="folders-search">
      <Heading level={2} id="folders-search">
        {t('folders.search')}
      </Heading>
      <form className="form" noValidate role="search" onSubmit={form.submit}>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={{ q: t('folders.search-name') }} />
        <TextField name="q" label={t('folders.search-name')} hint={t('folders.search-hint')} errors={form.errors} value={form.values.q} onChange={(q) => form.set('q', q)} />
        <div className="actions">
          <Button type="submit" purpose="secondary">
            {t('folders.search-do')}
          </Button>
        </div>
      </form>
      {sought.q && <Found key={sought.nth} business={business} nameOf={nameOf} q={sought.q} />}
    </section>
  );
}

function Found({ business, nameOf, q }: SearchProps & { q: string }) {
  const { n } = useWords();
  const pages = usePages(`found ${business} ${q}`, (cursor) => answer(api.GET('/v1/businesses/{business}/files', { params: { path: { business }, query: { q, cursor } } })));
  const { items } = pages;
  return (
    <>
      <PagesState pages={pages} />
      <div role="status">{pages.known && <p>{n('folders.found', items.length)}</p>}</div>
      {items.length > 0 && (
        <ul className="stack stack--close folders__list">
          {items.map((file) => (
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
      <More pages={pages} />
    </>
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
