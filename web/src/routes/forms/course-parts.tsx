// What a filled form's page at the customer's and at the desk have in common: its state in words, its signatures, what happened, its papers.
import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReactNode } from 'react';
import type { SubmissionCourse, SubmissionSigner } from '../../api/types';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { StatusTag, type StatusTone } from '../../parts/status';
import { SignerActions } from './state-signer';

const STATE_TONES: Record<SubmissionCourse['state'], StatusTone> = {
  draft: 'neutral',
  'to-sign': 'warning',
  'with-desk': 'neutral',
  'asked-back': 'warning',
  settled: 'safe',
  withdrawn: 'neutral',
};

const SIGNER_TONES: Record<SubmissionSigner['state'], StatusTone> = {
  'to-invite': 'neutral',
  invited: 'warning',
  opened: 'warning',
  signed: 'safe',
  declined: 'danger',
};

/** Where it stands, as a tag: decided ones say how. */
export function StateTag({ filled }: { filled: Pick<SubmissionCourse, 'state' | 'outcome'> }) {
  const { t } = useWords();
  const tone = filled.outcome === 'refused' ? 'danger' : STATE_TONES[filled.state];
  return <StatusTag tone={tone}>{filled.outcome ? t(`forms.outcome.${filled.outcome}`) : t(`forms.state.${filled.state}`)}</StatusTag>;
}

/** What it waits for, for whom, until when; or what became of it. */
export function Stands({ course, desk = false }: { course: SubmissionCourse; desk?: boolean }) {
  const { t, date, time } = useWords();
  const last = course.after.at(-1);
  const what = course.outcome ? (`outcome.${course.outcome}` as const) : (`state.${course.state}` as const);
  const ended = last && <p>{t(`submissions.after.${last.what}`, { date: date(last.on) })}</p>;
  const tone = course.outcome === 'refused' || course.state === 'asked-back' ? 'warning' : course.outcome ? 'ok' : 'info';
  return (
    <Notice tone={tone} title={t(`forms.${what}`)}>
      {course.since && <p>{t('submissions.since', { time: time(course.since) })}</p>}
      {course.waits && (
        <p>
          {t(desk ? `submissions.waits-desk.${course.waits.whom}` : `submissions.waits.${course.waits.whom}`)}{' '}
          {course.waits.until && t(`submissions.until.${course.waits.whom}`, { time: time(course.waits.until) })}
        </p>
      )}
      {course.registerNumber && (
        <p>
          {t('submissions.register-number')} <strong className="numbers">{course.registerNumber}</strong>
        </p>
      )}
      {course.why && <blockquote className="as-typed">{course.why}</blockquote>}
      {ended}
    </Notice>
  );
}

export function Download({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a className="nl-button nl-button--secondary button-link" href={url} download>
      <span className="nl-button__label">{children}</span>
    </a>
  );
}

/** Its paper and its certificate. */
export function Papers({ course }: { course: SubmissionCourse }) {
  const { t } = useWords();
  return (
    <section className="card stack stack--close">
      <Heading level={2}>{t('submissions.papers')}</Heading>
      {!course.paper && course.state !== 'draft' && <p className="quiet">{t('submissions.paper-soon')}</p>}
      <div className="actions">
        {course.certificate && <Download url={course.certificate.url}>{t('submissions.certificate')}</Download>}
        {course.paper && <Download url={course.paper.url}>{t(course.kind === 'contract' ? 'submissions.contract-pdf' : 'submissions.form-pdf')}</Download>}
      </div>
      <p className="quiet">
        {t('submissions.fingerprint')} <span className="numbers">{course.fingerprint.slice(0, 16)}…</span>
      </p>
    </section>
  );
}

interface SignersProps {
  signing: NonNullable<SubmissionCourse['signing']>;
  /** Of which submission, for whoever can ask once more; the desk cannot. */
  asked?: { submissionId: string; changed: () => Promise<void> };
}

/** Who signs, and what became of each. */
export function Signers({ signing, asked }: SignersProps) {
  const { t } = useWords();
  return (
    <section className="card stack" aria-labelledby="signers">
      <Heading level={2} id="signers">
        {t('submissions.signers')}
      </Heading>
      <p>{t('submissions.signed-of', { signed: signing.signed, needed: signing.needed })}</p>
      <ul className="queue">
        {signing.signers.map((signer) => (
          <li className="card stack stack--close" key={signer.signerId}>
            <Heading level={3}>{signer.name}</Heading>
            <p className="row">
              <StatusTag tone={SIGNER_TONES[signer.state]}>{t(`submissions.signer.${signer.state}`)}</StatusTag>
              <span>{signer.role}</span>
            </p>
            <Answer signer={signer} />
            {asked && <SignerActions submissionId={asked.submissionId} signer={signer} changed={asked.changed} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Answer({ signer }: { signer: SubmissionSigner }) {
  const { t, time, date } = useWords();
  return (
    <>
      {signer.email && <p className="quiet as-typed">{signer.email}</p>}
      {signer.how?.in === 'room' && signer.at && <p>{t('submissions.signed-room', { time: time(signer.at) })}</p>}
      {signer.how?.in === 'paper' && <p>{t('submissions.signed-paper', { date: date(signer.how.signedOn) })}</p>}
      {!signer.how && signer.askedAt && <p className="quiet">{t('submissions.asked-at', { time: time(signer.askedAt) })}</p>}
      {!signer.email && !signer.how && <p className="quiet">{t('submissions.no-address')}</p>}
      {signer.reason && <blockquote className="as-typed">{signer.reason}</blockquote>}
    </>
  );
}

/** What happened, newest first. */
export function Happened({ course }: { course: SubmissionCourse }) {
  const { t, time, date } = useWords();
  const words = (entry: SubmissionCourse['timeline'][number]): string => {
    const { what } = entry;
    const role = entry.role ?? '';
    switch (what.entry) {
      case 'signatures-asked':
        return t('submissions.entry.signatures-asked', { of: what.of });
      case 'registered':
        return t('submissions.entry.registered', { number: what.number });
      case 'overtaken':
        return t(`submissions.after.${what.what}`, { date: date(what.on) });
      case 'signed':
        return t(what.onPaper ? 'submissions.entry.signed-paper' : 'submissions.entry.signed', { role });
      case 'signer-reminded':
      case 'address-mended':
      case 'declined':
        return t(`submissions.entry.${what.entry}`, { role });
      default:
        return t(`submissions.entry.${what.entry}`);
    }
  };
  return (
    <section className="card stack stack--close">
      <Heading level={2}>{t('submissions.happened')}</Heading>
      <ol className="timeline">
        {course.timeline.toReversed().map((entry) => (
          <li className="timeline__entry" key={entry.number}>
            <span>{words(entry)}</span>
            <span className="timeline__when">
              <time dateTime={entry.at}>{time(entry.at)}</time>, {t(`submissions.by.${entry.by}`)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
