import { useEffect } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { QuestionPage } from './question-page';

/** One of one's own questions. What is shown counts as read. */
export function Question() {
  const { ticketId = '' } = useParams();
  return <OwnQuestion key={ticketId} ticketId={ticketId} />;
}

function OwnQuestion({ ticketId }: { ticketId: string }) {
  const { t } = useWords();
  const idempotencyKey = useIdempotencyKey();
  const path = { ticketId };
  const { value, refused, again } = useResource(`question ${ticketId}`, () => answer(api.GET('/v1/tickets/{ticketId}', { params: { path } })));
  const unread = value?.ticket.unread ?? 0;
  useEffect(() => {
    if (unread === 0 || document.visibilityState !== 'visible') return;
    // Whether it was noted does not matter to the reader; the next visit notes it again.
    answer(api.POST('/v1/tickets/{ticketId}/reading', { params: { path: { ticketId } } })).catch(() => undefined);
  }, [unread, ticketId]);
  const write = async (text: string) => {
    const body = { text };
    const header = { 'Idempotency-Key': idempotencyKey({ ...body, after: value?.messages.length }) };
    await answer(api.POST('/v1/tickets/{ticketId}/messages', { params: { path, header }, body }));
    await again();
  };
  const close = async () => {
    await answer(api.POST('/v1/tickets/{ticketId}/closing', { params: { path } }));
    await again();
  };
  const back = { to: '/help/questions', text: t('questions.title') };
  if (!value) {
    return (
      <Page title={t('questions.title')} back={back}>
        {refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />}
      </Page>
    );
  }
  return (
    <QuestionPage value={value} back={back} send={write} close={close}>
      {refused && <ProblemNotice refused={refused} again={() => void again()} />}
    </QuestionPage>
  );
}
