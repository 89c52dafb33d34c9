import type { ReactNode } from 'react';
import type { SignerView, SigningView } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';

const TONES: Record<SignerView['state'], StatusTone> = {
  'to-invite': 'neutral',
  invited: 'warning',
  opened: 'warning',
  signed: 'safe',
  declined: 'danger',
  replaced: 'neutral',
};

const OPEN = new Set<SignerView['state']>(['to-invite', 'invited', 'opened']);

/** Who may sign and what became of it, for the customer and for the desk. */
export function Signers({ signing, action }: { signing: SigningView; action?: (signer: SignerView) => ReactNode }) {
  const { t, date, time } = useWords();
  const enough = signing.signed >= signing.needed;
  // Nobody waits for those who are left once enough have signed.
  const spared = (signer: SignerView) => enough && OPEN.has(signer.state);
  const line = (signer: SignerView) => {
    if (signer.how?.in === 'paper') return t('signing.on-paper', { date: date(signer.how.signedOn) });
    if (signer.how?.in === 'room') return t(signer.how.factor === 'app' ? 'signing.with-app' : 'signing.with-code', { time: signer.at ? time(signer.at) : '' });
    if (signer.state === 'to-invite') return t(signing.acceptedOnline ? 'signing.invitation-coming' : 'signing.waits-for-paper');
    return signer.at ? t(`signing.${signer.state}-at`, { time: time(signer.at) }) : undefined;
  };
  return (
    <ul className="files">
      {signing.signers.map((signer) => (
        <li className="stack stack--close" key={signer.signerId}>
          <div className="row row--apart">
            <span>
              <strong>{signer.name}</strong>, {signer.function}
            </span>
            <StatusTag tone={spared(signer) ? 'neutral' : TONES[signer.state]}>
              {t(spared(signer) ? 'signer-state.not-needed' : `signer-state.${signer.state}`)}
            </StatusTag>
          </div>
          <p className="quiet">
            {signer.email}
            {line(signer) && <>. {line(signer)}</>}
            {signer.remindedAt && (signer.state === 'invited' || signer.state === 'opened') && <> {t('signing.reminded', { time: time(signer.remindedAt) })}</>}
          </p>
          {signer.reason && <p>{t('signing.reason', { reason: signer.reason })}</p>}
          {action?.(signer)}
        </li>
      ))}
    </ul>
  );
}
