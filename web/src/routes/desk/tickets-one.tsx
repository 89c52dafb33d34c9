import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { Refused } from '../../api/problem';
import type { OpenedTicket } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Checkbox } from '../../parts/fields';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Thread } from '../../parts/thread';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { TICKET_TONES } from '../help/question-page';
import { ChangeAddress } from './change-address';
import { FindCase } from './find-case';
import { Hands } from './hands';
import { asksForMainUser, MainUser } from './main-user';

/** One question to the service desk: who asks, what happened, and the answer. */
export function TicketAtDesk() {
  const { ticketId = '' } = useParams();
  return <Opened key={ticketId} ticketId={ticketId} />;
}

function Opened({ ticketId }: { ticketId: string }) {
  const { t } = useWords();
  const { value, refused, again } = useResource(`ticket ${ticketId}`, () =>
    answer(api.GET('/v1/desk/tickets/{ticketId}', { params: { path: { ticketId } } })),
  );
  if (!value) {
    return (
      <Page title={t('tickets.title')} back={{ to: '/desk/tickets', text: t('tickets.title') }}>
        {refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />}
      </Page>
    );
  }
  return <TicketPage value={value} refused={refused} changed={again} />;
}

function TicketPage({ value, refused, changed }: { value: OpenedTicket; refused: Refused | undefined; changed: () => Promise<void> }) {
  const { t, time } = useWords();
  const { ticket, contact, situation, messages, organisation } = value;
  const path = { ticketId: ticket.ticketId };
  const idempotencyKey = useIdempotencyKey();
  const [closing, setClosing] = useState(false);
  const write = async (text: string) => {
    const body = { text, closing };
    const header = { 'Idempotency-Key': idempotencyKey({ ...body, after: messages.length }) };
    await answer(api.POST('/v1/desk/tickets/{ticketId}/messages', { params: { path, header }, body }));
    setClosing(false);
    await changed();
  };
  return (
    <Page
      title={t('question.title', { reference: ticket.reference })}
      back={{ to: '/desk/tickets', text: t('tickets.title') }}
      over={
        <span className="row">
          <StatusTag tone={TICKET_TONES[ticket.state]}>{t(`ticket-state.${ticket.state}`)}</StatusTag>
          <span>{t('queue.since', { time: time(ticket.since) })}</span>
        </span>
      }
    >
      <div className="stack">
        {refused && <ProblemNotice refused={refused} again={() => void changed()} />}
        {ticket.state !== 'closed' && (
          <Hands
            taken={ticket.taken}
            take={() => answer(api.POST('/v1/desk/tickets/{ticketId}/taking', { params: { path } }))}
            release={() => answer(api.POST('/v1/desk/tickets/{ticketId}/release', { params: { path } }))}
            changed={() => void changed()}
          />
        )}
        <section className="card">
          <DataList
            rows={[
              [t('ask.topic'), t(`topic.${ticket.topic}`)],
              [t('question.asked'), time(ticket.openedAt)],
              [t('tickets.name'), contact.name],
              [t('field.email'), contact.email],
              [
                t('ask.phone'),
                contact.phone && (
                  <a className="nl-link" key="phone" href={`tel:${contact.phone}`}>
                    {contact.phone}
                  </a>
                ),
              ],
              [t('tickets.who'), t(ticket.loggedIn ? 'tickets.logged-in' : 'tickets.stranger')],
              [t('tickets.organisation'), organisation && `${organisation.name} (${organisation.kvkNumber})`],
              [t('ask.page'), situation.page],
              [t('ask.error'), situation.error],
              [t('ask.trace'), situation.traceId],
              [t('ask.old-email'), situation.oldEmail],
              [t('address.new-email'), situation.newEmail],
            ]}
          />
        </section>
        {ticket.topic === 'change-address' && (
          <ChangeAddress ticketId={ticket.ticketId} oldEmail={situation.oldEmail ?? contact.email} newEmail={situation.newEmail ?? ''} />
        )}
        {ticket.topic === 'upgrade' && (
          <>
            <p className="quiet">{t('registration.find')}</p>
            <FindCase />
          </>
        )}
        {asksForMainUser(ticket.topic) && <MainUser kvkNumber={organisation?.kvkNumber ?? ''} />}
        <Thread messages={messages} own="desk" open send={write}>
          <Checkbox name="closing" label={t('tickets.closing')} errors={{}} checked={closing} onChange={setClosing} />
        </Thread>
        {ticket.state !== 'closed' && <Close ticketId={ticket.ticketId} changed={changed} />}
      </div>
    </Page>
  );
}

/** Closing without another word. */
function Close({ ticketId, changed }: { ticketId: string; changed: () => Promise<void> }) {
  const { t } = useWords();
  const { busy, refused, work } = useWork();
  const close = () => void work(() => answer(api.POST('/v1/desk/tickets/{ticketId}/closing', { params: { path: { ticketId } } })).then(changed));
  return (
    <div className="stack stack--close">
      {refused && <ProblemNotice refused={refused} />}
      <p className="quiet">{t('tickets.close-text')}</p>
      <div className="actions">
        <Button purpose="secondary" busy={busy} onClick={close}>
          {t('tickets.close')}
        </Button>
      </div>
    </div>
  );
}
