// A filled form after it was sent: where it stands, who signs, what happened, its papers, and what can be done about it.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { Refused } from '../../api/problem';
import type { SubmissionCourse } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Thread } from '../../parts/thread';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';
import { Happened, Papers, Signers, Stands, StateTag } from './course-parts';
import { ReadParts } from './read-parts';
import { SignedPaper } from './state-paper';

/** How often is looked whether a paper is made, in milliseconds. */
const LOOK = 2500;

export function FormState() {
  const { t, language } = useWords();
  const { submissionId = '' } = useParams();
  const { value, refused, again } = useResource(`course ${submissionId} ${language}`, () =>
    answer(api.GET('/v1/submissions/{submissionId}/course', { params: { path: { submissionId }, query: { language } } })),
  );
  const back = { to: '/forms/mine', text: t('forms.mine') };
  if (!value) {
    return (
      <Page title={t('submissions.title')} back={back}>
        {refused ? <ProblemNotice refused={refused} again={() => void again()} /> : <Waiting />}
      </Page>
    );
  }
  return <StatePage key={submissionId} course={value} refused={refused} again={again} back={back} />;
}

interface StatePageProps {
  course: SubmissionCourse;
  refused: Refused | undefined;
  again: () => Promise<void>;
  back: { to: string; text: string };
}

function StatePage({ course, refused, again, back }: StatePageProps) {
  const { t } = useWords();
  const key = useIdempotencyKey();
  const path = { submissionId: course.submissionId };
  const { signing } = course;
  // Its paper is made in the background, in a few seconds.
  const waitsForPaper = (course.state !== 'draft' && !course.paper) || (course.outcome === 'registered' && !course.certificate);
  useEvery(waitsForPaper && LOOK, again);
  const write = async (text: string) => {
    const header = { 'Idempotency-Key': key({ text, after: course.messages.length }) };
    await answer(api.POST('/v1/submissions/{submissionId}/messages', { params: { path, header }, body: { text } }));
    await again();
  };
  const open = course.state === 'draft' || course.state === 'asked-back';
  return (
    <Page title={course.title} back={back} over={<StateTag filled={course} />}>
      <div className="stack">
        {refused && <ProblemNotice refused={refused} again={() => void again()} />}
        <Stands course={course} />
        {open && (
          <div className="actions">
            <ButtonLink to={`/forms/fill/${course.submissionId}`}>{t('submissions.mend')}</ButtonLink>
          </div>
        )}
        {signing && course.state === 'to-sign' && (
          <>
            <Signers signing={signing} asked={{ submissionId: course.submissionId, changed: again }} />
            <SignedPaper submissionId={course.submissionId} signers={signing.signers} changed={again} />
          </>
        )}
        {signing && course.state !== 'to-sign' && <Signers signing={signing} />}
        <Papers course={course} />
        {course.notices.length > 0 && (
          <section className="card stack stack--close">
            <Heading level={2}>{t('submissions.tell')}</Heading>
            <p className="utrecht-paragraph">{t('submissions.tell-text')}</p>
            <div className="actions">
              {course.notices.map((notice) => (
                <ButtonLink key={notice.form} to={`/forms/${notice.form}?about=${course.submissionId}`} purpose="secondary">
                  {notice.title}
                </ButtonLink>
              ))}
            </div>
          </section>
        )}
        {course.state !== 'draft' && course.state !== 'withdrawn' && <Thread messages={course.messages} own="customer" open receipts={false} send={write} />}
        <Happened course={course} />
        <ReadParts parts={course.parts} />
        <TakeBack course={course} again={again} />
      </div>
    </Page>
  );
}

/** Opening a contract again voids what was signed; withdrawing ends it. Both are asked once more. */
function TakeBack({ course, again }: { course: SubmissionCourse; again: () => Promise<void> }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [asking, setAsking] = useState<'reopen' | 'withdraw'>();
  const { busy, refused, work } = useWork();
  const key = useIdempotencyKey();
  const path = { submissionId: course.submissionId };
  const ends = course.state === 'to-sign' || course.state === 'with-desk' || course.state === 'asked-back';
  if (!ends) return null;
  const act = () =>
    work(async () => {
      if (asking === 'reopen') {
        await answer(api.POST('/v1/submissions/{submissionId}/reopening', { params: { path } }));
        void navigate(`/forms/fill/${course.submissionId}`);
      } else {
        await answer(api.POST('/v1/submissions/{submissionId}/withdraw', { params: { path, header: { 'Idempotency-Key': key({}) } } }));
        setAsking(undefined);
        await again();
      }
    });
  return (
    <div className="actions">
      {course.state === 'to-sign' && (
        <Button purpose="secondary" onClick={() => setAsking('reopen')}>
          {t('submissions.reopen')}
        </Button>
      )}
      <Button purpose="subtle" negative onClick={() => setAsking('withdraw')}>
        {t('submissions.withdraw')}
      </Button>
      {asking && (
        <Dialog title={t(`submissions.${asking}`)} onClose={() => setAsking(undefined)}>
          <p className="utrecht-paragraph">{t(`submissions.${asking}-text`)}</p>
          {refused && <ProblemNotice refused={refused} />}
          <div className="actions">
            <Button negative busy={busy} onClick={() => void act()}>
              {t(`submissions.${asking}`)}
            </Button>
            <Button purpose="subtle" onClick={() => setAsking(undefined)}>
              {t('submissions.leave')}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
