import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { useArrival } from '../../parts/arrival';
import { Button } from '../../parts/button';
import { CopyButton } from '../../parts/copy-button';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { SvgPicture } from '../../parts/svg-picture';
import { useWork } from '../../parts/work';
import { useMe, useSession } from '../../session/session';

interface Enrolment {
  secret: string;
  otpauthUri: string;
  qrSvg: string;
}

function ConfirmForm({ enrolment, onCodes }: { enrolment: Enrolment; onCodes: (codes: string[]) => void }) {
  const { t } = useWords();
  useArrival('enrol-scan');
  const form = useForm({
    initial: { code: '' },
    check: (values) => (/^\d{6}$/.test(values.code.replace(/\s/g, '')) ? {} : { code: 'six-digits' }),
    send: async (values) => {
      const { recoveryCodes } = await answer(api.POST('/v1/me/totp/confirmation', { body: { code: values.code.replace(/\s/g, '') } }));
      onCodes(recoveryCodes);
    },
  });
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={{ code: t('second-factor.code') }} />
      <div className="stack stack--close">
        <Heading level={2} id="enrol-scan" tabIndex={-1}>
          {t('enrol.scan')}
        </Heading>
        <p className="utrecht-paragraph">{t('enrol.scan-text')}</p>
        <SvgPicture source={enrolment.qrSvg} label={t('enrol.qr')} />
        <p className="utrecht-paragraph">
          {t('enrol.secret')} <span className="code">{enrolment.secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
        </p>
        <div className="actions">
          <CopyButton text={enrolment.secret} label={t('enrol.copy-secret')} />
        </div>
      </div>
      <TextField
        name="code"
        label={t('second-factor.code')}
        hint={t('enrol.code-hint')}
        inputMode="numeric"
        autoComplete="one-time-code"
        size="code"
        errors={form.errors}
        value={form.values.code}
        onChange={(code) => form.set('code', code)}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('enrol.confirm')}
        </Button>
      </div>
    </form>
  );
}

function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const { t } = useWords();
  useArrival('recovery-codes');
  return (
    <div className="stack">
      <div id="recovery-codes" tabIndex={-1}>
        <Notice tone="ok" title={t('recovery.title')}>
          <p>{t('recovery.text')}</p>
        </Notice>
      </div>
      <ul className="codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="actions no-print">
        <CopyButton text={codes.join('\n')} label={t('recovery.copy')} />
        <Button purpose="secondary" onClick={() => window.print()}>
          {t('recovery.print')}
        </Button>
        <ButtonLink to="/account">{t('recovery.kept')}</ButtonLink>
      </div>
    </div>
  );
}

export function SecondFactor() {
  const { t, n } = useWords();
  const me = useMe();
  const { look } = useSession();
  const [enrolment, setEnrolment] = useState<Enrolment>();
  const [codes, setCodes] = useState<string[]>();
  const { busy, refused, work } = useWork();
  const [removed, setRemoved] = useState(false);

  const show = (recoveryCodes: string[]) => {
    setEnrolment(undefined);
    setCodes(recoveryCodes);
    void look();
  };
  return (
    <Page title={t('account.second-factor')} lead={codes ? undefined : t('enrol.lead')} back={{ to: '/account', text: t('account.title') }}>
      <div className="card sheet stack">
        {refused && <ProblemNotice refused={refused} />}
        {removed && !me.secondFactor.totp && !enrolment && (
          <Notice tone="ok" role="status">
            <p>{t('enrol.removed')}</p>
          </Notice>
        )}
        {codes ? (
          <RecoveryCodes codes={codes} />
        ) : enrolment ? (
          <ConfirmForm enrolment={enrolment} onCodes={show} />
        ) : me.secondFactor.totp ? (
          <>
            <p className="utrecht-paragraph">{n('account.recovery-codes-left', me.secondFactor.recoveryCodesLeft)}</p>
            <div className="actions">
              <Button
                purpose="secondary"
                busy={busy}
                onClick={() => void work(async () => show((await answer(api.POST('/v1/me/recovery-codes'))).recoveryCodes))}
              >
                {t('enrol.renew-codes')}
              </Button>
              <Button
                purpose="secondary"
                negative
                busy={busy}
                onClick={() =>
                  void work(async () => {
                    await answer(api.DELETE('/v1/me/totp'));
                    setRemoved(true);
                    await look();
                  })
                }
              >
                {t('enrol.remove')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p className="utrecht-paragraph">{t('enrol.text')}</p>
            <div className="actions">
              <Button busy={busy} onClick={() => void work(async () => setEnrolment(await answer(api.POST('/v1/me/totp'))))}>
                {t('account.second-factor-start')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
