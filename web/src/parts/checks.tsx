import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState, type ReactNode } from 'react';
import type { CheckView, TimelineEntry } from '../api/types';
import { useWords } from '../i18n';
import { Button } from './button';
import { Clock, Cross, Dash, Tick } from './icons';
import { StatusTag, type StatusTone } from './status';

const MARKS = { passed: Tick, failed: Cross, waiting: Clock, 'not-needed': Dash };
const TONES: Record<CheckView['state'], StatusTone> = { passed: 'safe', failed: 'danger', waiting: 'warning', 'not-needed': 'neutral' };

interface CheckListProps {
  checks: readonly CheckView[];
  /** What nobody can act on before the customer has handed in comes later. */
  handedIn: boolean;
  /** What can be done about a check, next to it. */
  action?: (check: CheckView) => ReactNode;
}

/** Each check of an upgrade: how it stands, who must act, until when. What is not needed is not shown. */
export function CheckList({ checks, handedIn, action }: CheckListProps) {
  const { t, named, date } = useWords();
  return (
    <ol className="checks">
      {checks
        .filter((check) => check.state !== 'not-needed')
        .map((check) => {
          const later = !handedIn && check.state === 'waiting' && check.waitingFor !== 'customer';
          const Mark = later ? Dash : MARKS[check.state];
          return (
            <li className={`check check--${later ? 'later' : check.state}`} key={check.check}>
              <span className="check__mark">
                <Mark />
              </span>
              <div className="check__body">
                <div className="check__head">
                  <Heading level={3} id={`check-${check.check}`} tabIndex={-1}>
                    {t(`check.${check.check}`)}
                  </Heading>
                  <StatusTag tone={later ? 'neutral' : TONES[check.state]}>{t(later ? 'check-state.later' : `check-state.${check.state}`)}</StatusTag>
                </div>
                {later && <p className="quiet">{t('check.later')}</p>}
                {!later && check.state === 'waiting' && check.waitingFor && (
                  <p>
                    {named('waiting-for', check.waitingFor, 'waiting-for.unknown')}
                    {check.waitingFor === 'customer' && !check.reason && ` ${t(`check.${check.check}.ask`)}`}
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
  if (evidence?.kind === 'refused-document') {
    return (
      <p>
        {t(`document-reason.${evidence.refusal}`)}. {t(`document-reason.${evidence.refusal}.ask`)}
      </p>
    );
  }
  if (!reason) return null;
  const differing = evidence?.kind === 'registration' ? evidence.differing : [];
  const fields = differing.map((pointer) => named('pointer', pointer.split('/').at(-1) ?? '', 'pointer.unknown').toLocaleLowerCase());
  return (
    <p>
      {t(`reason.${reason}`)}
      {fields.length > 0 && `: ${fields.join(', ')}`}.{/* What mends it is for whoever has to act. */}
      {check.waitingFor !== 'staff' && ` ${t(`reason.${reason}.ask`)}`}
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
        return t(`document-reason.${entry.details.reason}`);
      case 'submitted':
        return entry.details.promisedFor ? t('entry.promised', { date: date(entry.details.promisedFor) }) : undefined;
      case 'promise-moved':
        return `${entry.details.promisedFor ? t('entry.promised', { date: date(entry.details.promisedFor) }) : ''} ${named('moved', entry.details.because, 'entry.unknown')}`.trim();
      case 'identification':
        return t(`identification.step.${entry.details.step}`);
      case 'refused':
        return t(`reason.${entry.details.reason}`);
      case 'signature-given':
        return t('signing.progress', { signed: entry.details.signed, needed: entry.details.needed });
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

/** What happened, newest first; the oldest only when asked for. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t, n, time } = useWords();
  const [all, setAll] = useState(false);
  const newest = withoutOvertaken(entries).sort((one, other) => other.at.localeCompare(one.at));
  const shown = all || newest.length <= SHOWN + 1 ? newest : newest.slice(0, SHOWN);
  return (
    <div className="stack">
      <ol className="timeline">
        {shown.map((entry, index) => (
          <li className="timeline__entry" key={`${entry.at} ${entry.entry} ${index}`}>
            <Entry entry={entry} />
            <span className="timeline__when">
              <time dateTime={entry.at}>{time(entry.at)}</time>, {t(`by.${entry.by}`)}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < newest.length && (
        <div>
          <Button purpose="secondary" onClick={() => setAll(true)}>
            {n('timeline.more', newest.length - shown.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

const SHOWN = 8;

/** That a document came in is no news once it is known what became of it. */
function withoutOvertaken(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const judged = new Set(
    entries.flatMap((entry) => (entry.entry === 'document-released' || entry.entry === 'document-refused' ? [entry.details.documentId] : [])),
  );
  return entries.filter((entry) => entry.entry !== 'document-received' || !judged.has(entry.details.documentId));
}
