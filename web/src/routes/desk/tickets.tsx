import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { WaitingTicket } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { usePages } from '../../parts/pages';
import { StatusTag } from '../../parts/status';
import { TICKET_TONES } from '../help/question-page';
import { isTopic, TOPICS } from '../help/topics';
import { Count, Waits } from './waits';

/** Questions to the service desk that wait, the longest waiting first; of one topic or of all. */
export function Tickets() {
  const { t } = useWords();
  const [search, setSearch] = useSearchParams();
  const asked = search.get('topic');
  const topic = isTopic(asked) ? asked : undefined;
  const waits = search.get('waits') === 'customer' ? 'customer' : 'desk';
  const show = (next: { topic?: string; waits: string }) =>
    setSearch({ ...(next.topic && { topic: next.topic }), ...(next.waits === 'customer' && { waits: next.waits }) }, { replace: true });
  return (
    <Page title={t('tickets.title')}>
      <div className="stack">
        <FindTicket />
        <div className="card two">
          <SelectField
            name="topic"
            label={t('ask.topic')}
            empty={t('tickets.every-topic')}
            errors={{}}
            value={topic ?? ''}
            onChange={(value) => show({ topic: value, waits })}
            options={TOPICS.map((value) => ({ value, label: t(`topic.${value}`) }))}
          />
          <SelectField
            name="waits"
            label={t('tickets.waits')}
            errors={{}}
            value={waits}
            onChange={(value) => show({ ...(topic && { topic }), waits: value })}
            options={(['desk', 'customer'] as const).map((value) => ({ value, label: t(`tickets-waits.${value}`) }))}
          />
        </div>
        <OfTopic key={`${topic} ${waits}`} topic={topic} waits={waits} />
      </div>
    </Page>
  );
}

function OfTopic({ topic, waits }: { topic: (typeof TOPICS)[number] | undefined; waits: 'desk' | 'customer' }) {
  const { n } = useWords();
  const query = { waits, ...(topic && { topic }) };
  const pages = usePages(`tickets ${topic} ${waits}`, (cursor) => answer(api.GET('/v1/desk/tickets', { params: { query: { ...query, cursor } } })));
  const shown = pages.items.length;
  return (
    <Waits pages={pages} said={<Count shown={shown}>{pages.known && n('tickets.count', shown)}</Count>}>
      {(ticket) => <Entry ticket={ticket} key={ticket.ticketId} />}
    </Waits>
  );
}

function Entry({ ticket }: { ticket: WaitingTicket }) {
  const { t, n, time } = useWords();
  return (
    <li className="card queue__entry">
      <div>
        <Heading level={2} appearance="level-3">
          {t(`topic.${ticket.topic}`)}
        </Heading>
        <p className="means__facts">
          <span className="numbers">{ticket.reference}</span>
          <span>{t('queue.since', { time: time(ticket.since) })}</span>
          <span>{t(ticket.loggedIn ? 'tickets.logged-in' : 'tickets.stranger')}</span>
        </p>
        <p className="row">
          <StatusTag tone={TICKET_TONES[ticket.state]}>{t(`ticket-state.${ticket.state}`)}</StatusTag>
          {ticket.taken && <StatusTag tone="neutral">{t('queue.taken', { name: ticket.taken.name })}</StatusTag>}
          {ticket.unread > 0 && <StatusTag tone="warning">{n('queue.unread', ticket.unread)}</StatusTag>}
        </p>
      </div>
      <div className="row">
        <ButtonLink to={`/desk/tickets/${ticket.ticketId}`} purpose="secondary" name={t('tickets.open-long', { reference: ticket.reference })}>
          {t('queue.open')}
        </ButtonLink>
      </div>
    </li>
  );
}

/** The question of a number that somebody reads out on the phone. */
function FindTicket() {
  const { t } = useWords();
  const navigate = useNavigate();
  const form = useForm({
    initial: { reference: '' },
    check: ({ reference }) => (reference.trim() ? {} : { reference: 'missing' }),
    send: async ({ reference }) => {
      const found = await answer(api.POST('/v1/desk/tickets/searches', { body: { reference: reference.trim() } }));
      await navigate(`/desk/tickets/${found.ticketId}`);
    },
  });
  return (
    <form className="card form" noValidate onSubmit={form.submit} role="search" aria-label={t('tickets.find')}>
      <FormFaults form={form} labels={{ reference: t('tickets.reference') }} />
      <TextField
        name="reference"
        label={t('tickets.reference')}
        hint={t('tickets.find-hint')}
        inputMode="numeric"
        size="code"
        errors={form.errors}
        value={form.values.reference}
        onChange={(reference) => form.set('reference', reference)}
      />
      <div className="actions">
        <Button type="submit" purpose="secondary" busy={form.busy}>
          {t('tickets.find')}
        </Button>
      </div>
    </form>
  );
}
