import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { TICKET_TONES } from './question-page';

/** One's own questions to the service desk, the latest first. */
export function Questions() {
  const { t, n, time } = useWords();
  const pages = usePages('questions', (cursor) => answer(api.GET('/v1/tickets', { params: { query: { cursor } } })));
  const { items } = pages;
  return (
    <Page title={t('questions.title')} back={{ to: '/help', text: t('help.title') }}>
      <div className="stack">
        <PagesState pages={pages} />
        {pages.known && items.length === 0 && (
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
        <More pages={pages}>
          <ButtonLink to="/help/ask">{t('help.to-ask')}</ButtonLink>
        </More>
      </div>
    </Page>
  );
}
