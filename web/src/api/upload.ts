// A file straight to the bucket with a presigned POST. XMLHttpRequest, because fetch cannot tell how far an upload is.
import { Refused } from './problem';
import type { UploadTicket } from './types';

export interface Sending {
  done: Promise<void>;
  stop: () => void;
}

/** Sends the file; `told` hears the part that is sent, from 0 to 1. */
export function sendFile(upload: UploadTicket['upload'], file: File, told: (part: number) => void): Sending {
  const request = new XMLHttpRequest();
  const done = new Promise<void>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) told(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve();
      else if (request.status === 400 || request.status === 413) reject(new Refused('too-large'));
      else reject(new Refused(request.status === 403 ? 'link-not-usable' : 'unavailable'));
    });
    request.addEventListener('error', () => reject(new Refused('offline')));
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')));
  });
  const form = new FormData();
  for (const [name, value] of Object.entries(upload.fields)) form.append(name, String(value));
  form.append('file', file);
  request.open('POST', upload.url);
  request.send(form);
  return { done, stop: () => request.abort() };
}
