// Files that go with a form: chosen or dropped, sent with progress, and shown with what became of each. Sending the form waits until all were looked at.
import { useCallback, useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { Attachment } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Field, type Framed } from '../../parts/field';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery } from '../../parts/resource';
import { StatusTag, type StatusTone } from '../../parts/status';
import { ACCEPTED, attach } from './attaching';

interface FilesFieldProps extends Framed {
  most: number;
  value: unknown;
  submissionId: string | undefined;
  onChange: (value: unknown) => void;
}

/** How often is looked what became of a file, in milliseconds. */
const LOOK = 2000;

const TONES: Record<Attachment['state'], StatusTone> = { receiving: 'warning', inspecting: 'warning', released: 'safe', refused: 'danger' };

export function FilesField({ name, label, hint, errors, most, value, submissionId, onChange }: FilesFieldProps) {
  const { t } = useWords();
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
    if (waits) void look();
  }, [waits, look]);
  useEvery(waits && LOOK, look);

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

  return (
    <Field name={name} label={label} hint={hint} errors={errors}>
      {({ id, describedBy, invalid }) => (
        <div className="files">
          {ids.length > 0 && (
            <ul className="files__list" aria-labelledby={`${id}-label`}>
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
              aria-invalid={invalid || undefined}
              onChange={(event) => {
                const files = [...(event.target.files ?? [])];
                // The same file may be chosen again after it was mended.
                event.target.value = '';
                void send(files);
              }}
            />
          )}
        </div>
      )}
    </Field>
  );
}
