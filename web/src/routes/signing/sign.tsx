import { useEffect, useRef } from 'react';
import { answer, api } from '../../api/client';
import type { SigningRoomView } from '../../api/types';
import { chosenLanguage, useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { LevelClimb } from '../../parts/status';
import { Agreement } from './agreement';
import { Application } from './application';
import { ByLink, type OpenRoom } from './by-link';

/** The signing room of one signer. */
export function Sign() {
  const { t, language } = useWords();
  return (
    <ByLink
      about={{ title: t('sign.about'), lead: t('sign.about-lead') }}
      title={t('sign.title')}
      dead={{ title: t('sign.dead-why'), text: [t('sign.dead-newer'), t('sign.dead-ask')] }}
      ask={(token) => answer(api.POST('/v1/signing-rooms', { body: { token, language } }))}
    >
      {(open) => <RoomPage {...open} />}
    </ByLink>
  );
}

const TITLES = { 'to-sign': 'sign.title', signed: 'sign.signed', declined: 'sign.declined', enough: 'sign.enough' } as const;

function RoomPage({ token, room, put, again }: OpenRoom<SigningRoomView>) {
  const { t, time, language, speak } = useWords();
  const { application, state } = room;
  const own = room.language;
  const begun = useRef(false);
  useEffect(() => {
    // The page begins in the language his mail was in, unless he chose one here before.
    if (!own || begun.current) return;
    begun.current = true;
    if (!chosenLanguage()) void speak(own, false);
  }, [own, speak]);
  return (
    <Page
      title={t(TITLES[state])}
      over={
        <span className="row">
          {application.fromLevel ? <LevelClimb from={application.fromLevel} to={application.targetLevel} /> : application.targetLevel}
          <span>{t('sign.progress', { signed: room.signed, needed: room.needed })}</span>
        </span>
      }
      lead={state === 'to-sign' ? t('sign.lead', { name: room.name, organisation: application.organisation }) : undefined}
    >
      <div className="sheet stack">
        {state === 'signed' && (
          <Notice tone="ok" role="status" title={room.at ? t('sign.signed-at', { time: time(room.at) }) : t('sign.signed')}>
            <p>{t('sign.signed-text')}</p>
          </Notice>
        )}
        {state === 'declined' && (
          <Notice tone="info" role="status" title={room.at ? t('sign.declined-at', { time: time(room.at) }) : t('sign.declined')}>
            <p>{t('sign.declined-text')}</p>
          </Notice>
        )}
        {state === 'enough' && (
          <Notice tone="ok" role="status">
            <p>{t('sign.enough-text')}</p>
          </Notice>
        )}
        <Application application={application} />
        {state === 'to-sign' && (
          <Agreement
            sentences={room.consentText}
            email={room.email}
            withApp
            askCode={() => answer(api.POST('/v1/signing-rooms/codes', { body: { token, language } }))}
            sign={async (code, app) => {
              const body = { token, code, agreement: { fingerprint: application.fingerprint, consent: room.consent } };
              put(await answer(app ? api.POST('/v1/signing-rooms/app-signatures', { body }) : api.POST('/v1/signing-rooms/signatures', { body })));
            }}
            declineHint={t('sign.decline-hint')}
            decline={async (reason) => put(await answer(api.POST('/v1/signing-rooms/refusals', { body: { token, reason, language } })))}
            again={again}
          />
        )}
      </div>
    </Page>
  );
}
