import { Link } from '@nl-design-system-candidate/link-react';
import type { DocumentView } from '../../api/types';
import { useWords } from '../../i18n';
import { StatusTag, type StatusTone } from '../../parts/status';
import { sealWords } from './seal-words';

/** How a document stands, as it is told: one that was let in is right by itself only when its seal is intact and it was read; else a person looks. */
type Standing = DocumentView['state'] | 'received';

export function standing(document: Pick<DocumentView, 'state' | 'seal' | 'read'> & Partial<Pick<DocumentView, 'ofOfficial'>>): Standing {
  const rightByItself = !document.ofOfficial && document.seal?.state === 'intact' && Boolean(document.read);
  return document.state === 'released' && !rightByItself ? 'received' : document.state;
}

const TONES: Record<Standing, StatusTone> = {
  'awaiting-upload': 'neutral',
  inspecting: 'warning',
  released: 'safe',
  received: 'warning',
  refused: 'danger',
  deleted: 'neutral',
};

/** A document: what it is, what became of it in words, and where to open it. */
export function DocumentCard({ document, download }: { document: DocumentView; download?: string }) {
  const words = useWords();
  const { t, date, time, locale } = words;
  const size = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(document.size / 1024);
  return (
    <div className="file">
      <div className="row row--apart">
        <span className="file__name">{document.fileName}</span>
        <StatusTag tone={TONES[standing(document)]}>{t(`document-state.${standing(document)}`)}</StatusTag>
      </div>
      <p className="quiet">
        {document.ofOfficial ? t('document.of-official') : t(`document-kind.${document.kind}`)}, {size} kB, {time(document.requestedAt)}
      </p>
      {document.state === 'refused' && document.reason && (
        <p>
          <strong>{t(`document-reason.${document.reason}`)}.</strong> {t(`document-reason.${document.reason}.ask`)}
        </p>
      )}
      {document.seal && <p>{sealWords(words, document.seal)}</p>}
      {document.read && (
        <p>
          {t('document.read', {
            kvkNumber: document.read.kvkNumber,
            madeOn: date(document.read.madeOn),
          })}
        </p>
      )}
      {document.state === 'released' && document.ofOfficial && <p>{t('document.of-official-why')}</p>}
      {document.state === 'released' && !document.read && <p>{t('document.read-by-staff')}</p>}
      {document.kind === 'id-copy' && document.state === 'released' && <p className="quiet">{t('document.id-copy-private')}</p>}
      {document.state === 'deleted' && <p>{t('document.deleted')}</p>}
      {download && (
        <p>
          <Link href={download} target="_blank" rel="noreferrer">
            {t('document.download', { name: document.fileName })}
          </Link>
        </p>
      )}
    </div>
  );
}
