import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { DeskBusiness, PinLetterView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Dialog } from '../../parts/dialog';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { StatusTag, type StatusTone } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { BusinessTimeline } from '../business/timeline';
import { BusinessForm } from './businesses-form';

export const LETTER_TONES: Record<PinLetterView['state'], StatusTone> = {
  'to-be-set': 'neutral',
  valid: 'safe',
  expired: 'warning',
  locked: 'danger',
  used: 'neutral',
};

/** A business at the desk: its letter, its people, its data and what happened. */
export function DeskBusinessPage() {
  const { t } = useWords();
  const { businessId = '' } = useParams();
  const path = { params: { path: { business: businessId } } };
  const business = useResource(`desk ${businessId}`, () => answer(api.GET('/v1/desk/businesses/{business}', path)));
  const [saved, setSaved] = useState(false);
  const back = { to: '/desk/businesses', text: t('desk-business.title') };
  // A letter is set a moment after it was issued.
  useEvery(business.value?.letter?.state === 'to-be-set' ? 2500 : false, business.again);
  const { value } = business;
  if (!value) {
    return (
      <Page title={t('business.a-business')} back={back}>
        {business.refused ? <ProblemNotice refused={business.refused} again={() => void business.again()} /> : <Waiting />}
      </Page>
    );
  }
  const who = (account: string) => value.people.find((person) => person.account === account)?.name;
  return (
    <Page title={value.data.name} back={back}>
      <div className="stack">
        <LetterCard business={value} again={business.again} />
        <People business={value} />
        <section className="card stack" aria-labelledby="data">
          <Heading level={2} appearance="level-3" id="data">
            {t('desk-business.data')}
          </Heading>
          {saved && (
            <Notice tone="ok" role="status">
              <p>{t('desk-business.saved')}</p>
            </Notice>
          )}
          <BusinessForm
            key={value.version}
            data={value.data}
            within="/data"
            send={async (data) => {
              await answer(api.PUT('/v1/desk/businesses/{business}', { ...path, body: { version: value.version, data } }));
              await business.again();
              setSaved(true);
            }}
          />
        </section>
        <BusinessTimeline timeline={value.timeline} who={who} />
      </div>
    </Page>
  );
}

function LetterCard({ business, again }: { business: DeskBusiness; again: () => Promise<void> }) {
  const { t, date } = useWords();
  const keyFor = useIdempotencyKey();
  const { letter } = business;
  const [sure, setSure] = useState(false);
  const { busy, refused, work } = useWork();
  const path = { business: business.id };
  const act = (task: () => Promise<unknown>) => {
    setSure(false);
    void work(() => task().then(again));
  };
  const issue = () =>
    act(() => answer(api.POST('/v1/desk/businesses/{business}/pin-letter', { params: { path, header: { 'Idempotency-Key': keyFor({ before: letter?.id }) } } })));
  const fetched = () =>
    act(async () => location.assign((await answer(api.POST('/v1/desk/businesses/{business}/pin-letter/copies', { params: { path } }))).url));
  return (
    <section className="card stack" aria-labelledby="letter">
      <Heading level={2} appearance="level-3" id="letter">
        {t('desk-business.letter')}
      </Heading>
      {refused && <ProblemNotice refused={refused} />}
      {business.wished && <p className="utrecht-paragraph">{t('desk-business.wished')}</p>}
      {!letter && <p className="utrecht-paragraph">{t('desk-business.no-letter')}</p>}
      {letter && (
        <>
          <p role="status">
            <StatusTag tone={LETTER_TONES[letter.state]}>{t(`pin-letter.${letter.state}`)}</StatusTag>
          </p>
          <DataList
            rows={[
              [t('desk-business.issued-at'), date(letter.issuedAt)],
              [t('desk-business.valid-until'), letter.validUntil && date(letter.validUntil)],
              [t('desk-business.tries-left'), letter.state === 'valid' ? letter.triesLeft : undefined],
              [t('desk-business.file-until'), letter.fileUntil && date(letter.fileUntil)],
            ]}
          />
        </>
      )}
      <div className="actions">
        {letter?.fileUntil && (
          <Button busy={busy} onClick={fetched}>
            {t('desk-business.fetch')}
          </Button>
        )}
        <Button purpose="secondary" busy={busy} onClick={() => (letter?.state === 'valid' ? setSure(true) : issue())}>
          {t(letter ? 'desk-business.issue-again' : 'desk-business.issue')}
        </Button>
      </div>
      {sure && (
        <Dialog title={t('desk-business.issue-sure')} onClose={() => setSure(false)}>
          <p className="utrecht-paragraph">{t('desk-business.issue-sure-text')}</p>
          <div className="actions">
            <Button busy={busy} onClick={issue}>
              {t('desk-business.issue-again')}
            </Button>
            <Button purpose="secondary" onClick={() => setSure(false)}>
              {t('business.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function People({ business }: { business: DeskBusiness }) {
  const { t, date } = useWords();
  return (
    <section className="card stack" aria-labelledby="people">
      <Heading level={2} appearance="level-3" id="people">
        {t('business.people')}
      </Heading>
      {business.people.length === 0 && <p className="utrecht-paragraph">{t('desk-business.nobody')}</p>}
      {business.people.length > 0 && (
        <Table
          caption={t('business.people')}
          columns={[t('business.person'), t('business.email'), t('business.open-since')]}
          rows={business.people.map((person) => ({ key: person.account, cells: [person.name, person.email, date(person.openedAt)] }))}
        />
      )}
    </section>
  );
}
