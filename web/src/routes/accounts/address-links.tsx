import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';
import { useSession } from '../../session/session';
import { useToken } from './token';

/** What a link of a mail did, or that it does nothing any more. Opening the page does nothing (S19): each thing has a button. */
function useLink() {
  const token = useToken();
  const { busy, refused, work } = useWork();
  const press = (send: (token: string) => Promise<void>) => () => {
    if (!token || busy) return;
    void work(() => send(token));
  };
  return { token, refused, busy, press };
}

function Incomplete({ title }: { title: string }) {
  const { t } = useWords();
  return (
    <Page title={title}>
      <Notice tone="warning" title={t('link.incomplete')}>
        <p>{t('link.incomplete-text')}</p>
      </Notice>
    </Page>
  );
}

/** What went wrong: most often the link was used, or is too old. */
function Trouble({ refused }: { refused: Refused | undefined }) {
  const { t } = useWords();
  if (!refused) return null;
  if (refused.errors.some((error) => error.code === 'address-taken')) {
    return (
      <Notice tone="error" role="alert" title={t('address.taken')}>
        <p>{t('address.taken-text')}</p>
      </Notice>
    );
  }
  return <ProblemNotice refused={refused} />;
}

type Outcome = 'other-mailbox' | 'log-in' | 'stopped' | 'undone' | 'stopped-desk';

/** From the mails about another address: the new mailbox confirms, the old one confirms or stops. */
export function NewAddress() {
  const { t } = useWords();
  const [fromOld] = useState(() => new URLSearchParams(location.search).get('from') === 'old');
  const { token, refused, busy, press } = useLink();
  // Every session is over then, this browser's, too: the page says so, and the header.
  const { look } = useSession();
  const [outcome, setOutcome] = useState<Outcome>();
  if (outcome) return <Done outcome={outcome} />;
  if (!token) return <Incomplete title={t('new-address.title')} />;
  const confirm = press(async (secret) => {
    const { next } = await answer(api.POST('/v1/address-changes/confirmations', { body: { token: secret } }));
    setOutcome(next);
    if (next === 'log-in') await look();
  });
  const stop = press(async (secret) => {
    await answer(api.POST('/v1/address-changes/stops', { body: { token: secret } }));
    setOutcome('stopped');
    await look();
  });
  return (
    <Page title={t('new-address.title')} lead={t(fromOld ? 'new-address.lead-old' : 'new-address.lead-new')}>
      <div className="card narrow stack">
        <Trouble refused={refused} />
        <div className="actions">
          <Button busy={busy} onClick={confirm}>
            {t(fromOld ? 'new-address.confirm-old' : 'new-address.confirm-new')}
          </Button>
          {fromOld && (
            <Button purpose="secondary" negative busy={busy} onClick={stop}>
              {t('keep-address.send')}
            </Button>
          )}
        </div>
        {fromOld && <p className="quiet">{t('keep-address.what')}</p>}
      </div>
    </Page>
  );
}

/** "This was not me": the old mailbox stops a change of address, or undoes it within a week. */
export function KeepAddress() {
  const { t } = useWords();
  const { token, refused, busy, press } = useLink();
  // Every session is over then, this browser's, too: the page says so, and the header.
  const { look } = useSession();
  const [outcome, setOutcome] = useState<Outcome>();
  if (outcome) return <Done outcome={outcome} />;
  if (!token) return <Incomplete title={t('keep-address.title')} />;
  const stop = press(async (secret) => {
    const { undone, newPassword } = await answer(api.POST('/v1/address-changes/stops', { body: { token: secret } }));
    setOutcome(undone ? 'undone' : newPassword ? 'stopped' : 'stopped-desk');
    if (newPassword) await look();
  });
  return (
    <Page title={t('keep-address.title')} lead={t('keep-address.lead')}>
      <div className="card narrow stack">
        <Trouble refused={refused} />
        <p className="utrecht-paragraph">{t('keep-address.what')}</p>
        <div className="actions">
          <Button negative busy={busy} onClick={stop}>
            {t('keep-address.send')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function Done({ outcome }: { outcome: Outcome }) {
  const { t } = useWords();
  return (
    <Page title={t(`address-outcome.${outcome}`)} lead={t(`address-outcome.${outcome}-text`)}>
      {outcome !== 'other-mailbox' && <ButtonLink to="/log-in">{t('frame.log-in')}</ButtonLink>}
    </Page>
  );
}

/** Takes the wish back to have the account deleted, from the link in the mail. */
export function KeepAccount() {
  const { t } = useWords();
  const { token, refused, busy, press } = useLink();
  const [kept, setKept] = useState(false);
  if (kept) {
    return (
      <Page title={t('keep-account.done')} lead={t('keep-account.done-text')}>
        <ButtonLink to="/account">{t('account.title')}</ButtonLink>
      </Page>
    );
  }
  if (!token) return <Incomplete title={t('keep-account.title')} />;
  const keep = press(async (secret) => {
    await answer(api.POST('/v1/account-deletions/withdrawals', { body: { token: secret } }));
    setKept(true);
  });
  return (
    <Page title={t('keep-account.title')} lead={t('keep-account.lead')}>
      <div className="card narrow stack">
        <Trouble refused={refused} />
        <div className="actions">
          <Button busy={busy} onClick={keep}>
            {t('keep-account.send')}
          </Button>
        </div>
        <p>
          <TextLink to="/help">{t('frame.help')}</TextLink>
        </p>
      </div>
    </Page>
  );
}
