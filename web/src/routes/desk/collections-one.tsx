import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { DebitView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { cents } from '../../parts/euros';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { AddDebits } from './collections-add';
import { Debits } from './collections-debits';
import { CollectionState } from './collections-state';
import { Step } from './collections-steps';

/** How often is looked how far a step has come, in milliseconds. */
const LOOK = 1500;

/** One collection: what is in it, the step it waits for, and what became of each debit. */
export function DeskCollection() {
  const { t, n, date, locale } = useWords();
  const { collectionId = '' } = useParams();
  const found = useResource(`collection ${collectionId}`, () =>
    answer(api.GET('/v1/desk/collections/{collectionId}', { params: { path: { collectionId } } })),
  );
  const { value: collection } = found;
  const waits = (outcome: DebitView['outcome']) => collection?.items.some((debit) => debit.outcome === outcome) ?? false;
  // A step goes over the debits in the background.
  const moving =
    (collection?.state === 'announced' && waits('waiting')) ||
    (collection?.state === 'settled' && waits('presented')) ||
    (collection?.state === 'withdrawn' && (waits('waiting') || waits('told')));
  useEvery(moving && LOOK, found.again);
  const again = () => void found.again();
  return (
    <Page
      title={collection ? t('collections.one', { date: date(collection.on) }) : t('collections.title')}
      over={collection && <CollectionState state={collection.state} />}
      back={{ to: '/desk/collections', text: t('collections.title') }}
    >
      <div className="stack">
        {found.refused && <ProblemNotice refused={found.refused} again={again} />}
        {!collection && !found.refused && <Waiting />}
        {collection && (
          <>
            <section className="card">
              <DataList
                rows={[
                  [t('collections.on'), date(collection.on)],
                  [t('collections.debits'), n('collections.count', collection.debits)],
                  [t('collections.sum'), <strong key="sum">{cents(collection.cents, locale)}</strong>],
                  [t('collections.message-id'), collection.state === 'exported' || collection.state === 'settled' ? <span key="id" className="code">{collection.messageId}</span> : undefined],
                  [t('collections.settled-on'), collection.settledOn && date(collection.settledOn)],
                ]}
              />
            </section>
            <Debits collection={collection} again={again} />
            <Step collection={collection} again={again} />
            {collection.state === 'draft' && <AddDebits collectionId={collection.collectionId} again={again} />}
          </>
        )}
      </div>
    </Page>
  );
}
