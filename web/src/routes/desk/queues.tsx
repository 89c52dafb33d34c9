import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { FindCase } from './find-case';

/** Every queue of the desk: how many wait there, since when, and how long one waits there of late. */
export function Queues() {
  const { t, n, time } = useWords();
  const { value, refused, again } = useResource('queues', () => answer(api.GET('/v1/desk/queues')));
  const count = value?.queues.reduce((sum, queue) => sum + queue.count, 0) ?? 0;
  return (
    <Page title={t('queue.title')} lead={value && n('queue.count', count)}>
      <div className="stack">
        {refused && <ProblemNotice refused={refused} again={() => void again()} />}
        {!value && !refused && <Waiting />}
        {value && (
          <div className="card stack stack--close">
            <Table
              caption={t('queues.caption')}
              columns={[t('queues.reason'), t('queues.count'), t('queues.oldest'), t('queues.usual')]}
              rows={value.queues.map(({ reason, count: waiting, oldestSince, usualWorkingDays: days }) => ({
                key: reason,
                cells: [
                  <TextLink key="reason" to={`/desk/queues/${reason}`}>{t(`queue-reason.${reason}`)}</TextLink>,
                  waiting,
                  oldestSince ? time(oldestSince) : t('queues.empty'),
                  typeof days === 'number' ? n('queues.days', days) : t('queues.unknown'),
                ],
              }))}
            />
            <div className="actions">
              <Button purpose="secondary" onClick={() => void again()}>
                {t('queue.look-again')}
              </Button>
            </div>
          </div>
        )}
        <FindCase />
      </div>
    </Page>
  );
}
