// Where somebody signs a contract, by the link from his mail.
import { answer, api } from '../../api/client';
import type { ContractRoom } from '../../api/types';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { Agreement } from '../signing/agreement';
import { ByLink, type OpenRoom } from '../signing/by-link';
import { Download } from './course-parts';
import { ReadParts } from './read-parts';

export function SignForm() {
  const { t, language } = useWords();
  return (
    <ByLink
      about={{ title: t('submissions.sign.about'), lead: t('submissions.sign.about-lead') }}
      title={t('submissions.sign.title')}
      dead={{ title: t('submissions.sign.dead-why'), text: [t('submissions.sign.dead-text')] }}
      ask={(token) => answer(api.POST('/v1/submission-signing', { body: { token, language } }))}
    >
      {(open) => <RoomPage {...open} />}
    </ByLink>
  );
}

function RoomPage({ token, room, put, again }: OpenRoom<ContractRoom>) {
  const { t, time, language } = useWords();
  const open = room.state === 'to-sign';
  return (
    <Page
      title={room.state === 'to-sign' ? room.title : t(`submissions.sign.${room.state}`)}
      over={t('submissions.signed-of', { signed: room.signed, needed: room.needed })}
      lead={open ? t('submissions.sign.lead', { name: room.name, role: room.role }) : undefined}
    >
      <div className="sheet stack">
        {room.state !== 'to-sign' && (
          <Notice tone={room.state === 'signed' ? 'ok' : 'info'} role="status" title={room.at ? time(room.at) : undefined}>
            <p>{t(`submissions.sign.${room.state}-text`)}</p>
          </Notice>
        )}
        {room.law && <p className="quiet">{room.law}</p>}
        {open && <p>{t('submissions.sign.until', { time: time(room.expiresAt) })}</p>}
        {room.paper && (
          <div className="actions">
            <Download url={room.paper.url}>{t('submissions.contract-pdf')}</Download>
          </div>
        )}
        <ReadParts parts={room.parts} />
        {open && (
          <Agreement
            sentences={([1, 2, 3] as const).map((nth) => t(`submissions.sign.consent-${nth}`, { role: room.role }))}
            email={room.email ?? ''}
            askCode={() => answer(api.POST('/v1/submission-signing/codes', { body: { token, language } }))}
            sign={async (code) => {
              const body = { token, code, language, fingerprint: room.fingerprint, consent: room.consent };
              put(await answer(api.POST('/v1/submission-signing/signatures', { body })));
            }}
            declineHint={t('submissions.sign.decline-hint')}
            decline={async (reason) => put(await answer(api.POST('/v1/submission-signing/refusals', { body: { token, reason, language } })))}
            again={again}
          />
        )}
      </div>
    </Page>
  );
}
