import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { DocumentView } from '../../api/types';
import { sendFile } from '../../api/upload';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { FileInput } from '../../parts/file-input';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { DocumentCard } from './document-card';
import { fileFault, typeOf } from './file-fault';

interface Sending {
  name: string;
  part: number;
  stop: () => void;
}

interface UploadsProps {
  upgradeId: string;
  /** What is handed in here. */
  kind: DocumentView['kind'];
  label: string;
  hint: string;
  onJudged: () => void;
}

/** Handing in a document: choose, watch it go up, and read what became of it. */
export function Uploads({ upgradeId, kind, label, hint, onJudged }: UploadsProps) {
  const { t, locale } = useWords();
  const path = { params: { path: { upgradeId } } };
  const list = useResource(`documents ${upgradeId} ${kind}`, async () => {
    const all = await answer(api.GET('/v1/upgrades/{upgradeId}/documents', path));
    return all.items.filter((document) => document.kind === kind);
  });
  const [sending, setSending] = useState<Sending>();
  const [fault, setFault] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const [told, setTold] = useState('');
  const idempotencyKey = useIdempotencyKey();
  const attempt = useRef(0);
  const { again } = list;

  // While something is being looked at, look again. Inspection takes seconds.
  const shown = (list.value ?? []).filter((document) => document.state !== 'awaiting-upload');
  const waiting = shown.some((document) => document.state === 'inspecting');
  const judged = useRef<Set<string>>(undefined);
  useEffect(() => {
    if (!list.value) return;
    const done = new Set(list.value.filter((one) => one.state === 'released' || one.state === 'refused').map((one) => one.documentId));
    const before = judged.current;
    judged.current = done;
    if (!before) return;
    for (const document of list.value) {
      if (done.has(document.documentId) && !before.has(document.documentId)) {
        setTold(document.state === 'released' ? t('document.released-told') : t('document.refused-told'));
        onJudged();
      }
    }
  }, [list.value, onJudged, t]);
  // Right after an upload the list may not know yet that the file came in.
  const [expected, setExpected] = useState<string>();
  const notYet = (list.value ?? []).some((document) => document.documentId === expected && document.state === 'awaiting-upload');
  const looking = waiting || notYet;
  useEvery(looking && 1000, again);

  const send = async (file: File) => {
    const contentType = typeOf(file);
    const wrong = fileFault(file);
    setFault(wrong);
    setRefused(undefined);
    setTold('');
    if (wrong || !contentType) return;
    attempt.current += 1;
    try {
      const body = { kind, fileName: file.name, contentType, size: file.size };
      const ticket = await answer(
        api.POST('/v1/upgrades/{upgradeId}/documents', {
          params: { path: { upgradeId }, header: { 'Idempotency-Key': idempotencyKey([body, attempt.current]) } },
          body,
        }),
      );
      const upload = sendFile(ticket.upload, file, (part) => setSending((now) => now && { ...now, part }));
      setSending({ name: file.name, part: 0, stop: upload.stop });
      await upload.done;
      setTold(t('document.inspecting-told'));
      setExpected(ticket.document.documentId);
      await again();
    } catch (thrown) {
      if (!(thrown instanceof DOMException && thrown.name === 'AbortError')) setRefused(asRefused(thrown));
    } finally {
      setSending(undefined);
    }
  };

  const percent = sending ? Math.round(sending.part * 100) : 0;
  return (
    <div className="stack">
      {refused && <ProblemNotice refused={refused} />}
      {list.refused && <ProblemNotice refused={list.refused} again={() => void again()} />}
      <FileInput
        name={kind}
        label={label}
        hint={hint}
        errors={fault ? { [kind]: fault } : {}}
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/jpeg,image/png"
        onFile={(file) => {
          if (!sending) void send(file);
        }}
      />
      {sending && (
        <div className="file">
          <p className="file__name" id={`sending-${kind}`}>
            {sending.name}
          </p>
          <progress max={100} value={percent} aria-labelledby={`sending-${kind}`}>
            {percent}%
          </progress>
          <div className="row row--apart">
            <span className="quiet numbers">{t('document.sending', { percent: new Intl.NumberFormat(locale).format(percent) })}</span>
            <Button purpose="subtle" onClick={sending.stop}>
              {t('document.stop')}
            </Button>
          </div>
        </div>
      )}
      <p className="only-heard" role="status">
        {told}
      </p>
      {shown.length > 0 && (
        <section className="stack stack--close">
          <Heading level={kind === 'kvk-extract' ? 2 : 3} appearance="level-3">
            {t('document.handed-in')}
          </Heading>
          <ul className="files">
            {newestFirst(shown).map((document) => (
              <li key={document.documentId}>
                <DocumentCard document={document} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function newestFirst(documents: readonly DocumentView[]): DocumentView[] {
  return [...documents].sort((one, other) => other.requestedAt.localeCompare(one.requestedAt));
}
