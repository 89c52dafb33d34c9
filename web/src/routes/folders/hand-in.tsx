import { Heading } from '@nl-design-system-candidate/heading-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asRefused } from '../../api/problem';
import type { UploadView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { FileInput } from '../../parts/file-input';
import { ProblemNotice } from '../../parts/problem-notice';
import { size } from '../../parts/size';
import { StatusTag, type StatusTone } from '../../parts/status';
import { ENDINGS, kindOf, send, sha256, type Place, type Progress, type Step } from './sending';

/** How many files are sent at once. */
const SIDE_BY_SIDE = 3;

interface Sending extends Progress {
  key: number;
  name: string;
  size: number;
  /** Why it was not even announced. */
  wrong?: 'too-large' | 'empty' | 'not-taken';
}

const TONES: Record<Step, StatusTone> = {
  reading: 'neutral',
  sending: 'warning',
  waiting: 'warning',
  inspecting: 'warning',
  released: 'safe',
  refused: 'danger',
  failed: 'danger',
};

interface HandInProps {
  place: Place;
  /** The largest file taken, in bytes. */
  largest: number;
  label: string;
  /** Uploads that broke off earlier. */
  brokenOff: readonly UploadView[];
  /** Something came in, or was put away. */
  changed: () => Promise<void>;
}

/** Choosing or dropping files, and how far each is. A file chosen again whose upload broke off goes on where it was. */
export function HandIn({ place, largest, label, brokenOff, changed }: HandInProps) {
  const { t, locale } = useWords();
  const [files, setFiles] = useState<Sending[]>([]);
  const waiting = useRef<(() => void)[]>([]);
  const busy = useRef(0);
  const stops = useRef(new Map<number, AbortController>());
  const next = useRef(0);
  const latest = useRef({ place, brokenOff, changed });
  useEffect(() => {
    latest.current = { place, brokenOff, changed };
  });
  useEffect(() => {
    const all = stops.current;
    return () => all.forEach((stop) => stop.abort());
  }, []);

  const under = files.some(({ step }) => step === 'reading' || step === 'sending' || step === 'waiting');
  useEffect(() => {
    if (!under) return undefined;
    // Leaving costs nothing that came in, but who leaves should know.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [under]);

  const tell = useCallback((key: number, change: Partial<Sending>) => {
    setFiles((before) => before.map((file) => (file.key === key ? { ...file, ...change } : file)));
  }, []);

  const turn = async () => {
    if (busy.current >= SIDE_BY_SIDE) await new Promise<void>((resolve) => waiting.current.push(resolve));
    busy.current += 1;
  };
  const over = () => {
    busy.current -= 1;
    waiting.current.shift()?.();
  };

  const begin = async (file: File) => {
    const key = next.current++;
    const kind = kindOf(file.name);
    const wrong = !kind ? 'not-taken' : file.size === 0 ? 'empty' : file.size > largest ? 'too-large' : undefined;
    const shown: Sending = { key, name: file.name, size: file.size, step: wrong ? 'failed' : 'reading', sent: 0 };
    setFiles((before) => [wrong ? { ...shown, wrong } : shown, ...before]);
    if (!kind || wrong) return;
    const stop = new AbortController();
    stops.current.set(key, stop);
    await turn();
    try {
      const sum = await sha256(file);
      const begun = latest.current.brokenOff.find((upload) => upload.sha256 === sum && upload.fileName === file.name);
      const announced = { fileName: file.name, contentType: kind, size: file.size, sha256: sum };
      await send(file, begun, latest.current.place, announced, stop.signal, (progress) => tell(key, progress));
    } catch (thrown) {
      tell(key, { step: 'failed', refused: asRefused(thrown) });
    } finally {
      stops.current.delete(key);
      over();
      await latest.current.changed();
    }
  };

  const putAway = async (file: Sending) => {
    stops.current.get(file.key)?.abort();
    setFiles((before) => before.filter(({ key }) => key !== file.key));
    if (file.upload && file.step !== 'released' && file.step !== 'inspecting') {
      await place.giveUp(file.upload.uploadId).catch(() => undefined);
    }
    await changed();
  };

  const shownIds = new Set(files.map(({ upload }) => upload?.uploadId));
  const earlier = brokenOff.filter(({ uploadId }) => !shownIds.has(uploadId));
  return (
    <div className="stack">
      <FileInput
        name="files"
        label={label}
        hint={t('folders.hint', { size: size(largest, locale) })}
        errors={{}}
        accept={ENDINGS}
        multiple
        onFile={(file) => void begin(file)}
      />
      {earlier.length > 0 && (
        <section className="stack stack--close" aria-labelledby="broken-off">
          <Heading level={3} id="broken-off">
            {t('folders.broken-off')}
          </Heading>
          <p className="utrecht-paragraph">{t('folders.broken-off-text')}</p>
          <ul className="stack stack--close folders__list">
            {earlier.map((upload) => (
              <li className="file" key={upload.uploadId}>
                <span className="file__name">{upload.fileName}</span> <span className="quiet">{size(upload.size, locale)}</span>
                <div className="actions">
                  <Button
                    purpose="subtle"
                    negative
                    name={t('folders.give-up-long', { name: upload.fileName })}
                    onClick={() => void place.giveUp(upload.uploadId).finally(() => void changed())}
                  >
                    {t('folders.give-up')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {files.length > 0 && (
        <ul className="stack stack--close folders__list" aria-label={t('folders.sending')}>
          {files.map((file) => (
            <FileOnItsWay key={file.key} file={file} putAway={() => void putAway(file)} />
          ))}
        </ul>
      )}
    </div>
  );
}

function FileOnItsWay({ file, putAway }: { file: Sending; putAway: () => void }) {
  const { t, named, locale } = useWords();
  const done = file.step === 'released' || file.step === 'refused' || file.step === 'failed';
  const reason = file.upload?.reason;
  return (
    <li className="file stack stack--close">
      <div className="row row--apart">
        <span className="file__name">{file.name}</span>
        <span role="status">
          <StatusTag tone={TONES[file.step]}>{t(`folders-step.${file.step}`)}</StatusTag>
        </span>
      </div>
      {!done && file.step !== 'inspecting' && (
        <p className="progress-line">
          <progress max={file.size} value={file.sent} aria-label={t('folders.progress', { name: file.name })} />
          <span aria-hidden="true">
            {size(file.sent, locale)} / {size(file.size, locale)}
          </span>
        </p>
      )}
      {file.step === 'waiting' && <p className="quiet">{t('folders.waiting-text')}</p>}
      {file.step === 'refused' && reason && (
        <p>
          {named('folders-reason', reason, 'folders-reason.broken')}
        </p>
      )}
      {file.wrong && <p>{t(`folders-wrong.${file.wrong}`)}</p>}
      {file.refused && <ProblemNotice refused={file.refused} />}
      <div className="actions">
        <Button purpose="subtle" negative={!done} onClick={putAway} name={done ? t('folders.put-away-long', { name: file.name }) : t('folders.give-up-long', { name: file.name })}>
          {done ? t('folders.put-away') : t('folders.give-up')}
        </Button>
      </div>
    </li>
  );
}
