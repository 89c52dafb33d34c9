import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import type { CheckView, TimelineEntry } from '../api/types';
import { useWords } from '../i18n';
import { Clock, Cross, Dash, Tick } from './icons';
import { StatusTag, type StatusTone } from './status';

const MARKS = { passed: Tick, failed: Cross, waiting: Clock, 'not-needed': Dash };
const TONES: Record<CheckView['state'], StatusTone> = { passed: 'safe', failed: 'danger', waiting: 'warning', 'not-needed': 'neutral' };

interface CheckListProps {
  checks: readonly CheckView[];
  /** What can be done about a check, next to it. */
  action?: (check: CheckView) => ReactNode;
}

/** Each check of an upgrade: how it stands, who must act, until when. What is not needed is not shown. */
export function CheckList({ checks, action }: CheckListProps) {
  const { t, named, date } = useWords();
  return (
    <ol className="checks">
      {checks
        .filter((check) => check.state !== 'not-needed')
        .map((check) => {
          const Mark = MARKS[check.state];
          return (
            <li className={`check check--${check.state}`} key={check.check}>
              <span className="check__mark">
                <Mark />
              </span>
              <div className="check__body">
                <div className="check__head">
                  <Heading level={3}>{named('check', check.check, 'check.unknown')}</Heading>
                  <StatusTag tone={TONES[check.state]}>{t(`check-state.${check.state}`)}</StatusTag>
                </div>
                {check.state === 'waiting' && check.waitingFor && (
                  <p>
                    {named('waiting-for', check.waitingFor, 'waiting-for.unknown')}
                    {check.until && ` ${t('check.until', { date: date(check.until) })}`}
                  </p>
                )}
                {(check.state === 'failed' || check.state === 'waiting') && <WhatIsWrong check={check} />}
                {check.state === 'passed' && check.at && <p className="quiet">{t('check.passed-on', { date: date(check.at) })}</p>}
                {action?.(check)}
              </div>
            </li>
          );
        })}
    </ol>
  );
}

/** Why a check is not right, as exactly as is known. */
function WhatIsWrong({ check }: { check: CheckView }) {
  const { t, named } = useWords();
  const { evidence, reason } = check;
  if (evidence?.kind === 'refused-document') return <p>{named('document-reason', evidence.refusal, 'document-reason.unknown')}</p>;
  if (!reason) return null;
  const differing = evidence?.kind === 'registration' ? evidence.differing : [];
  return (
    <p>
      {t(`reason.${reason}`)}
      {differing.length > 0 &&
        `: ${differing.map((pointer) => named('pointer', pointer.split('/').at(-1) ?? '', 'pointer.unknown').toLocaleLowerCase()).join(', ')}`}
    </p>
  );
}

/** What happened, with what is worth telling of it. */
function Entry({ entry }: { entry: TimelineEntry }) {
  const { t, named, date } = useWords();
  const detail = () => {
    switch (entry.entry) {
      case 'check-recorded':
        return `${t(`check.${entry.details.check}`)}, ${t(entry.details.passed ? 'check-state.passed' : 'check-state.failed').toLocaleLowerCase()}`;
      case 'document-refused':
        return named('document-reason', entry.details.reason, 'document-reason.unknown');
      case 'submitted':
        return entry.details.promisedFor ? t('entry.promised', { date: date(entry.details.promisedFor) }) : undefined;
      case 'promise-moved':
        return `${entry.details.promisedFor ? t('entry.promised', { date: date(entry.details.promisedFor) }) : ''} ${named('moved', entry.details.because, 'entry.unknown')}`.trim();
      case 'refused':
        return t(`reason.${entry.details.reason}`);
      default:
        return undefined;
    }
  };
  const text = detail();
  return (
    <span>
      {named('entry', entry.entry, 'entry.unknown')}
      {text && `. ${text}`}
    </span>
  );
}

/** What happened, newest first. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, time } = useWords();
  const newest = [...entries].sort((one, other) => other.at.localeCompare(one.at));
  return (
    <ol className="timeline">
      {newest.map((entry, index) => (
        <li className="timeline__entry" key={`${entry.at} ${entry.entry} ${index}`}>
          <Entry entry={entry} />
          <span className="timeline__when">
            <time dateTime={entry.at}>{time(entry.at)}</time>, {t(`by.${entry.by}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
