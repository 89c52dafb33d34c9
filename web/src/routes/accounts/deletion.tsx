import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { AccountDeletion } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Checkbox } from '../../parts/fields';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { useMe } from '../../session/session';

/** The most the server counts of one thing. */
const MOST = 200;

const LOSSES = ['organisations', 'means', 'openUpgrades', 'codes', 'businesses', 'drafts', 'orders', 'questions'] as const;

/** Deleting the account: first what is lost and what stands in the way, then a week to think better of it. */
export function DeleteAccount() {
  const { t } = useWords();
  const me = useMe();
  const { value, refused, again, put } = useResource('deletion', () => answer(api.GET('/v1/me/deletion')));
  return (
    <Page title={t('deletion.title')} lead={t('deletion.lead', { email: me.email })} back={{ to: '/account', text: t('account.title') }}>
      <div className="stack stack--wide">
        {refused && <ProblemNotice refused={refused} again={() => void again()} />}
        {!value && !refused && <Waiting />}
        {value?.dueAt && <Pending dueAt={value.dueAt} again={again} />}
        {value && <WhatIsLost value={value} />}
        {value && !value.dueAt && <Ask value={value} asked={put} />}
      </div>
    </Page>
  );
}

function WhatIsLost({ value }: { value: AccountDeletion }) {
  const { t, n } = useWords();
  const lost = LOSSES.filter((name) => value.losses[name] > 0);
  return (
    <>
      <section className="card stack stack--close" aria-labelledby="lost">
        <Heading level={2} id="lost">
          {t('deletion.lost')}
        </Heading>
        <p className="utrecht-paragraph">{t('deletion.lost-text')}</p>
        {lost.length > 0 && (
          <ul className="utrecht-unordered-list">
            {lost.map((name) => (
              <li className="utrecht-unordered-list__item" key={name}>
                {n(`deletion.${name}`, value.losses[name])}
                {value.losses[name] >= MOST && ` ${t('deletion.or-more')}`}
              </li>
            ))}
          </ul>
        )}
        {lost.length === 0 && <p className="utrecht-paragraph">{t('deletion.nothing')}</p>}
      </section>
      <section className="card stack stack--close" aria-labelledby="stays">
        <Heading level={2} id="stays">
          {t('deletion.stays')}
        </Heading>
        <p className="utrecht-paragraph">{t('deletion.stays-text')}</p>
      </section>
      {(value.inTheWay.length > 0 || value.losses.unpaidInvoices > 0) && (
        <Notice tone="warning" title={t('deletion.in-the-way')}>
          <ul className="utrecht-unordered-list">
            {value.inTheWay.map((it) => (
              <InTheWay it={it} key={it.what === 'main-user' ? it.organisation : it.what} />
            ))}
            {value.losses.unpaidInvoices > 0 && (
              <li className="utrecht-unordered-list__item">
                {n('deletion.unpaid', value.losses.unpaidInvoices)} <TextLink to="/invoices">{t('faq.to-invoices')}</TextLink>
              </li>
            )}
          </ul>
        </Notice>
      )}
    </>
  );
}

function InTheWay({ it }: { it: AccountDeletion['inTheWay'][number] }) {
  const { t, time } = useWords();
  switch (it.what) {
    case 'main-user':
      return (
        <li className="utrecht-unordered-list__item">
          {t('deletion.main-user', { organisation: it.organisation })} <TextLink to="/access-codes">{t('faq.to-codes')}</TextLink>
        </li>
      );
    case 'address-changed':
      return <li className="utrecht-unordered-list__item">{t('deletion.address-changed', { time: time(it.until) })}</li>;
    case 'of-the-desk':
      return <li className="utrecht-unordered-list__item">{t('deletion.of-the-desk')}</li>;
  }
}

function Pending({ dueAt, again }: { dueAt: string; again: () => Promise<void> }) {
  const { t, time } = useWords();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const keep = () => {
    setBusy(true);
    answer(api.DELETE('/v1/me/deletion'))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        void again();
      });
  };
  return (
    <Notice tone="warning" role="status" title={t('deletion.pending', { time: time(dueAt) })}>
      <p>{t('deletion.pending-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <p>
        <Button busy={busy} onClick={keep}>
          {t('keep-account.send')}
        </Button>
      </p>
    </Notice>
  );
}

function Ask({ value, asked }: { value: AccountDeletion; asked: (value: AccountDeletion) => void }) {
  const { t } = useWords();
  const [sure, setSure] = useState(false);
  const [missing, setMissing] = useState(false);
  const { busy, refused, work } = useWork();
  if (value.inTheWay.length > 0) return null;
  const send = () => {
    setMissing(!sure);
    if (!sure || busy) return;
    void work(() => answer(api.POST('/v1/me/deletion')).then(asked));
  };
  return (
    <section className="card stack" aria-labelledby="ask-deletion">
      <Heading level={2} id="ask-deletion">
        {t('deletion.ask')}
      </Heading>
      <p className="utrecht-paragraph">{t('deletion.ask-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <Checkbox name="sure" label={t('deletion.sure')} errors={missing ? { sure: 'must-accept' } : {}} checked={sure} onChange={setSure} />
      <div className="actions">
        <Button negative busy={busy} onClick={send}>
          {t('deletion.send')}
        </Button>
      </div>
    </section>
  );
}
