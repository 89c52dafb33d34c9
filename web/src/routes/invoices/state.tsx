import type { InvoicePayment } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<InvoicePayment['state'], StatusTone> = {
  open: 'neutral',
  reminded: 'warning',
  dunned: 'danger',
  'with-collector': 'danger',
  paid: 'safe',
  credited: 'safe',
};

/** Where the payment of an invoice stands. */
export function InvoiceState({ state }: { state: InvoicePayment['state'] }) {
  const { t } = useWords();
  return <StatusTag tone={TONES[state]}>{t(`invoice-state.${state}`)}</StatusTag>;
}
