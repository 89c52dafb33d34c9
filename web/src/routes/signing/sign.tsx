import { useEffect, useRef } from 'react';
import { answer, api } from '../../api/client';
import type { SigningRoomView } from '../../api/types';
import { chosenLanguage, useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelClimb } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useToken } from '../accounts/token';
import { Agreement } from './agreement';
import { Application } from './application';

/** The signing room of one signer, by the link from his mail. He needs no account, and nothing happens by opening it (S19). */
export function Sign() {
  const { t } = useWords();
  const token = useToken();
  if (!token) {
    return (
      <Page title={t('sign.about')} lead={t('sign.about-lead')}>
        <Notice tone="info" title={t('sign.no-link')}>
          <p>{t('sign.no-link-text')}</p>
        </Notice>
      </Page>
    );
  }
  return <Room key={token} token={token} />;
}

function Room({ token }: { token: string }) {
  const { t, language, speak } = useWords();
  const room = useResource('signing-room', () => answer(api.POST('/v1/signing-rooms', { body: { token, language } })));
  const { value, refused, again } = room;
  const spoken = useRef(language);
  useEffect(() => {
    // The text to agree to comes in the language of the page; what was typed stays.
    if (spoken.current !== language) void again();
    spoken.current = language;
  }, [language, again]);
  const own = value?.language;
  const begun = useRef(false);
  useEffect(() => {
    // The page begins in the language his mail was in, unless he chose one here before.
    if (!own || begun.current) return;
    begun.current = true;
    if (!chosenLanguage()) void speak(own, false);
  }, [own, speak]);
  if (!value) {
    const dead = refused?.slug === 'link-not-usable';
    return (
      <Page title={t(dead ? 'sign.dead' : 'sign.title')}>
        {!refused && <Waiting />}
        {refused && !dead && <ProblemNotice refused={refused} again={() => void again()} />}
        {dead && (
          <Notice tone="warning" title={t('sign.dead-why')}>
            <p>{t('sign.dead-newer')}</p>
            <p>{t('sign.dead-ask')}</p>
          </Notice>
        )}
      </Page>
    );
  }
  return <RoomPage token={token} room={value} put={room.put} again={() => void again()} />;
}

const TITLES = { 'to-sign': 'sign.title', signed: 'sign.signed', declined: 'sign.declined', enough: 'sign.enough' } as const;

interface RoomPageProps {
  token: string;
  room: SigningRoomView;
  put: (room: SigningRoomView) => void;
  again: () => void;
}

function RoomPage({ token, room, put, again }: RoomPageProps) {
  const { t, time } = useWords();
  const { application, state } = room;
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
        {state === 'to-sign' && <Agreement token={token} room={room} put={put} again={again} />}
      </div>
    </Page>
  );
}
