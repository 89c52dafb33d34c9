import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { QueueEntry, QueueReason } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelClimb, StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { NotFound } from '../not-found';
import { isQueue } from './reasons';

/** Cases that wait for the desk for one reason, the longest waiting first. */
export function Queue() {
  const { reason = '' } = useParams();
  return isQueue(reason) ? <QueueOf key={reason} reason={reason} /> : <NotFound />;
}

function QueueOf({ reason }: { reason: QueueReason }) {
  const { t, n } = useWords();
  const first = useResource(`queue ${reason}`, () => answer(api.GET('/v1/desk/queue', { params: { query: { reason } } })));
  const [more, setMore] = useState<{ items: QueueEntry[]; nextCursor?: string | null }>();
  const [refused, setRefused] = useState<Refused>();
  const items = [...(first.value?.items ?? []), ...(more?.items ?? [])];
  const cursor = more ? more.nextCursor : first.value?.nextCursor;
  const load = () => {
    if (!cursor) return;
    answer(api.GET('/v1/desk/queue', { params: { query: { reason, cursor } } })).then(
      (page) => setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor }),
      (thrown: unknown) => setRefused(asRefused(thrown)),
    );
  };
  return (
    <Page title={t(`queue-reason.${reason}`)} back={{ to: '/desk', text: t('queue.title') }} lead={first.value && n('queue.count', items.length)}>
      <div className="stack">
        {first.refused && <ProblemNotice refused={first.refused} again={() => void first.again()} />}
        {refused && <ProblemNotice refused={refused} again={load} />}
        {!first.value && !first.refused && <Waiting />}
        {first.value && items.length === 0 && (
          <div className="empty">
            <Heading level={2}>{t('queue.none')}</Heading>
            <p className="quiet">{t('queue.none-text')}</p>
          </div>
        )}
        {items.length > 0 && (
          <ul className="queue">
            {items.map((entry) => (
              <Entry entry={entry} key={entry.upgradeId} />
            ))}
          </ul>
        )}
        <div className="actions">
          {cursor && (
            <Button purpose="secondary" onClick={load}>
              {t('more')}
            </Button>
          )}
          <Button
            purpose="secondary"
            onClick={() => {
              setMore(undefined);
              void first.again();
            }}
          >
            {t('queue.look-again')}
          </Button>
        </div>
      </div>
    </Page>
  );
}

function Entry({ entry }: { entry: QueueEntry }) {
  const { t, n, date, time } = useWords();
  const open = entry.openChecks.map((check) => t(`check.${check}`)).join(', ');
  return (
    <li className="card queue__entry">
      <div>
        <Heading level={2} appearance="level-3">
          {entry.organisationName}
        </Heading>
        <p className="means__facts">
          <span className="numbers">{t('means.number', { number: entry.meansNumber })}</span>
          <span>{t('queue.since', { time: time(entry.waitingSince) })}</span>
          {entry.promisedFor && <span>{t('queue.promised', { date: date(entry.promisedFor) })}</span>}
        </p>
        <p>{open || (entry.stage === 'in-review' ? t('queue.decision-due') : t(`stage.${entry.stage}`))}</p>
        {(entry.taken || entry.unread > 0) && (
          <p className="row">
            {entry.taken && <StatusTag tone="neutral">{t('queue.taken', { name: entry.taken.name })}</StatusTag>}
            {entry.unread > 0 && <StatusTag tone="warning">{n('queue.unread', entry.unread)}</StatusTag>}
          </p>
        )}
      </div>
      <div className="row">
        <LevelClimb from={entry.fromLevel} to={entry.targetLevel} />
        <ButtonLink
          to={`/desk/organisations/${entry.organisationId}/upgrades/${entry.upgradeId}`}
          purpose="secondary"
          name={t('queue.open-long', { name: entry.organisationName })}
        >
          {t('queue.open')}
        </ButtonLink>
      </div>
    </li>
  );
}
