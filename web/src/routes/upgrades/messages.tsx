import { useEffect, useRef } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Thread } from '../../parts/thread';
import { Waiting } from '../../parts/waiting';

interface MessagesProps {
  upgradeId: string;
  open: boolean;
  /** Grows when something happened, so that a new message is fetched. */
  changes: number;
}

/** The customer's side of the thread. What is shown counts as read. */
export function Messages({ upgradeId, open, changes }: MessagesProps) {
  const { t, n } = useWords();
  const idempotencyKey = useIdempotencyKey();
  const { value, refused, again } = useResource(`messages ${upgradeId}`, () =>
    answer(api.GET('/v1/upgrades/{upgradeId}/messages', { params: { path: { upgradeId } } })),
  );
  const seen = useRef(changes);
  useEffect(() => {
    if (seen.current === changes) return;
    seen.current = changes;
    void again();
  }, [changes, again]);
  const unread = value?.unread ?? 0;
  useEffect(() => {
    if (unread === 0 || !open || document.visibilityState !== 'visible') return;
    // Whether it was noted does not matter to the reader; the next visit notes it again.
    answer(api.POST('/v1/upgrades/{upgradeId}/messages/reading', { params: { path: { upgradeId } } })).catch(() => undefined);
  }, [unread, open, upgradeId]);
  const write = async (text: string) => {
    const body = { text };
    const header = { 'Idempotency-Key': idempotencyKey({ ...body, after: value?.messages.length }) };
    await answer(api.POST('/v1/upgrades/{upgradeId}/messages', { params: { path: { upgradeId }, header }, body }));
    await again();
  };
  if (!value) return refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />;
  if (!open && value.messages.length === 0) return null;
  return (
    <>
      {unread > 0 && (
        <Notice tone="info" role="status" title={n('messages.new', unread)}>
          <p>
            <a className="nl-link" href="#messages">
              {t('messages.to')}
            </a>
          </p>
        </Notice>
      )}
      <Thread messages={value.messages} own="customer" open={open} send={write} />
    </>
  );
}
