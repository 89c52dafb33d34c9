import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { DebtorView, MandateView, OpenedMandate } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Dialog } from '../../parts/dialog';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { Collected } from './collected';
import { SignMandate } from './sign';
import { MandateStateTag } from './state';

/** How often is looked whether the paper is made, in milliseconds. */
const LOOK = 1500;

/** One mandate: what is authorised, to whom, of which account, what happened to it, and what can be done. */
export function Mandate() {
  const { t } = useWords();
  const { business = '', mandate: id = '' } = useParams();
  const path = { business, mandate: id };
  const found = useResource(`${business} ${id}`, () => answer(api.GET('/v1/businesses/{business}/mandates/{mandate}', { params: { path } })));
  const opened = found.value;
  const state = opened?.mandate.state;
  // The paper of what was just signed is made in the background.
  const making = (state === 'active' || state === 'change-waits') && opened?.paper === null;
  useEvery(making && LOOK, found.again);
  return (
    <Page
      title={opened ? t(`mandates.scheme.${opened.mandate.scheme}`) : t('mandates.one')}
      over={opened && <MandateStateTag state={opened.mandate.state} />}
      back={{ to: `/businesses/${business}/mandates`, text: t('mandates.title') }}
    >
      {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
      {!opened && !found.refused && <Waiting />}
      {opened && (
        <div className="sheet stack">
          <Standing mandate={opened.mandate} />
          <Papers opened={opened} making={making} />
          <Data mandate={opened.mandate} />
          {opened.mandate.wording && <Wording mandate={opened.mandate} />}
          {opened.mandate.toSign && <SignMandate key={opened.mandate.toSign} business={business} opened={opened} again={found.again} />}
          <Doing business={business} mandate={opened.mandate} again={found.again} />
          {state !== 'draft' && <Collected business={business} mandate={id} />}
          <Timeline opened={opened} />
        </div>
      )}
    </Page>
  );
}

/** What its state means for whoever looks. */
function Standing({ mandate }: { mandate: MandateView }) {
  const { t, date, time } = useWords();
  const { state } = mandate;
  return (
    <div role="status" className="stack">
      {state === 'draft' && (
        <Notice tone="warning" title={t('mandates.draft-title')}>
          <p>{t('mandates.draft-text', { time: mandate.draftUntil ? time(mandate.draftUntil) : '' })}</p>
        </Notice>
      )}
      {state === 'change-waits' && (
        <Notice tone="warning" title={t('mandates.change-waits-title')}>
          <p>{t('mandates.change-waits-text')}</p>
        </Notice>
      )}
      {state === 'active' && (
        <Notice tone="ok" title={t('mandates.active-title')}>
          <p>{t('mandates.active-text', { date: mandate.lapsesOn ? date(mandate.lapsesOn) : '' })}</p>
        </Notice>
      )}
      {mandate.scheme === 'b2b' && (state === 'active' || state === 'draft') && (
        <Notice tone="info" title={t('mandates.b2b-title')}>
          <ul>
            <li>{t('mandates.b2b-no-refund')}</li>
            <li>{t('mandates.b2b-tell-bank')}</li>
          </ul>
        </Notice>
      )}
      {mandate.uselessSince && (
        <Notice tone="warning" title={t('mandates.useless-title')}>
          <p>{t('mandates.useless-text', { date: date(mandate.uselessSince) })}</p>
        </Notice>
      )}
      {(state === 'revoked' || state === 'lapsed' || state === 'used-up') && (
        <Notice tone="info" title={t(`mandates.ended-title.${state}`, { date: mandate.endedOn ? date(mandate.endedOn) : '' })}>
          <p>{t('mandates.ended-text', { date: mandate.keptUntil ? date(mandate.keptUntil) : '' })}</p>
        </Notice>
      )}
    </div>
  );
}

function Papers({ opened, making }: { opened: OpenedMandate; making: boolean }) {
  const { t } = useWords();
  if (making) {
    return (
      <p className="quiet" role="status">
        {t('mandates.paper-making')}
      </p>
    );
  }
  if (!opened.paper) return null;
  return (
    <div className="actions">
      <a className="nl-button nl-button--secondary button-link" href={opened.paper.url} download>
        <span className="nl-button__label">{t('mandates.paper')}</span>
      </a>
      {opened.bankForm && (
        <a className="nl-button nl-button--secondary button-link" href={opened.bankForm.url} download>
          <span className="nl-button__label">{t('mandates.bank-form')}</span>
        </a>
      )}
    </div>
  );
}

function useAddress() {
  return ({ street, postcode, town, country }: { street: string; postcode: string; town: string; country: string }) => `${street}, ${postcode} ${town}, ${country}`;
}

function Debtor({ debtor }: { debtor: DebtorView }) {
  const { t } = useWords();
  const address = useAddress();
  return (
    <DataList
      rows={[
        [t('mandates.holder'), debtor.holder],
        [t('mandates.creditor-address'), address(debtor.address)],
        [t('mandates.iban'), <span className="code" key="mandates.iban">{debtor.iban}</span>],
        [t('mandates.bank'), debtor.bank],
      ]}
    />
  );
}

function Data({ mandate }: { mandate: MandateView }) {
  const { t, time, date } = useWords();
  const address = useAddress();
  const { creditor } = mandate;
  return (
    <>
      <section className="card stack">
        <Heading level={2}>{t('mandates.mandate')}</Heading>
        <DataList
          rows={[
            [t('mandates.reference'), <span className="code" key="mandates.reference">{mandate.reference}</span>],
            [t('mandates.frequency'), t(`mandates.frequency.${mandate.frequency}`)],
            [t('mandates.place'), mandate.place],
            [t('mandates.signed-at'), mandate.signedAt && time(mandate.signedAt)],
            [t('mandates.signed-by'), mandate.signedBy],
            [t('mandates.last-collected'), mandate.lastCollected && date(mandate.lastCollected)],
            [t('mandates.lapses-on'), mandate.lapsesOn && date(mandate.lapsesOn)],
          ]}
        />
        <Heading level={2}>{t('mandates.creditor')}</Heading>
        <DataList
          rows={[
            [t('mandates.name'), creditor.name],
            [t('mandates.creditor-address'), address(creditor)],
            [t('mandates.creditor-id'), <span className="code" key="mandates.creditor-id">{creditor.creditorId}</span>],
          ]}
        />
        <Heading level={2}>{t('mandates.debtor')}</Heading>
        <Debtor debtor={mandate.debtor} />
        {mandate.movedFrom && <p className="quiet">{t('mandates.moved-from', { iban: mandate.movedFrom })}</p>}
      </section>
      {mandate.proposed && (
        <section className="card stack">
          <Heading level={2}>{t('mandates.proposed')}</Heading>
          <Debtor debtor={mandate.proposed} />
        </section>
      )}
    </>
  );
}

/** The wording of the scheme, in the language the mandate is given in and separate from all other text. */
function Wording({ mandate }: { mandate: MandateView }) {
  const { wording, language } = mandate;
  if (!wording) return null;
  return (
    <section className="card stack" lang={language}>
      <Heading level={2}>{wording.title}</Heading>
      {wording.paragraphs.map((paragraph) => (
        <p className="utrecht-paragraph" key={paragraph}>
          {paragraph}
        </p>
      ))}
    </section>
  );
}

function Doing({ business, mandate, again }: { business: string; mandate: MandateView; again: () => Promise<void> }) {
  const { t } = useWords();
  const go = useNavigate();
  const [asking, setAsking] = useState<'revoke' | 'discard'>();
  const { busy, refused, work } = useWork();
  const { state, id } = mandate;
  const path = { business, mandate: id };
  const room = `/businesses/${business}/mandates`;
  const good = state === 'active' || state === 'change-waits';
  const act = () =>
    work(async () => {
      if (asking === 'revoke') {
        await answer(api.POST('/v1/businesses/{business}/mandates/{mandate}/revocation', { params: { path } }));
      } else {
        await answer(api.DELETE('/v1/businesses/{business}/mandates/{mandate}/unsigned', { params: { path } }));
      }
      setAsking(undefined);
      if (asking === 'discard' && state === 'draft') {
        await go(room);
      } else {
        await again();
        focusHeading();
      }
    });
  return (
    <>
      <div className="actions">
        {(good || state === 'draft') && (
          <ButtonLink purpose="secondary" to={`${room}/${id}/change`}>
            {t(state === 'draft' ? 'mandates.change-draft' : 'mandates.change')}
          </ButtonLink>
        )}
        {(state === 'draft' || state === 'change-waits') && (
          <Button purpose="secondary" onClick={() => setAsking('discard')}>
            {t(state === 'draft' ? 'mandates.discard' : 'mandates.discard-change')}
          </Button>
        )}
        {good && (
          <Button purpose="secondary" negative onClick={() => setAsking('revoke')}>
            {t('mandates.revoke')}
          </Button>
        )}
        {!good && state !== 'draft' && <ButtonLink to={`${room}/new?after=${id}`}>{t('mandates.give-anew')}</ButtonLink>}
      </div>
      {asking && (
        <Dialog title={t(`mandates.${asking}-sure`)} onClose={() => setAsking(undefined)}>
          <p className="utrecht-paragraph">{t(asking === 'revoke' ? 'mandates.revoke-text' : state === 'draft' ? 'mandates.discard-text' : 'mandates.discard-change-text')}</p>
          {refused && <ProblemNotice refused={refused} />}
          <div className="actions">
            <Button negative busy={busy} onClick={() => void act()}>
              {t(asking === 'revoke' ? 'mandates.revoke-now' : 'mandates.discard-now')}
            </Button>
            <Button purpose="secondary" onClick={() => setAsking(undefined)}>
              {t('mandates.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Timeline({ opened }: { opened: OpenedMandate }) {
  const { t, time, date } = useWords();
  return (
    <section className="stack">
      <Heading level={2}>{t('mandates.timeline')}</Heading>
      <ol className="timeline">
        {opened.timeline.toReversed().map((event) => (
          <li className="timeline__entry" key={`${event.at} ${event.what}`}>
            {t(event.what === 'changed' && !event.account ? 'mandates.event.changed-holder' : `mandates.event.${event.what}`, { date: 'on' in event ? date(event.on) : '' })}
            <span className="timeline__when">
              <time dateTime={event.at}>{time(event.at)}</time>, {t(`mandates.by.${event.by}`)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
