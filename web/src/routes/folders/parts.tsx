import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState, type ReactNode } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { FolderTopic, FolderWords, FolderFileView, ParcelView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DownloadButton } from '../../parts/download-button';
import { More, PagesState, type Pages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { size } from '../../parts/size';
import { StatusTag } from '../../parts/status';
import { useWork } from '../../parts/work';

/** A text that comes in three languages, in the one that is spoken. */
export function useWorded(): (words: FolderWords) => string {
  const { language } = useWords();
  return (words) => words[language];
}

/** What a folder is called. */
export function useTopicName(folders: readonly FolderTopic[] | undefined): (topic: string) => string {
  const worded = useWorded();
  return (topic) => {
    const found = folders?.find(({ id }) => id === topic);
    return found ? worded(found.title) : topic;
  };
}

/** What is told of a file beside its name. */
export function FileFacts({ file }: { file: FolderFileView }) {
  const { t, n, time, locale } = useWords();
  return (
    <>
      {(file.new || file.from === 'chamber' || file.seenByChamber) && (
        <p className="row">
          {file.new && <StatusTag tone="warning">{t('folders.new')}</StatusTag>}
          {file.from === 'chamber' && <StatusTag tone="neutral">{t('folders.from-chamber')}</StatusTag>}
          {file.seenByChamber && <StatusTag tone="safe">{t('folders.seen')}</StatusTag>}
        </p>
      )}
      <p className="quiet">
        {size(file.size, locale)}, {time(file.at)}, {n('folders.versions', file.number)}
      </p>
      {file.note && <p className="folders__note">{file.note}</p>}
    </>
  );
}

/** The files of a folder, page by page, and what can be done with all of them. */
export function Files({ pages, below, children }: { pages: Pages<FolderFileView>; below?: ReactNode; children: (file: FolderFileView) => ReactNode }) {
  const { t } = useWords();
  return (
    <section className="stack" aria-labelledby="files">
      <Heading level={2} id="files">
        {t('folders.files')}
      </Heading>
      <PagesState pages={pages} />
      {pages.known && pages.items.length === 0 && <p className="utrecht-paragraph">{t('folders.none')}</p>}
      {pages.items.length > 0 && <ul className="stack stack--close folders__list">{pages.items.map(children)}</ul>}
      <More pages={pages} />
      {pages.items.length > 0 && below}
    </section>
  );
}

/** How often is looked how far a zip is, in milliseconds. */
const LOOK = 1200;

/** Asking for a zip, and those that are made or stand ready. */
export function Zips({ business, topic, what }: { business: string; topic?: string; what: string }) {
  const { t, n, time, language, locale } = useWords();
  const idempotencyKey = useIdempotencyKey();
  const [count, setCount] = useState(0);
  const { busy, refused, work } = useWork();
  const found = useResource(`parcels ${business}`, () => answer(api.GET('/v1/businesses/{business}/parcels', { params: { path: { business }, query: { limit: 25 } } })));
  const zips = (found.value?.items ?? []).filter((parcel) => !parcel.templateId && parcel.topic === topic);
  useEvery(zips.some(({ state }) => state === 'making') && LOOK, found.again);
  const ask = () =>
    work(async () => {
      const body = { language, ...(topic ? { topic } : {}) };
      const params = { path: { business }, header: { 'Idempotency-Key': idempotencyKey({ body, count }) } };
      await answer(api.POST('/v1/businesses/{business}/parcels', { params, body }));
      setCount(count + 1);
      await found.again();
    });
  const link = async (parcel: ParcelView) => {
    const params = { path: { business, parcel: parcel.parcelId } };
    return (await answer(api.GET('/v1/businesses/{business}/parcels/{parcel}', { params }))).download ?? undefined;
  };
  return (
    <div className="stack stack--close">
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        <Button purpose="secondary" busy={busy} onClick={() => void ask()}>
          {t('folders.zip', { what })}
        </Button>
      </div>
      <div role="status" className="stack stack--close">
        {zips.map((parcel) => (
          <div className="file stack stack--close" key={parcel.parcelId}>
            <p>
              {t('folders.zip-of', { time: time(parcel.askedAt) })}{' '}
              {parcel.state === 'making' && <StatusTag tone="warning">{t('folders.zip-making')}</StatusTag>}
              {parcel.state === 'failed' && <StatusTag tone="danger">{t('folders.zip-failed')}</StatusTag>}
              {parcel.state === 'ready' && (
                <span className="quiet">
                  {n('folders.zip-documents', parcel.documents ?? 0)}, {size(parcel.bytes ?? 0, locale)}
                </span>
              )}
            </p>
            {parcel.state === 'making' && <progress max={100} value={parcel.progress ?? undefined} aria-label={t('folders.zip-progress')} />}
            {parcel.state === 'failed' && parcel.reason && <p>{t(`folders-failure.${parcel.reason}`)}</p>}
            {parcel.state === 'ready' && (
              <div className="actions">
                <DownloadButton ask={() => link(parcel)} name={t('folders.zip-download-long', { time: time(parcel.askedAt) })}>
                  {t('folders.zip-download')}
                </DownloadButton>
                <span className="quiet">{t('folders.zip-until', { time: time(parcel.until) })}</span>
              </div>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}
