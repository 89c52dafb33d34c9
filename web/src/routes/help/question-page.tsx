import type { ReactNode } from 'react';
import type { TicketState, TicketView } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { StatusTag, type StatusTone } from '../../parts/status';
import { Thread } from '../../parts/thread';

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
  children?: ReactNode;
}

/** One question with its answers, for whoever asked: by his link, or in his account. */
export function QuestionPage({ value, back, send, children }: QuestionPageProps) {
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
          ]}
        />
        <Thread messages={messages} own="customer" open send={send} />
      </div>
    </Page>
  );
}
