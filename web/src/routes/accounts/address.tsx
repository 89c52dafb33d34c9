import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { AddressChangeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';
import { emailFault } from './judge';

/** The address of the account: another one, with a confirmation from both mailboxes; and the two other ways (seed 003). */
export function Address() {
  const { t } = useWords();
  const me = useMe();
  const change = useResource('address-change', async () => (await answer(api.GET('/v1/me/address-change'))).change ?? null);
  return (
    <Page title={t('address.title')} lead={t('address.lead', { email: me.email })} back={{ to: '/account', text: t('account.title') }}>
      <div className="stack stack--wide">
        {change.refused && <ProblemNotice refused={change.refused} again={() => void change.again()} />}
        {change.value === undefined && !change.refused && <Waiting />}
        {change.value && <Underway change={change.value} again={change.again} />}
        {change.value !== undefined && change.value?.state !== 'done' && <Wish asked={change.put} waits={change.value !== null} />}
        <section className="card stack stack--close">
          <Heading level={2}>{t('address.other-ways')}</Heading>
          <p className="utrecht-paragraph">{t('address.lost-mailbox')}</p>
          <p>
            <TextLink to="/help/ask?topic=change-address">{t('address.to-desk')}</TextLink>
          </p>
          <p className="utrecht-paragraph">{t('address.new-account')}</p>
          <p>
            <TextLink to="/account/delete">{t('deletion.title')}</TextLink>
          </p>
        </section>
      </div>
    </Page>
  );
}

function Underway({ change, again }: { change: AddressChangeView; again: () => Promise<void> }) {
  const { t, time } = useWords();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const takeBack = () => {
    setBusy(true);
    answer(api.DELETE('/v1/me/address-change'))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        void again();
      });
  };
  if (change.state === 'done') {
    return (
      <Notice tone="ok" title={t('address.done', { email: change.newEmail })}>
        <p>{t('address.done-text', { old: change.oldEmail, time: time(change.until) })}</p>
      </Notice>
    );
  }
  const mailboxes = [
    { email: change.oldEmail, confirmed: change.oldConfirmed, needed: !change.byDesk },
    { email: change.newEmail, confirmed: change.newConfirmed, needed: true },
  ];
  return (
    <section className="card stack" aria-labelledby="underway">
      <Heading level={2} id="underway">
        {t('address.underway')}
      </Heading>
      {refused && <ProblemNotice refused={refused} />}
      <p className="utrecht-paragraph">{t(change.byDesk ? 'address.underway-desk' : 'address.underway-text', { time: time(change.until) })}</p>
      <ul className="utrecht-unordered-list">
        {mailboxes
          .filter((mailbox) => mailbox.needed)
          .map(({ email, confirmed }) => (
            <li className="utrecht-unordered-list__item" key={email}>
              {email} <StatusTag tone={confirmed ? 'safe' : 'warning'}>{t(confirmed ? 'address.confirmed' : 'address.not-confirmed')}</StatusTag>
            </li>
          ))}
      </ul>
      <div className="actions">
        <Button purpose="secondary" busy={busy} onClick={takeBack}>
          {t('address.take-back')}
        </Button>
      </div>
    </section>
  );
}

function Wish({ asked, waits }: { asked: (change: AddressChangeView) => void; waits: boolean }) {
  const { t } = useWords();
  const form = useForm({
    initial: { newEmail: '' },
    check: (values) => emailFault('newEmail', values.newEmail),
    send: async ({ newEmail }) => {
      asked(await answer(api.POST('/v1/me/address-change', { body: { newEmail: newEmail.trim() } })));
      form.set('newEmail', '');
    },
  });
  return (
    <section className="card narrow stack" aria-labelledby="wish">
      <Heading level={2} id="wish">
        {t(waits ? 'address.another-wish' : 'address.wish')}
      </Heading>
      <p className="utrecht-paragraph">{t('address.how')}</p>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ newEmail: t('address.new-email') }} />
        <TextField
          name="newEmail"
          label={t('address.new-email')}
          hint={t('address.new-email-hint')}
          type="email"
          inputMode="email"
          autoComplete="email"
          errors={form.errors}
          value={form.values.newEmail}
          onChange={(newEmail) => form.set('newEmail', newEmail)}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('address.send')}
          </Button>
        </div>
      </form>
    </section>
  );
}
