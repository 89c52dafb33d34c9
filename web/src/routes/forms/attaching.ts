// A file that goes with a form: announced with what it is, sent part by part to the bucket, completed. A part that is lost is sent again.
import { answer, api } from '../../api/client';
import { Refused } from '../../api/problem';
import type { Attachment } from '../../api/types';

const KINDS: Readonly<Record<string, Attachment['contentType']>> = { pdf: 'application/pdf', jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' };
export const ACCEPTED = '.pdf,.jpg,.jpeg,.png';
const TRIES = 4;

async function fingerprint(file: File): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function sendPart(url: string, bytes: Blob): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, { method: 'PUT', body: bytes });
  } catch {
    throw new Refused('offline');
  }
  if (!response.ok) throw new Refused(response.status === 403 ? 'link-not-usable' : 'unavailable');
}

/** Hands a file in; `told` hears how much of it is sent, from 0 to 1. Answers it as it is looked at. */
export async function attach(submissionId: string, file: File, key: string, told: (part: number) => void): Promise<Attachment> {
  const contentType = KINDS[file.name.split('.').pop()?.toLowerCase() ?? ''];
  if (!contentType) throw new Refused('unsupported-media-type');
  const body = { fileName: file.name, contentType, size: file.size, sha256: await fingerprint(file) };
  const path = { submissionId };
  let upload = await answer(api.POST('/v1/submissions/{submissionId}/attachments', { params: { path, header: { 'Idempotency-Key': key } }, body }));
  for (let left = TRIES; ; left -= 1) {
    try {
      for (const part of upload.parts) {
        if (part.arrived || !part.url) continue;
        await sendPart(part.url, file.slice(part.offset, part.offset + part.size));
        told((part.offset + part.size) / file.size);
      }
      return await answer(api.POST('/v1/submissions/{submissionId}/attachments/{uploadId}/completion', { params: { path: { submissionId, uploadId: upload.uploadId } } }));
    } catch (thrown) {
      if (left <= 1) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 1500));
      // Which parts are there, and where to put the others.
      upload = await answer(api.GET('/v1/submissions/{submissionId}/attachments/{uploadId}', { params: { path: { submissionId, uploadId: upload.uploadId } } }));
    }
  }
}
