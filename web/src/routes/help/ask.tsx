import { useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextArea, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';
import { emailFault } from '../accounts/judge';
import { isTopic, TOPICS } from './topics';

interface Asked {
  reference: string;
  /** Where the answer will stand, for somebody who is logged in. */
  ticketId?: string;
  email: string;
}

/** The form for a question: open to everybody. Who is logged in is not asked who he is. */
export function Ask() {
  const { t } = useWords();
  const { here } = useSession();
  const [asked, setAsked] = useState<Asked>();
  if (asked) return <Received asked={asked} />;
  if (here.kind === 'unknown') {
    return (
      <Page title={t('ask.title')}>
        <Waiting />
      </Page>
    );
  }
  return <AskForm onAsked={setAsked} me={here.kind === 'somebody' && !here.me.mustChoosePassword ? here.me : undefined} />;
}

/** Optional texts that were left empty are not sent. */
function given(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])));
}

function AskForm({ onAsked, me }: { onAsked: (asked: Asked) => void; me: { email: string } | undefined }) {
  const { t, language } = useWords();
  const [search] = useSearchParams();
  const state: unknown = useLocation().state;
  const idempotencyKey = useIdempotencyKey();
  const from = typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string' ? state.from : '';
  const topic = search.get('topic');
  const form = useForm({
    initial: {
      topic: isTopic(topic) ? topic : '',
      text: '',
      'situation/page': from.slice(0, 100),
      'situation/error': '',
      'situation/traceId': search.get('trace')?.slice(0, 40) ?? '',
      name: '',
      email: '',
      phone: '',
      'situation/oldEmail': me?.email ?? '',
      'situation/newEmail': '',
    },
    check: (values) => ({
      ...(isTopic(values.topic) ? {} : { topic: 'missing' }),
      ...(values.text.trim() ? {} : { text: 'missing' }),
      ...(values.topic === 'change-address'
        ? { ...emailFault('situation/oldEmail', values['situation/oldEmail']), ...emailFault('situation/newEmail', values['situation/newEmail']) }
        : {}),
      ...(me ? {} : { ...(values.name.trim() ? {} : { name: 'missing' }), ...emailFault('email', values.email) }),
    }),
    send: async (values) => {
      if (!isTopic(values.topic)) return;
      const addresses: Record<string, string> = values.topic === 'change-address' ? { oldEmail: values['situation/oldEmail'], newEmail: values['situation/newEmail'] } : {};
      const situation = given({ page: values['situation/page'], error: values['situation/error'], traceId: values['situation/traceId'], ...addresses });
      const what = { topic: values.topic, text: values.text.trim(), situation, language, ...given({ phone: values.phone }) };
      if (me) {
        const header = { 'Idempotency-Key': idempotencyKey(what) };
        const { reference, ticketId } = await answer(api.POST('/v1/tickets', { params: { header }, body: what }));
        onAsked({ reference, ticketId, email: me.email });
      } else {
        const body = { ...what, name: values.name.trim(), email: values.email.trim() };
        const { reference } = await answer(api.POST('/v1/help/questions', { body }));
        onAsked({ reference, email: body.email });
      }
    },
  });
  const labels = {
    topic: t('ask.topic'),
    text: t('ask.text'),
    'situation/page': t('ask.page'),
    'situation/error': t('ask.error'),
    'situation/traceId': t('ask.trace'),
    name: t('ask.name'),
    email: t('field.email'),
    phone: t('ask.phone'),
    'situation/oldEmail': t('ask.old-email'),
    'situation/newEmail': t('address.new-email'),
  };
  return (
    <Page title={t('ask.title')} lead={t('ask.lead')} back={{ to: '/help', text: t('help.title') }}>
      <div className="card narrow">
        <form className="form" noValidate onSubmit={form.submit}>
          <FormFaults form={form} labels={labels} />
          <SelectField
            name="topic"
            label={labels.topic}
            empty={t('choose')}
            errors={form.errors}
            value={form.values.topic}
            onChange={(value) => form.set('topic', value)}
            options={TOPICS.map((value) => ({ value, label: t(`topic.${value}`) }))}
          />
          {form.values.topic === 'change-address' &&
            (['situation/oldEmail', 'situation/newEmail'] as const).map((name) => (
              <TextField
                key={name}
                name={name}
                label={labels[name]}
                hint={name === 'situation/oldEmail' ? t('ask.old-email-hint') : t('ask.new-email-hint')}
                type="email"
                inputMode="email"
                errors={form.errors}
                value={form.values[name]}
                onChange={(value) => form.set(name, value)}
              />
            ))}
          <TextArea
            name="text"
            label={labels.text}
            hint={t('ask.text-hint')}
            errors={form.errors}
            value={form.values.text}
            onChange={(value) => form.set('text', value)}
          />
          <TextField
            name="situation/page"
            label={labels['situation/page']}
            hint={t('ask.page-hint')}
            optional
            errors={form.errors}
            value={form.values['situation/page']}
            onChange={(value) => form.set('situation/page', value)}
          />
          <TextField
            name="situation/error"
            label={labels['situation/error']}
            optional
            errors={form.errors}
            value={form.values['situation/error']}
            onChange={(value) => form.set('situation/error', value)}
          />
          <TextField
            name="situation/traceId"
            label={labels['situation/traceId']}
            hint={t('ask.trace-hint')}
            optional
            errors={form.errors}
            value={form.values['situation/traceId']}
            onChange={(value) => form.set('situation/traceId', value)}
          />
          {me ? (
            <p className="quiet">{t('ask.known', { email: me.email })}</p>
          ) : (
            <>
              <TextField
                name="name"
                label={labels.name}
                autoComplete="name"
                errors={form.errors}
                value={form.values.name}
                onChange={(value) => form.set('name', value)}
              />
              <TextField
                name="email"
                label={labels.email}
                hint={t('ask.email-hint')}
                type="email"
                inputMode="email"
                autoComplete="email"
                errors={form.errors}
                value={form.values.email}
                onChange={(value) => form.set('email', value)}
              />
            </>
          )}
          <TextField
            name="phone"
            label={labels.phone}
            type="tel"
            inputMode="tel"
            autoComplete="tel"
            optional
            errors={form.errors}
            value={form.values.phone}
            onChange={(value) => form.set('phone', value)}
          />
          <p className="quiet">{t('ask.never')}</p>
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('ask.send')}
            </Button>
          </div>
        </form>
      </div>
    </Page>
  );
}

function Received({ asked }: { asked: Asked }) {
  const { t } = useWords();
  return (
    <Page title={t('asked.title')} lead={t('asked.lead', { email: asked.email })}>
      <div className="stack">
        <Notice tone="ok" role="status" title={t('asked.number')}>
          <p className="reference">{asked.reference}</p>
          <p>{t('asked.number-text')}</p>
        </Notice>
        <div className="actions">
          {asked.ticketId ? (
            <ButtonLink to={`/help/questions/${asked.ticketId}`}>{t('asked.to-question')}</ButtonLink>
          ) : (
            <ButtonLink to="/help" purpose="secondary">
              {t('asked.back')}
            </ButtonLink>
          )}
        </div>
      </div>
    </Page>
  );
}
