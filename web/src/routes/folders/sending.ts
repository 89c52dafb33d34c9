// Sending a file part by part. What is kept of it is its id: which parts came in is asked of the server, so that it goes on after a lost connection, a
// reload, or on another device, where the same file is chosen again and known by its SHA-256.
import { asRefused, Refused } from '../../api/problem';
import type { UploadView } from '../../api/types';

/** Where files are announced and asked for: a business, or the desk. */
export interface Place {
  announce: (file: Announced, key: string) => Promise<UploadView>;
  get: (uploadId: string) => Promise<UploadView>;
  complete: (uploadId: string) => Promise<UploadView>;
  giveUp: (uploadId: string) => Promise<void>;
}

export interface Announced {
  fileName: string;
  contentType: UploadView['contentType'];
  size: number;
  sha256: string;
}

export type Step = 'reading' | 'sending' | 'waiting' | 'inspecting' | 'released' | 'refused' | 'failed';

export interface Progress {
  step: Step;
  /** How many bytes came in. */
  sent: number;
  upload?: UploadView;
  refused?: Refused;
}

/** The kinds that are taken, by the ending of the name: what a browser says of a type is a guess by the same ending. */
const KINDS: Readonly<Record<string, UploadView['contentType']>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  txt: 'text/plain',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** What a browser's file field offers. */
export const ENDINGS = Object.keys(KINDS)
  .map((ending) => `.${ending}`)
  .join(',');

export function kindOf(name: string): UploadView['contentType'] | undefined {
  return KINDS[name.split('.').pop()?.toLowerCase() ?? ''];
}

export async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** How long is waited before a part is tried again, in milliseconds; cut short when the browser finds the network. */
const PAUSES = [1000, 2000, 4000, 8000, 15_000];
/** How often is asked what the inspection found, in milliseconds. */
const LOOK = 700;

/** The part did not arrive: the connection broke, or its address is too old. */
class Lost extends Error {}

/** Puts a part; tells how much of it is on its way. */
function put(url: string, part: Blob, signal: AbortSignal, told: (bytes: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    // `fetch` does not tell how far an upload is.
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    signal.addEventListener('abort', stop, { once: true });
    request.upload.addEventListener('progress', (event) => told(event.loaded));
    request.addEventListener('loadend', () => {
      signal.removeEventListener('abort', stop);
      if (request.status >= 200 && request.status < 300) resolve();
      else reject(new Lost());
    });
    request.open('PUT', url);
    request.send(part);
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(clock);
      window.removeEventListener('online', over);
      signal.removeEventListener('abort', over);
      resolve();
    };
    const clock = setTimeout(over, milliseconds);
    window.addEventListener('online', over);
    signal.addEventListener('abort', over);
  });
}

/** Whether trying again later may do. */
function passes(thrown: unknown): boolean {
  return thrown instanceof Lost || (thrown instanceof Refused && (thrown.slug === 'offline' || thrown.slug === 'unavailable'));
}

/** Sends a file to its end: `begun` is an upload of the same file that broke off. Answers when the inspection has spoken, or it cannot go on. */
export async function send(file: File, begun: UploadView | undefined, place: Place, announced: Announced, signal: AbortSignal, told: (progress: Progress) => void) {
  const key = crypto.randomUUID();
  let upload = begun;
  let tries = 0;
  let sent = 0;
  const tell = (step: Step) => told({ step, sent, ...(upload ? { upload } : {}) });
  while (!signal.aborted) {
    try {
      upload = upload ? await place.get(upload.uploadId) : await place.announce(announced, key);
      if (upload.state === 'receiving' && upload.parts.length > 0) {
        const here = upload;
        sent = here.parts.filter(({ arrived }) => arrived).reduce((sum, { size }) => sum + size, 0);
        tell('sending');
        for (const part of here.parts) {
          if (part.arrived || !part.url) continue;
          const before = sent;
          await put(part.url, file.slice(part.offset, part.offset + part.size), signal, (bytes) => {
            sent = before + Math.min(bytes, part.size);
            tell('sending');
          });
          sent = before + part.size;
          tries = 0;
        }
        upload = await place.complete(here.uploadId);
      }
      if (upload.state === 'released' || upload.state === 'refused') {
        tell(upload.state);
        return;
      }
      sent = file.size;
      tell('inspecting');
      await pause(LOOK, signal);
    } catch (thrown) {
      if (signal.aborted) return;
      const incomplete = thrown instanceof Refused && thrown.slug === 'upload-incomplete';
      if (!passes(thrown) && !incomplete) {
        told({ step: 'failed', sent, refused: asRefused(thrown), ...(upload ? { upload } : {}) });
        return;
      }
      tell('waiting');
      await pause(PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 15_000, signal);
      tries += 1;
    }
  }
}
