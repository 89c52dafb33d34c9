import type { ReactNode } from 'react';
import type { TicketState, TicketView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { StatusTag, type StatusTone } from '../../parts/status';
import { Thread } from '../../parts/thread';
import { useWork } from '../../parts/work';

export const TICKET_TONES: Record<TicketState, StatusTone> = {
  open: 'neutral',
  reopened: 'neutral',
  'waiting-for-customer': 'warning',
  closed: 'safe',
};

interface QuestionPageProps {
  value: TicketView;
  back: { to: string; text: string };
  send: (text: string) => Promise<void>;
  close: () => Promise<void>;
  children?: ReactNode;
}

/** One question with its answers, for whoever asked: by his link, or in his account. */
export function QuestionPage({ value, back, send, close, children }: QuestionPageProps) {
  const { t, time } = useWords();
  const { ticket, situation, messages } = value;
  return (
    <Page
      title={t('question.title', { reference: ticket.reference })}
      back={back}
      over={<StatusTag tone={TICKET_TONES[ticket.state]}>{t(`ticket-state.${ticket.state}`)}</StatusTag>}
    >
      <div className="stack">
        {children}
        {ticket.state === 'closed' && (
          <Notice tone="ok" title={t('question.closed', { time: time(ticket.since) })}>
            <p>{t('question.closed-text')}</p>
          </Notice>
        )}
        <DataList
          rows={[
            [t('ask.topic'), t(`topic.${ticket.topic}`)],
            [t('question.asked'), time(ticket.openedAt)],
            [t('ask.page'), situation.page],
            [t('ask.error'), situation.error],
            [t('ask.trace'), situation.traceId],
            [t('ask.old-email'), situation.oldEmail],
            [t('address.new-email'), situation.newEmail],
          ]}
        />
        <Thread messages={messages} own="customer" open send={send} />
        {ticket.state !== 'closed' && <CloseQuestion close={close} />}
      </div>
    </Page>
  );
}

/** Closing one's own question; writing on it opens it again. */
function CloseQuestion({ close }: { close: () => Promise<void> }) {
  const { t } = useWords();
  const { busy, refused, work } = useWork();
  return (
    <div className="stack stack--close">
      {refused && <ProblemNotice refused={refused} />}
      <p className="quiet">{t('question.close-text')}</p>
      <div className="actions">
        <Button purpose="secondary" busy={busy} onClick={() => void work(close)}>
          {t('question.close')}
        </Button>
      </div>
    </div>
  );
}
