import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { TicketSummary } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { TICKET_TONES } from './question-page';

/** One's own questions to the service desk, the latest first. */
export function Questions() {
  const { t, n, time } = useWords();
  const first = useResource('questions', () => answer(api.GET('/v1/tickets')));
  const [more, setMore] = useState<{ items: TicketSummary[]; nextCursor?: string | null }>();
  const [refused, setRefused] = useState<Refused>();
  const items = [...(first.value?.items ?? []), ...(more?.items ?? [])];
  const cursor = more ? more.nextCursor : first.value?.nextCursor;
  const load = () => {
    if (!cursor) return;
    answer(api.GET('/v1/tickets', { params: { query: { cursor } } })).then(
      (page) => setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor }),
      (thrown: unknown) => setRefused(asRefused(thrown)),
    );
  };
  return (
    <Page title={t('questions.title')} back={{ to: '/help', text: t('help.title') }}>
      <div className="stack">
        {first.refused && <ProblemNotice refused={first.refused} again={() => void first.again()} />}
        {refused && <ProblemNotice refused={refused} again={load} />}
        {!first.value && !first.refused && <Waiting />}
        {first.value && items.length === 0 && (
          <div className="empty">
            <Heading level={2}>{t('questions.none')}</Heading>
          </div>
        )}
        {items.length > 0 && (
          <Table
            caption={t('questions.title')}
            columns={[t('link.reference'), t('ask.topic'), t('questions.state'), t('question.asked')]}
            rows={items.map((one) => ({
              key: one.ticketId,
              cells: [
                <TextLink key="to" to={`/help/questions/${one.ticketId}`}>
                  {one.reference}
                </TextLink>,
                t(`topic.${one.topic}`),
                <span key="state" className="row">
                  <StatusTag tone={TICKET_TONES[one.state]}>{t(`ticket-state.${one.state}`)}</StatusTag>
                  {one.unread > 0 && <StatusTag tone="warning">{n('questions.unread', one.unread)}</StatusTag>}
                </span>,
                time(one.openedAt),
              ],
            }))}
          />
        )}
        <div className="actions">
          {cursor && (
            <Button purpose="secondary" onClick={load}>
              {t('more')}
            </Button>
          )}
          <ButtonLink to="/help/ask">{t('help.to-ask')}</ButtonLink>
        </div>
      </div>
    </Page>
  );
}
