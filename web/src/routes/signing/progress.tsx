import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { SignerView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { focusHeading } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useUpgrade } from '../upgrades/upgrade-room';
import { Signers } from './signers';

/** Where the signatures of an upgrade stand, and what the customer can do about those that are missing. */
export function SigningProgress() {
  const { t } = useWords();
  const { upgrade, put, again } = useUpgrade();
  const [replacing, setReplacing] = useState<SignerView>();
  const [busy, setBusy] = useState<string>();
  const [reminded, setReminded] = useState<SignerView>();
  const [refused, setRefused] = useState<Refused>();
  const { signing, upgradeId, version, stage } = upgrade;
  if (!signing || stage === 'cancelled') return null;
  const enough = signing.signed >= signing.needed;
  const asking = stage === 'in-review' && !enough;
  const remind = (signer: SignerView) => {
    setBusy(signer.signerId);
    setRefused(undefined);
    setReminded(undefined);
    const path = { upgradeId, signerId: signer.signerId };
    answer(api.POST('/v1/upgrades/{upgradeId}/signers/{signerId}/reminders', { params: { path }, body: { version } }))
      .then((now) => {
        put(now);
        setReminded(signer);
      })
      .catch((thrown: unknown) => {
        setRefused(asRefused(thrown));
        void again();
      })
      .finally(() => setBusy(undefined));
  };
  const action = (signer: SignerView) =>
    asking && signing.acceptedOnline && signer.state !== 'signed' && signer.state !== 'replaced' ? (
      <div className="actions">
        {signer.state !== 'to-invite' && (
          <Button purpose="secondary" busy={busy === signer.signerId} onClick={() => remind(signer)}>
            {t(signer.state === 'declined' ? 'signing.ask-again' : 'signing.remind')}
            <span className="only-heard">: {signer.name}</span>
          </Button>
        )}
        <Button purpose="subtle" onClick={() => setReplacing(signer)}>
          {t('signing.replace')}
          <span className="only-heard">: {signer.name}</span>
        </Button>
      </div>
    ) : null;
  return (
    <section className="card stack">
      <Heading level={2} id="signatures" tabIndex={-1}>
        {t('signing.title')}
      </Heading>
      <p role="status">
        <strong>{t('signing.progress', { signed: signing.signed, needed: signing.needed })}</strong>
      </p>
      {refused && <ProblemNotice refused={refused} />}
      {reminded && (
        <Notice tone="ok" role="status">
          <p>{t('signing.reminder-sent', { name: reminded.name })}</p>
        </Notice>
      )}
      {asking && <p>{t(signing.acceptedOnline ? 'signing.online-text' : 'signing.paper-text')}</p>}
      <Signers signing={signing} action={action} />
      {asking && (
        <div className="actions">
          <ButtonLink to={`/upgrades/${upgradeId}/contract`} purpose={signing.acceptedOnline ? 'subtle' : 'primary'}>
            {t(signing.acceptedOnline ? 'signing.or-on-paper' : 'signing.to-paper')}
          </ButtonLink>
        </div>
      )}
      {signing.signed > 0 && (
        <p>
          <TextLink to={`/upgrades/${upgradeId}/signatures`}>{t('signing.to-evidence')}</TextLink>
        </p>
      )}
      {replacing && (
        <Replace
          signer={replacing}
          onClose={(done) => {
            setReplacing(undefined);
            if (done) focusHeading();
          }}
        />
      )}
    </section>
  );
}

function Replace({ signer, onClose }: { signer: SignerView; onClose: (done: boolean) => void }) {
  const { t } = useWords();
  const { upgrade, put } = useUpgrade();
  const path = { upgradeId: upgrade.upgradeId, signerId: signer.signerId };
  const form = useForm({
    initial: { email: signer.email },
    check: ({ email }) => ({ email: email.trim() ? undefined : 'missing' }),
    send: async ({ email }) => {
      const body = { version: upgrade.version, email: email.trim() };
      put(await answer(api.POST('/v1/upgrades/{upgradeId}/signers/{signerId}/replacement', { params: { path }, body })));
      onClose(true);
    },
  });
  return (
    <Dialog title={t('signing.replace-title', { name: signer.name })} onClose={() => onClose(false)}>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ email: t('field.email') }} />
        <p className="utrecht-paragraph">{t('signing.replace-text')}</p>
        <TextField
          name="email"
          label={t('field.email')}
          hint={t('signing.replace-hint')}
          type="email"
          errors={form.errors}
          value={form.values.email}
          onChange={(email) => form.set('email', email)}
        />
        <p className="quiet">{t('signing.replace-other')}</p>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('signing.replace-send')}
          </Button>
          <Button purpose="subtle" onClick={() => onClose(false)}>
            {t('signing.replace-not')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
