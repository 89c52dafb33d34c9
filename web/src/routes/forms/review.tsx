// The last step: everything read back, everything that will not do on top, each leading to its question; warnings are confirmed one by one.
import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { FilledForm, FormComplaint } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Checkbox } from '../../parts/fields';
import { fieldId } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import type { Checked } from './checking';
import { nameOf, tellComplaint, type kindsOf } from './complaints';
import { labelsOf, partOf, say, type Part } from './definition';
import type { Keeping } from './keeping';
import { SaidOnes } from './said';

interface ReviewProps {
  opened: FilledForm;
  parts: readonly Part[];
  keeping: Keeping;
  ask: () => Promise<Checked>;
  kinds: ReturnType<typeof kindsOf>;
  goTo: (part: string) => void;
}

function keyOf(complaint: FormComplaint): string {
  return `${complaint.pointer} ${complaint.code}`;
}

export function Review({ opened, parts, keeping, ask, kinds, goTo }: ReviewProps) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const keyFor = useIdempotencyKey();
  const [complaints, setComplaints] = useState<readonly FormComplaint[]>();
  const [read, setRead] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const asking = useRef(ask);
  const { answers } = keeping;

  useEffect(() => {
    let gone = false;
    asking
      .current()
      .then((checked) => {
        if (!gone) setComplaints(checked.complaints);
      })
      .catch((thrown: unknown) => {
        if (!gone) setRefused(asRefused(thrown));
      });
    return () => {
      gone = true;
    };
  }, []);

  const errors = (complaints ?? []).filter((complaint) => complaint.severity === 'error');
  const warnings = (complaints ?? []).filter((complaint) => complaint.severity === 'warning');
  const unread = warnings.filter((complaint) => !read.includes(keyOf(complaint)));

  const send = async () => {
    if (!(await keeping.save())) return;
    const checked = await ask();
    setComplaints(checked.complaints);
    const wrong = checked.complaints.some((complaint) => complaint.severity === 'error');
    const open = checked.complaints.some((complaint) => complaint.severity === 'warning' && !read.includes(keyOf(complaint)));
    if (wrong || open) {
      setTries((count) => count + 1);
      return;
    }
    const confirmed = checked.complaints.map(({ pointer, code }) => ({ pointer, code }));
    const body = { revision: keeping.revision, confirmed };
    const { submissionId } = opened;
    await answer(api.POST('/v1/submissions/{submissionId}/send', { params: { path: { submissionId }, header: { 'Idempotency-Key': keyFor(body) } }, body }));
    void navigate(`/forms/sent/${submissionId}`, { replace: true });
  };
  const press = () => {
    if (busy) return;
    setBusy(true);
    setRefused(undefined);
    send()
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };

  return (
    <div className="stack">
      <Wrong errors={errors} parts={parts} answers={answers} kinds={kinds} goTo={goTo} tries={tries} />
      {parts.map((part) => (
        <section className="card stack stack--close" key={part.id} aria-labelledby={`review-${part.id}`}>
          <div className="card__head">
            <Heading level={2} appearance="level-3" id={`review-${part.id}`}>
              {say(part.title, language)}
            </Heading>
            <Button purpose="subtle" name={t('forms.change-named', { part: say(part.title, language) })} onClick={() => goTo(part.id)}>
              {t('forms.change')}
            </Button>
          </div>
          <SaidOnes fields={part.fields} own={answers} all={answers} />
        </section>
      ))}
      <Warnings warnings={warnings} parts={parts} answers={answers} kinds={kinds} read={read} onRead={setRead} marked={tries > 0} />
      {refused && <ProblemNotice refused={refused} />}
      <div className="card stack stack--close">
        <p>{t(`forms.what-follows.${opened.definition.kind}`)}</p>
        <div className="actions">
          <Button busy={busy || complaints === undefined} onClick={press}>
            {t('forms.send')}
          </Button>
          {errors.length > 0 && <span className="quiet">{t('forms.not-yet')}</span>}
          {errors.length === 0 && unread.length > 0 && <span className="quiet">{t('forms.confirm-first')}</span>}
        </div>
      </div>
    </div>
  );
}

interface FoundProps {
  parts: readonly Part[];
  answers: Keeping['answers'];
  kinds: ReturnType<typeof kindsOf>;
}

function Wrong({ errors, parts, answers, kinds, goTo, tries }: FoundProps & { errors: readonly FormComplaint[]; goTo: (part: string) => void; tries: number }) {
  const words = useWords();
  const { n, language } = words;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);
  if (errors.length === 0) return null;
  const labels = labelsOf(parts, answers, language);
  return (
    <div className="summary" tabIndex={-1} ref={box} role="group" aria-labelledby="review-errors">
      <Heading level={2} appearance="level-3" id="review-errors">
        {n('error-summary', errors.length)}
      </Heading>
      <ul>
        {errors.map((complaint) => {
          const name = nameOf(complaint);
          const part = partOf(parts, name);
          const text = `${labels[name] ?? name}: ${tellComplaint(words, complaint, kinds)}`;
          return (
            <li key={keyOf(complaint)}>
              {part ? (
                <a
                  className="nl-link"
                  href={`?part=${part.id}`}
                  onClick={(event) => {
                    event.preventDefault();
                    goTo(part.id);
                    // The question is there once its part is drawn.
                    setTimeout(() => document.getElementById(fieldId(name))?.focus(), 50);
                  }}
                >
                  {text}
                </a>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface WarningsProps extends FoundProps {
  warnings: readonly FormComplaint[];
  read: readonly string[];
  onRead: (read: readonly string[]) => void;
  marked: boolean;
}

function Warnings({ warnings, parts, answers, kinds, read, onRead, marked }: WarningsProps) {
  const words = useWords();
  const { t, language } = words;
  if (warnings.length === 0) return null;
  const labels = labelsOf(parts, answers, language);
  return (
    <Notice tone="warning" title={t('forms.warnings')}>
      <p>{t('forms.warnings-why')}</p>
      {warnings.map((complaint) => {
        const key = keyOf(complaint);
        const name = `warning-${key}`.replaceAll(/[^a-z0-9-]/gi, '-');
        return (
          <Checkbox
            key={key}
            name={name}
            label={`${labels[nameOf(complaint)] ?? nameOf(complaint)}: ${tellComplaint(words, complaint, kinds)}`}
            errors={marked && !read.includes(key) ? { [name]: 'to-confirm' } : {}}
            checked={read.includes(key)}
            onChange={(checked) => onRead(checked ? [...read, key] : read.filter((one) => one !== key))}
          />
        );
      })}
    </Notice>
  );
}
