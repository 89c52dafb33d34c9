import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { forget } from '../../session/session';

export function Sessions() {
  const { t, time } = useWords();
  const list = useResource('sessions', async () => (await answer(api.GET('/v1/sessions'))).sessions);
  const [refused, setRefused] = useState<Refused>();
  const [told, setTold] = useState('');

  const end = (sessionId: string) => {
    setRefused(undefined);
    answer(api.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId } } }))
      .then(() => {
        setTold(t('sessions.ended'));
        focusHeading();
      })
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => void list.again());
  };
  const everywhere = () => {
    setRefused(undefined);
    answer(api.DELETE('/v1/sessions'))
      .then(forget)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  };
  return (
    <Page title={t('sessions.title')} lead={t('sessions.lead')} back={{ to: '/account', text: t('account.title') }}>
      <div className="card sheet stack">
        {refused && <ProblemNotice refused={refused} />}
        {list.refused && <ProblemNotice refused={list.refused} again={() => void list.again()} />}
        {!list.value && !list.refused && <Waiting />}
        <p className="only-heard" role="status">
          {told}
        </p>
        {list.value && (
          <ul className="sessions">
            {list.value.map((session) => (
              <li key={session.sessionId}>
                <div>
                  <p>
                    <strong>{session.device || t('sessions.unknown-device')}</strong>{' '}
                    {session.current && <StatusTag tone="safe">{t('sessions.this')}</StatusTag>}
                  </p>
                  <p className="quiet">
                    {session.place ? `${session.place} · ` : ''}
                    {t('sessions.last-used', { time: time(session.lastUsedAt) })}
                  </p>
                </div>
                {!session.current && (
                  <Button
                    purpose="secondary"
                    onClick={() => end(session.sessionId)}
                    name={t('sessions.end-long', { device: session.device || t('sessions.unknown-device') })}
                  >
                    {t('sessions.end')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
        <div className="actions">
          <Button purpose="secondary" negative onClick={everywhere}>
            {t('sessions.everywhere')}
          </Button>
        </div>
      </div>
    </Page>
  );
}
