import type { ReactNode } from 'react';
import type { Level } from '../api/types';
import { useWords } from '../i18n';
import { Climb } from './icons';

export type StatusTone = 'safe' | 'danger' | 'warning' | 'neutral';

export function StatusTag({ tone, children }: { tone: StatusTone; children: ReactNode }) {
  return <span className={`utrecht-status-badge utrecht-status-badge--${tone}`}>{children}</span>;
}

export function LevelMark({ level, from = false }: { level: Level; from?: boolean }) {
  const { t } = useWords();
  // A means that was only applied for works at no level yet.
  if (!level) return <span className="level level--from">{t('level.none')}</span>;
  return <span className={from ? 'level level--from' : 'level'}>{level}</span>;
}

/** From one level to a higher one; from none there is only where it leads. */
export function LevelClimb({ from, to }: { from: Level; to: Level }) {
  const { t } = useWords();
  if (!from) return <LevelMark level={to} />;
  return (
    <span className="climb">
      <LevelMark level={from} from />
      <Climb size={22} />
      <span className="only-heard">{t('level.to')}</span>
      <LevelMark level={to} />
    </span>
  );
}
