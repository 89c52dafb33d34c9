import type { OrderView } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<OrderView['state']['kind'], StatusTone> = { making: 'warning', ready: 'safe', lapsed: 'neutral', failed: 'danger' };

/** Where an order stands, in a word. */
export function OrderStateTag({ state }: { state: OrderView['state'] }) {
  const { t } = useWords();
  return <StatusTag tone={TONES[state.kind]}>{t(`order-state.${state.kind}`)}</StatusTag>;
}
