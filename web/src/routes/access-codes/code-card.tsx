import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { AccessCodeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Dialog } from '../../parts/dialog';
import { TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { StatusTag } from '../../parts/status';

const TONES = { active: 'safe', 'on-its-way': 'warning', ended: 'neutral' } as const;

interface CardProps {
  code: AccessCodeView;
  /** Whether the reader is the main user. */
  reigns: boolean;
  /** Whether it is the code of the main user, which is not ended. */
  ofMainUser: boolean;
  busy: boolean;
  act: (work: () => Promise<unknown>, done: 'codes.renewed' | 'codes.ended-done' | 'codes.labelled') => void;
}

/** One code: whose it is, what it is called, and what to do when it was lost or is not needed any more. */
export function CodeCard({ code, reigns, ofMainUser, busy, act }: CardProps) {
  const { t, date } = useWords();
  const [asked, setAsked] = useState<'label' | 'renew' | 'end'>();
  const params = { path: { accessCodeId: code.accessCodeId } };
  const { label } = code;
  const name = code.holderName ?? code.holderEmail ?? code.holderId;
  const close = () => setAsked(undefined);
  return (
    <article className="card stack" aria-labelledby={code.accessCodeId}>
      <div className="row row--apart">
        <Heading level={3} id={code.accessCodeId}>
          {label} {code.isYours && <span className="quiet">{t('codes.yours')}</span>}
        </Heading>
        <StatusTag tone={TONES[code.status]}>{t(`code-status.${code.status}`)}</StatusTag>
      </div>
      <DataList
        rows={[
          [t('codes.holder'), code.holderEmail && code.holderName !== code.holderEmail ? `${name}, ${code.holderEmail}` : name],
          [t('codes.code'), code.hint && <span key="hint" className="code">{code.hint}</span>],
          [t('codes.since'), date(code.since)],
          [t('codes.ended-on'), code.endedAt && date(code.endedAt)],
        ]}
      />
      {code.status !== 'ended' && (
        <div className="actions">
          <Button purpose="secondary" onClick={() => setAsked('label')} name={t('codes.relabel-long', { label })}>
            {t('codes.relabel')}
          </Button>
          <Button purpose="secondary" onClick={() => setAsked('renew')} name={t('codes.renew-long', { label })}>
            {t('codes.renew')}
          </Button>
          {reigns && !ofMainUser && (
            <Button purpose="subtle" negative onClick={() => setAsked('end')} name={t('codes.end-long', { label })}>
              {t('codes.end')}
            </Button>
          )}
        </div>
      )}
      {asked === 'label' && (
        <Relabel
          label={label}
          onClose={close}
          send={async (next) => {
            await answer(api.PUT('/v1/access-codes/{accessCodeId}/label', { params, body: { label: next } }));
            close();
            act(() => Promise.resolve(), 'codes.labelled');
          }}
        />
      )}
      {asked === 'renew' && (
        <Dialog title={t('codes.renew-sure', { label })} onClose={close}>
          <p className="utrecht-paragraph">{t('codes.renew-text', { name })}</p>
          <div className="actions">
            <Button
              busy={busy}
              onClick={() => {
                close();
                act(() => answer(api.POST('/v1/access-codes/{accessCodeId}/renewal', { params })), 'codes.renewed');
              }}
            >
              {t('codes.renew')}
            </Button>
            <Button purpose="secondary" onClick={close}>
              {t('codes.keep')}
            </Button>
          </div>
        </Dialog>
      )}
      {asked === 'end' && (
        <Dialog title={t('codes.end-sure', { label })} onClose={close}>
          <p className="utrecht-paragraph">{t('codes.end-text', { name })}</p>
          <div className="actions">
            <Button
              negative
              busy={busy}
              onClick={() => {
                close();
                act(() => answer(api.POST('/v1/access-codes/{accessCodeId}/end', { params })), 'codes.ended-done');
              }}
            >
              {t('codes.end')}
            </Button>
            <Button purpose="secondary" onClick={close}>
              {t('codes.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </article>
  );
}

function Relabel({ label, onClose, send }: { label: string; onClose: () => void; send: (label: string) => Promise<void> }) {
  const { t } = useWords();
  const form = useForm({
    initial: { label },
    check: (values) => (values.label.trim() ? {} : { label: 'missing' }),
    send: (values) => send(values.label.trim()),
  });
  return (
    <Dialog title={t('codes.relabel-title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={{ label: t('codes.label') }} />
        <TextField
          name="label"
          label={t('codes.label')}
          hint={t('codes.relabel-hint')}
          spellCheck
          errors={form.errors}
          value={form.values.label}
          onChange={(next) => form.set('label', next)}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('codes.save')}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {t('codes.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
