import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { QueueEntry } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelClimb } from '../../parts/status';
import { Waiting } from '../../parts/waiting';

/** Cases that wait for the desk, the longest waiting first. */
export function Queue() {
  const { t, n, date, time } = useWords();
  const first = useResource('queue', () => answer(api.GET('/v1/desk/queue')));
  const [more, setMore] = useState<{ items: QueueEntry[]; nextCursor?: string | null }>();
  const [refused, setRefused] = useState<Refused>();
  const items = [...(first.value?.items ?? []), ...(more?.items ?? [])];
  const cursor = more ? more.nextCursor : first.value?.nextCursor;
  const load = () => {
    if (!cursor) return;
    answer(api.GET('/v1/desk/queue', { params: { query: { cursor } } })).then(
      (page) => setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor }),
      (thrown: unknown) => setRefused(asRefused(thrown)),
    );
  };
  return (
    <Page title={t('queue.title')} lead={first.value && n('queue.count', items.length)}>
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
              <li className="card queue__entry" key={entry.upgradeId}>
                <div>
                  <Heading level={2} appearance="level-3">
                    {entry.organisationName}
                  </Heading>
                  <p className="means__facts">
                    <span className="numbers">{t('means.number', { number: entry.meansNumber })}</span>
                    <span>{t('queue.since', { time: time(entry.waitingSince) })}</span>
                    {entry.promisedFor && <span>{t('queue.promised', { date: date(entry.promisedFor) })}</span>}
                  </p>
                  <p>{entry.openChecks.length > 0 ? entry.openChecks.map((check) => t(`check.${check}`)).join(', ') : t('queue.decision-due')}</p>
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
            ))}
          </ul>
        )}
        <div className="actions">
          {cursor && (
            <Button purpose="secondary" onClick={load}>
              {t('more')}
            </Button>
          )}
          {first.value && (
            <Button
              purpose="subtle"
              onClick={() => {
                setMore(undefined);
                void first.again();
              }}
            >
              {t('queue.look-again')}
            </Button>
          )}
        </div>
      </div>
    </Page>
  );
}
