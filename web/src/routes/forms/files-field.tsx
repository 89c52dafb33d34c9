// Files that go with a form: chosen or dropped, sent with progress, and shown with what became of each. Sending the form waits until all were looked at.
import { useCallback, useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { Attachment } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { useErrorWords } from '../../parts/error-words';
import { fieldId, type Errors } from '../../parts/form';
import { ProblemNotice } from '../../parts/problem-notice';
import { StatusTag, type StatusTone } from '../../parts/status';
import { ACCEPTED, attach } from './attaching';

interface FilesFieldProps {
  name: string;
  label: string;
  hint: ReactNode;
  errors: Errors;
  most: number;
  field: string;
  value: unknown;
  submissionId: string | undefined;
  onChange: (value: unknown) => void;
}

const TONES: Record<Attachment['state'], StatusTone> = { receiving: 'warning', inspecting: 'warning', released: 'safe', refused: 'danger' };

export function FilesField({ name, label, hint, errors, most, value, submissionId, onChange }: FilesFieldProps) {
  const { t } = useWords();
  const told = useErrorWords();
  const id = fieldId(name);
  const title = useId();
  const code = errors[name];
  const ids = Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
  const [known, setKnown] = useState<readonly Attachment[]>([]);
  const [sending, setSending] = useState<{ file: string; part: number }>();
  const [refused, setRefused] = useState<Refused>();
  // Files go in one after the other: each adds to what is answered by then.
  const latest = useRef(ids);
  useEffect(() => {
    latest.current = ids;
  });

  const look = useCallback(async () => {
    if (!submissionId) return;
    const listed = await answer(api.GET('/v1/submissions/{submissionId}/attachments', { params: { path: { submissionId } } })).catch(() => undefined);
    if (listed) setKnown(listed.items);
  }, [submissionId]);

  const waits = ids.some((one) => {
    const upload = known.find((attachment) => attachment.uploadId === one);
    return !upload || upload.state === 'inspecting';
  });
  useEffect(() => {
    if (!waits) return undefined;
    void look();
    const clock = setInterval(() => void look(), 2000);
    return () => clearInterval(clock);
  }, [waits, look]);

  const send = async (files: readonly File[]) => {
    if (!submissionId) return;
    setRefused(undefined);
    try {
      for (const file of files) {
        if (latest.current.length >= most) break;
        setSending({ file: file.name, part: 0 });
        const upload = await attach(submissionId, file, crypto.randomUUID(), (part) => setSending({ file: file.name, part }));
        setKnown((before) => [...before.filter((one) => one.uploadId !== upload.uploadId), upload]);
        latest.current = [...latest.current, upload.uploadId];
        onChange(latest.current);
      }
    } catch (thrown) {
      setRefused(asRefused(thrown));
    } finally {
      setSending(undefined);
    }
  };

  const describedBy = [hint && `${id}-hint`, code && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`utrecht-form-field files ${code ? 'utrecht-form-field--invalid' : ''}`}>
      <div className="utrecht-form-field__label">
        <label className="utrecht-form-label" htmlFor={id} id={title}>
          {label}
        </label>
      </div>
      {hint && (
        <div className="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {code && (
        <div className="utrecht-form-field-error-message" id={`${id}-error`}>
          {told(name, code)}
        </div>
      )}
      {ids.length > 0 && (
        <ul className="files__list" aria-labelledby={title}>
          {ids.map((one) => {
            const upload = known.find((attachment) => attachment.uploadId === one);
            const state = upload?.state ?? 'inspecting';
            return (
              <li key={one}>
                <span className="as-typed">{upload?.fileName ?? t('forms.file')}</span> <StatusTag tone={TONES[state]}>{t(`forms.file-state.${state}`)}</StatusTag>{' '}
                <Button purpose="subtle" name={t('forms.remove-file', { file: upload?.fileName ?? '' })} onClick={() => onChange(ids.filter((other) => other !== one))}>
                  {t('forms.remove')}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      {refused && <ProblemNotice refused={refused} />}
      <p role="status" className="quiet">
        {sending && t('forms.sending-file', { file: sending.file, percent: Math.round(sending.part * 100) })}
      </p>
      {ids.length < most && (
        <input
          id={id}
          type="file"
          multiple={most > 1}
          accept={ACCEPTED}
          disabled={!submissionId || sending !== undefined}
          aria-describedby={describedBy}
          aria-invalid={code ? true : undefined}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file may be chosen again after it was mended.
            event.target.value = '';
            void send(files);
          }}
        />
      )}
    </div>
  );
}
