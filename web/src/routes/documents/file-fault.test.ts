import { expect, it } from 'vitest';
import { fileFault, typeOf } from './file-fault';

it('takes PDF, JPEG and PNG by the end of the name', () => {
  expect(typeOf({ name: 'Uittreksel.PDF' })).toBe('application/pdf');
  expect(typeOf({ name: 'scan.jpeg' })).toBe('image/jpeg');
  expect(typeOf({ name: 'uittreksel.pdf.zip' })).toBeUndefined();
});

it('sends nothing empty, nothing over ten megabytes, nothing of another kind', () => {
  expect(fileFault({ name: 'a.pdf', size: 1 })).toBeUndefined();
  expect(fileFault({ name: 'a.pdf', size: 10 * 1024 * 1024 })).toBeUndefined();
  expect(fileFault({ name: 'a.pdf', size: 10 * 1024 * 1024 + 1 })).toBe('too-large');
  expect(fileFault({ name: 'a.pdf', size: 0 })).toBe('empty');
  expect(fileFault({ name: 'a.docx', size: 1 })).toBe('not-the-declared-type');
});
