// Filling in a form: its parts as steps, saved as one goes, looked through before it is sent.
import { useState, type FormEvent } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { FilledForm, FormComplaint } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { ErrorWords } from '../../parts/error-words';
import type { Errors } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StepList } from '../../parts/step-list';
import { Waiting } from '../../parts/waiting';
import { useChecking, type Checked } from './checking';
import { kindsOf, nameOf, tellComplaint } from './complaints';
import { Conflict } from './conflict';
import { labelsOf, partOf, partsOf, say, type Part } from './definition';
import { Discard } from './discard';
import { Questions } from './field';
import { useKeeping, type Keeping } from './keeping';
import { Review } from './review';

/** A filled form, opened to go on with it. */
export function FillForm() {
  const { t, language } = useWords();
  const { submissionId = '' } = useParams();
  const opened = useResource(submissionId, () => answer(api.GET('/v1/submissions/{submissionId}', { params: { path: { submissionId } } })));
  const { value } = opened;
  const back = { to: '/forms/mine', text: t('forms.mine') };
  if (!value) {
    return (
      <Page title={t('forms.fill')} back={back}>
        {opened.refused ? <ProblemNotice refused={opened.refused} again={() => void opened.again()} /> : <Waiting />}
      </Page>
    );
  }
  if (value.state !== 'draft' && value.state !== 'asked-back') {
    return (
      <Page title={say(value.definition.title, language)} back={back}>
        <Sent opened={value} />
      </Page>
    );
  }
  return <Filling key={value.submissionId} opened={value} />;
}

function Sent({ opened }: { opened: FilledForm }) {
  const { t } = useWords();
  const navigate = useNavigate();
  return (
    <Notice tone="info" title={t(`forms.state.${opened.state}`)}>
      <p>{t('forms.sent-already')}</p>
      <p>
        <Button purpose="secondary" onClick={() => void navigate(`/forms/sent/${opened.submissionId}`)}>
          {t('forms.to-state')}
        </Button>
      </p>
    </Notice>
  );
}

function Filling({ opened }: { opened: FilledForm }) {
  const words = useWords();
  const { t, language } = words;
  const form = opened.definition;
  const [search, setSearch] = useSearchParams();
  const keeping = useKeeping(opened, language);
  const { answers } = keeping;
  const checking = useChecking(opened.form, opened.edition, answers);
  const parts = partsOf(form, answers);
  const asked = search.get('part') ?? parts[0]?.id ?? '';
  const reviewing = asked === 'review';
  const here = reviewing ? parts.length : Math.max(0, parts.findIndex((part) => part.id === asked));
  const part = reviewing ? undefined : parts[here];
  const kinds = kindsOf(form.sections.flatMap((section) => section.fields));
  const goTo = (id: string) => {
    void keeping.save();
    setSearch({ part: id });
    window.scrollTo(0, 0);
  };
  const steps = [...parts.map((one) => ({ name: say(one.title, language), to: `?part=${one.id}` })), { name: t('forms.review'), to: '?part=review' }];
  const title = part ? say(part.title, language) : t('forms.review');
  return (
    <Page title={title} over={say(form.title, language)} back={{ to: '/forms/mine', text: t('forms.mine') }}>
      <div className="stack">
        <StepList steps={steps} here={here} />
        <Remarks opened={opened} />
        {keeping.other && <Conflict form={form} mine={answers} other={keeping.other} onMine={() => void keeping.keepMine()} onOther={keeping.takeOther} />}
        {part ? (
          <OnePart
            key={part.id}
            part={part}
            opened={opened}
            keeping={keeping}
            checked={checking}
            whole={() => checking.ask(true)}
            kinds={kinds}
            before={parts[here - 1]?.id}
            next={parts[here + 1]?.id ?? 'review'}
            goTo={goTo}
          />
        ) : (
          <Review opened={opened} parts={parts} keeping={keeping} ask={() => checking.ask(true)} kinds={kinds} goTo={goTo} />
        )}
        <Kept keeping={keeping} />
        {opened.state === 'draft' && <Discard submissionId={opened.submissionId} title={say(form.title, language)} />}
      </div>
    </Page>
  );
}

/** What must be known before one goes on. */
function Remarks({ opened }: { opened: FilledForm }) {
  const { t } = useWords();
  return (
    <>
      {opened.state === 'asked-back' && (
        <Notice tone="warning" title={t('forms.asked-back')}>
          <p className="as-typed">{opened.why}</p>
        </Notice>
      )}
      {opened.formWithdrawn && (
        <Notice tone="warning" title={t('forms.withdrawn-title')}>
          <p>{t('forms.withdrawn')}</p>
        </Notice>
      )}
      {opened.left.length > 0 && (
        <Notice tone="info" title={t('forms.newer-title')}>
          <p>{t('forms.newer', { fields: opened.left.join(', ') })}</p>
        </Notice>
      )}
    </>
  );
}

/** Whether everything is kept, and for how long. */
function Kept({ keeping }: { keeping: Keeping }) {
  const { t, time, date } = useWords();
  return (
    <div className="stack stack--close">
      {keeping.refused && !keeping.other && <ProblemNotice refused={keeping.refused} again={() => void keeping.save()} />}
      <p className="quiet">{keeping.dirty ? t('forms.saving') : t('forms.saved', { time: time(keeping.savedAt) })}</p>
      {keeping.vanishesAt && <p className="quiet">{t('forms.vanishes', { date: date(keeping.vanishesAt) })}</p>}
    </div>
  );
}

interface OnePartProps {
  part: Part;
  opened: FilledForm;
  keeping: Keeping;
  checked: Checked;
  whole: () => Promise<Checked>;
  kinds: ReturnType<typeof kindsOf>;
  before: string | undefined;
  next: string;
  goTo: (id: string) => void;
}

/** Complaints of a part, by the name of the answer, errors apart from warnings. */
function complaintsOf(part: Part, complaints: readonly FormComplaint[]) {
  const errors: Record<string, string> = {};
  const warnings: Record<string, FormComplaint> = {};
  const told: Record<string, FormComplaint> = {};
  for (const complaint of complaints) {
    const name = nameOf(complaint);
    if (!partOf([part], name)) continue;
    if (complaint.severity === 'error') {
      errors[name] ??= complaint.code;
      told[`${name} ${errors[name]}`] ??= complaint;
    } else warnings[name] ??= complaint;
  }
  return { errors, warnings, told };
}

function OnePart({ part, opened, keeping, checked, whole, kinds, before, next, goTo }: OnePartProps) {
  const words = useWords();
  const { t, language } = words;
  const [missing, setMissing] = useState<readonly FormComplaint[]>([]);
  const [tries, setTries] = useState(0);
  const [busy, setBusy] = useState(false);
  const { answers } = keeping;
  // What was found missing stands until it is answered.
  const still = missing.filter((complaint) => !isAnswered(answers, nameOf(complaint)));
  const found = complaintsOf(part, [...checked.complaints, ...still]);
  const labels = labelsOf([part], answers, language);
  const warnings = Object.fromEntries(Object.entries(found.warnings).map(([name, complaint]) => [name, tellComplaint(words, complaint, kinds)]));
  const tell = (name: string, code: string) => {
    const complaint = found.told[`${name} ${code}`];
    return complaint && tellComplaint(words, complaint, kinds);
  };

  const forward = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    void keeping.save();
    whole()
      .then((all) => {
        const wrong = complaintsOf(part, all.complaints);
        if (Object.keys(wrong.errors).length === 0) goTo(next);
        else {
          setMissing(all.complaints.filter((complaint) => complaint.severity === 'error'));
          setTries((count) => count + 1);
        }
      })
      // Without the network one goes on all the same: it is checked again before it is sent.
      .catch(() => goTo(next))
      .finally(() => setBusy(false));
  };

  return (
    <ErrorWords value={tell}>
      <form className="form card sheet" noValidate onSubmit={forward}>
        {tries > 0 && <ErrorSummary errors={found.errors} labels={labels} tries={tries} />}
        {part === opened.definition.sections[0] && <p className="quiet as-typed">{say(opened.definition.intro, language)}</p>}
        <Questions
          fields={part.fields}
          own={answers}
          at=""
          onAnswer={keeping.give}
          asking={{ all: answers, errors: found.errors satisfies Errors, warnings, suggestions: checked.suggestions, submissionId: opened.submissionId }}
        />
        <div className="actions">
          <Button type="submit" busy={busy}>
            {next === 'review' ? t('forms.to-review') : t('forms.next')}
          </Button>
          {before && (
            <Button purpose="secondary" onClick={() => goTo(before)}>
              {t('forms.before')}
            </Button>
          )}
          {tries > 0 && Object.keys(found.errors).length > 0 && (
            <Button purpose="subtle" onClick={() => goTo(next)}>
              {t('forms.later')}
            </Button>
          )}
        </div>
      </form>
    </ErrorWords>
  );
}

function isAnswered(answers: Readonly<Record<string, unknown>>, name: string): boolean {
  let value: unknown = answers;
  for (const part of name.split('/')) value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined;
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}

