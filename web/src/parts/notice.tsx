import type { ReactNode } from 'react';
import { Cross, Info, Tick, Warning } from './icons';

export type Tone = 'info' | 'ok' | 'warning' | 'error';
const ICONS = { info: Info, ok: Tick, warning: Warning, error: Cross };

interface NoticeProps {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** Read out when it appears: `alert` at once, `status` when it is quiet. */
  role?: 'alert' | 'status';
}

export function Notice({ tone, title, children, role }: NoticeProps) {
  const Icon = ICONS[tone];
  return (
    <div className={`utrecht-alert utrecht-alert--${tone}`} role={role}>
      <div className="utrecht-alert__icon">
        <Icon size={24} />
      </div>
      <div className="utrecht-alert__content">
        <div className="utrecht-alert__message">
          {title && (
            <p>
              <strong>{title}</strong>
            </p>
          )}
          {children}
        </div>
      </div>
    </div>
  );
}
