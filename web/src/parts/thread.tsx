import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import type { MessageView } from '../api/types';
import { useWords } from '../i18n';
import { Button } from './button';
import { TextArea } from './fields';
import { useForm } from './form';
import { FormFaults } from './form-faults';

interface ThreadProps {
  messages: readonly Omit<MessageView, 'author'>[];
  /** Which side of the counter the reader is on. */
  own: MessageView['from'];
  /** Whether one can still write. */
  open: boolean;
  send: (text: string) => Promise<void>;
  /** Whether it is told that the other side has read. */
  receipts?: boolean;
  /** What else is chosen with a message, above its button. */
  children?: ReactNode;
}

/** What the customer and the desk wrote each other, oldest first, and a field for the next message. */
export function Thread({ messages, own, open, send, receipts = true, children }: ThreadProps) {
  const { t, time } = useWords();
  const form = useForm({
    initial: { text: '' },
    check: ({ text }) => (text.trim() ? {} : { text: 'missing' }),
    send: async (values) => {
      await send(values.text.trim());
      form.replace({ text: '' });
    },
  });
  return (
    <section className="card stack" aria-labelledby="messages">
      <Heading level={2} id="messages" tabIndex={-1}>
        {t('messages.title')}
      </Heading>
      {messages.length === 0 && <p className="quiet">{t(own === 'desk' ? 'messages.none-desk' : 'messages.none')}</p>}
      {messages.length > 0 && (
        <ol className="thread" aria-live="polite">
          {messages.map((message) => (
            <li key={message.messageId} className={message.from === own ? 'thread__message thread__message--own' : 'thread__message'}>
              <p className="thread__who">
                <strong>{message.from === own ? t('messages.you') : (message.name ?? t('messages.desk'))}</strong>{' '}
                <time dateTime={message.at}>{time(message.at)}</time>
              </p>
              <p className="thread__text">{message.text}</p>
              {receipts && message.from === own && (
                <p className="quiet">{message.readAt ? t('messages.read', { time: time(message.readAt) }) : t('messages.unread')}</p>
              )}
            </li>
          ))}
        </ol>
      )}
      {open && (
        <form className="form" noValidate onSubmit={form.submit}>
          <FormFaults form={form} labels={{ text: t('messages.text') }} />
          <TextArea
            name="text"
            label={t('messages.text')}
            hint={t(own === 'desk' ? 'messages.hint-desk' : 'messages.hint')}
            errors={form.errors}
            value={form.values.text}
            onChange={(text) => form.set('text', text)}
          />
          {children}
          <div className="actions">
            <Button type="submit" purpose="secondary" busy={form.busy}>
              {t('messages.send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}
