import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { DebitedView } from '../../api/types';
import { useWords } from '../../i18n';
import { cents } from '../../parts/euros';
import { More, PagesState, usePages } from '../../parts/pages';
import { StatusTag, type StatusTone } from '../../parts/status';
import { Table } from '../../parts/table';

const TONES: Record<DebitedView['notice']['state'], StatusTone> = {
  announced: 'warning',
  cancelled: 'neutral',
  collected: 'neutral',
  settled: 'safe',
  returned: 'danger',
};

function Notice({ notice }: { notice: DebitedView['notice'] }) {
  const { t, date } = useWords();
  return (
    <>
      <StatusTag tone={TONES[notice.state]}>{t(`collected.${notice.state}`)}</StatusTag>
      {notice.state === 'returned' && (
        <div>
          {date(notice.on)}: {t(`return-reason.${notice.reason}`)}. {t(`return-reason.${notice.reason}.ask`)}
        </div>
      )}
      {notice.state === 'cancelled' && <div>{t(`collections.dropped.${notice.why}`)}</div>}
    </>
  );
}

/** What was collected under a mandate, or will be, and what came back. */
export function Collected({ business, mandate }: { business: string; mandate: string }) {
  const { t, date, locale } = useWords();
  const pages = usePages(`collected ${business} ${mandate}`, (cursor) =>
    answer(api.GET('/v1/businesses/{business}/mandates/{mandate}/collections', { params: { path: { business, mandate }, query: cursor ? { cursor } : {} } })),
  );
  return (
    <section className="stack">
      <Heading level={2}>{t('collected.title')}</Heading>
      <PagesState pages={pages} />
      {pages.known && pages.items.length === 0 && <p className="utrecht-paragraph">{t('collected.none')}</p>}
      {pages.items.length > 0 && (
        <Table
          caption={t('collected.title')}
          columns={[t('collected.on'), t('collections.amount'), t('collections.text'), t('collections.state')]}
          rows={pages.items.map((debit, at) => ({
            key: `${debit.on} ${at}`,
            cells: [
              date(debit.on),
              <span key="amount" className="numbers">{cents(debit.cents, locale)}</span>,
              debit.text,
              <Notice key="notice" notice={debit.notice} />,
            ],
          }))}
        />
      )}
      <More pages={pages} />
    </section>
  );
}
