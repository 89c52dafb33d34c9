import type { MandateView } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<MandateView['state'], StatusTone> = {
  draft: 'warning',
  active: 'safe',
  'change-waits': 'warning',
  revoked: 'danger',
  lapsed: 'neutral',
  'used-up': 'neutral',
};

/** Where a mandate stands, in a word. */
export function MandateStateTag({ state }: { state: MandateView['state'] }) {
  const { t } = useWords();
  return <StatusTag tone={TONES[state]}>{t(`mandates.state.${state}`)}</StatusTag>;
}
