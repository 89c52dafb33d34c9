import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../i18n';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useToken } from '../accounts/token';

export interface OpenRoom<R> {
  token: string;
  room: R;
  put: (room: R) => void;
  again: () => void;
}

interface ByLinkProps<R> {
  /** What stands here for who comes without a link. */
  about: { title: string; lead: string };
  title: string;
  /** What is told of a link that opens no room any more. */
  dead: { title: string; text: readonly string[] };
  ask: (token: string) => Promise<R>;
  children: (open: OpenRoom<R>) => ReactNode;
}

/** A room one enters by the link from a mail. It needs no account, and nothing happens by opening it (S19). */
export function ByLink<R>(props: ByLinkProps<R>) {
  const { t } = useWords();
  const token = useToken();
  if (!token) {
    return (
      <Page {...props.about}>
        <Notice tone="info" title={t('sign.no-link')}>
          <p>{t('sign.no-link-text')}</p>
        </Notice>
      </Page>
    );
  }
  return <Room key={token} token={token} {...props} />;
}

function Room<R>({ token, title, dead, ask, children }: ByLinkProps<R> & { token: string }) {
  const { t, language } = useWords();
  const { value, refused, again, put } = useResource('signing-room', () => ask(token));
  const spoken = useRef(language);
  useEffect(() => {
    // The text to agree to comes in the language of the page; what was typed stays.
    if (spoken.current !== language) void again();
    spoken.current = language;
  }, [language, again]);
  if (value) return children({ token, room: value, put, again: () => void again() });
  const isDead = refused?.slug === 'link-not-usable';
  return (
    <Page title={isDead ? t('sign.dead') : title}>
      {!refused && <Waiting />}
      {refused && !isDead && <ProblemNotice refused={refused} again={() => void again()} />}
      {isDead && (
        <Notice tone="warning" title={dead.title}>
          {dead.text.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
    </Page>
  );
}
