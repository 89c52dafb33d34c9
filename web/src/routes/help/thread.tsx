import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { emailFault } from '../accounts/judge';
import { useToken } from '../accounts/token';
import { QuestionPage } from './question-page';

/** A question of somebody without an account, by the link from his mail; without a link, the way to one. */
export function QuestionThread() {
  const { t } = useWords();
  const token = useToken();
  if (!token) {
    return (
      <Page title={t('link.title')} lead={t('link.lead')} back={{ to: '/help', text: t('help.title') }}>
        <SendLink />
      </Page>
    );
  }
  return <ByLink key={token} token={token} />;
}

function ByLink({ token }: { token: string }) {
  const { t } = useWords();
  const { value, refused, again } = useResource('thread', () => answer(api.POST('/v1/help/threads', { body: { token } })));
  const write = async (text: string) => {
    await answer(api.POST('/v1/help/threads/messages', { body: { token, text } }));
    await again();
  };
  const close = async () => {
    await answer(api.POST('/v1/help/threads/closing', { body: { token } }));
    await again();
  };
  const back = { to: '/help', text: t('help.title') };
  if (!value) {
    const dead = refused?.slug === 'link-not-usable';
    return (
      <Page title={t(dead ? 'link.dead' : 'link.title')} back={back}>
        <div className="stack">
          {!refused && <Waiting />}
          {refused && !dead && <ProblemNotice refused={refused} again={() => void again()} />}
          {dead && (
            <>
              <Notice tone="warning" title={t('link.dead-why')}>
                <p>{t('link.dead-text')}</p>
              </Notice>
              <SendLink />
            </>
          )}
        </div>
      </Page>
    );
  }
  return (
    <QuestionPage value={value} back={back} send={write} close={close}>
      {refused && <ProblemNotice refused={refused} again={() => void again()} />}
    </QuestionPage>
  );
}

/** Asks for the link once more. Whether the number and the address belong together is not said. */
function SendLink() {
  const { t } = useWords();
  const [sentTo, setSentTo] = useState<string>();
  const form = useForm({
    initial: { reference: '', email: '' },
    check: (values) => ({
      ...(/^\d{9}$/.test(values.reference.replace(/[\s.-]/g, '')) ? {} : { reference: values.reference.trim() ? 'reference' : 'missing' }),
      ...emailFault('email', values.email),
    }),
    send: async (values) => {
      const email = values.email.trim();
      await answer(api.POST('/v1/help/links', { body: { reference: values.reference.trim(), email } }));
      setSentTo(email);
    },
  });
  if (sentTo) {
    return (
      <Notice tone="ok" role="status" title={t('link.sent')}>
        <p>{t('link.sent-text', { email: sentTo })}</p>
      </Notice>
    );
  }
  const labels = { reference: t('link.reference'), email: t('field.email') };
  return (
    <div className="card narrow">
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={labels} />
        <TextField
          name="reference"
          label={labels.reference}
          hint={t('link.reference-hint')}
          inputMode="numeric"
          size="code"
          errors={form.errors}
          value={form.values.reference}
          onChange={(reference) => form.set('reference', reference)}
        />
        <TextField
          name="email"
          label={labels.email}
          hint={t('link.email-hint')}
          type="email"
          inputMode="email"
          autoComplete="email"
          errors={form.errors}
          value={form.values.email}
          onChange={(email) => form.set('email', email)}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('link.send')}
          </Button>
        </div>
      </form>
    </div>
  );
}
