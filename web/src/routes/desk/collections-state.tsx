import type { CollectionRow, DebitView } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<CollectionRow['state'], StatusTone> = {
  draft: 'neutral',
  announced: 'warning',
  exporting: 'warning',
  exported: 'warning',
  settled: 'safe',
  withdrawn: 'neutral',
};

/** Where a collection stands. */
export function CollectionState({ state }: { state: CollectionRow['state'] }) {
  const { t } = useWords();
  return <StatusTag tone={TONES[state]}>{t(`collections.state.${state}`)}</StatusTag>;
}

const OUTCOMES: Record<DebitView['outcome'], StatusTone> = {
  waiting: 'neutral',
  told: 'warning',
  dropped: 'danger',
  presented: 'warning',
  settled: 'safe',
  returned: 'danger',
};

/** What became of a debit, and why. */
export function DebitOutcome({ debit }: { debit: DebitView }) {
  const { t, date } = useWords();
  return (
    <>
      <StatusTag tone={OUTCOMES[debit.outcome]}>{t(`collections.outcome.${debit.outcome}`)}</StatusTag>
      {debit.dropped && <div>{t(`collections.dropped.${debit.dropped}`)}</div>}
      {debit.returned && (
        <div>
          {date(debit.returned.on)}: {debit.returned.reason}, {t(`return-reason.${debit.returned.reason}`)}
        </div>
      )}
    </>
  );
}
