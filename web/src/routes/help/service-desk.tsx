import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { HelpView, TicketTopic } from '../../api/types';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource, type Resource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useSession } from '../../session/session';
import { opensWhen } from './opening';

/** What the server knows of help: the desk, whether somebody answers now, the figures of logging in. */
export function useHelp(): Resource<HelpView> {
  return useResource('help', () => answer(api.GET('/v1/help')));
}

/** The number to phone and when somebody answers, and the form beside it. */
export function ServiceDesk({ help, topic }: { help: Resource<HelpView>; topic?: TicketTopic }) {
  const { t } = useWords();
  const { here } = useSession();
  const { value, refused, again } = help;
  return (
    <section className="card stack" aria-labelledby="service-desk">
      <Heading level={2} id="service-desk">
        {t('help.desk')}
      </Heading>
      {!value && !refused && <Waiting />}
      {!value && refused && <ProblemNotice refused={refused} again={() => void again()} />}
      {value?.desk && <Phone desk={value.desk} now={value.now} />}
      <p className="utrecht-paragraph">{t('help.desk-form')}</p>
      <div className="actions">
        <ButtonLink to={`/help/ask${topic ? `?topic=${topic}` : ''}`}>{t('help.to-ask')}</ButtonLink>
        {here.kind === 'somebody' ? (
          <TextLink to="/help/questions">{t('help.to-questions')}</TextLink>
        ) : (
          <TextLink to="/help/thread">{t('help.to-thread')}</TextLink>
        )}
      </div>
    </section>
  );
}

function Phone({ desk, now }: { desk: NonNullable<HelpView['desk']>; now: string }) {
  const { t, locale } = useWords();
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone: 'Europe/Amsterdam' });
  const weekday = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'Europe/Amsterdam' });
  const changes = new Date(desk.changesAt);
  const when = opensWhen(desk.open, now, desk.changesAt);
  return (
    <>
      <p className="service-desk__phone">
        <a className="nl-link" href={`tel:${desk.dialled}`}>
          {desk.phone}
        </a>
      </p>
      <p className="row">
        <StatusTag tone={desk.open ? 'safe' : 'neutral'}>{t(desk.open ? 'help.open-now' : 'help.closed-now')}</StatusTag>
        <span>{t(`desk-hours.${when}`, { time: clock.format(changes), day: weekday.format(changes) })}</span>
      </p>
      <p className="quiet">{t('help.hours', { from: desk.opens, until: desk.closes })}</p>
    </>
  );
}
