import { Heading } from '@nl-design-system-candidate/heading-react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { QueueEntry, QueueReason } from '../../api/types';
import { useWords } from '../../i18n';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { usePages } from '../../parts/pages';
import { LevelClimb, StatusTag } from '../../parts/status';
import { NotFound } from '../not-found';
import { isQueue } from './reasons';
import { Waits } from './waits';

/** Cases that wait for the desk for one reason, the longest waiting first. */
export function Queue() {
  const { reason = '' } = useParams();
  return isQueue(reason) ? <QueueOf key={reason} reason={reason} /> : <NotFound />;
}

function QueueOf({ reason }: { reason: QueueReason }) {
  const { t, n } = useWords();
  const pages = usePages(`queue ${reason}`, (cursor) => answer(api.GET('/v1/desk/queue', { params: { query: { reason, cursor } } })));
  const { items } = pages;
  return (
    <Page title={t(`queue-reason.${reason}`)} back={{ to: '/desk', text: t('queue.title') }} lead={pages.known && n('queue.count', items.length)}>
      <div className="stack">
        <Waits
          pages={pages}
          said={
            pages.known &&
            items.length === 0 && (
              <div className="empty">
                <Heading level={2}>{t('queue.none')}</Heading>
                <p className="quiet">{t('queue.none-text')}</p>
              </div>
            )
          }
        >
          {(entry) => <Entry entry={entry} key={entry.upgradeId} />}
        </Waits>
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
