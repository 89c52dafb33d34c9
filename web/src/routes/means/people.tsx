import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { PersonView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { today } from '../../parts/day';
import { Dialog } from '../../parts/dialog';
import { SelectField } from '../../parts/fields';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark, StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';

const ROLES = ['user', 'manager', 'main-user'] as const;
type Role = (typeof ROLES)[number];
/** What somebody can be appointed to: the main user hands over, on the page of the access codes. */
const APPOINTED: readonly Role[] = ['user', 'manager'];

/** How many days before its end a role can be given for another term: when its holder is told of the end first. */
const RENEWABLE_DAYS = 90;

/** How many days there are until a day, by the Dutch calendar; less than none when it is past. */
function daysUntil(day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today())) / 86_400_000);
}

interface Doing {
  busy: boolean;
  act: (work: () => Promise<unknown>) => void;
}

function Person({ person, mine, doing }: { person: PersonView; mine: Role; doing: Doing }) {
  const { t, date } = useWords();
  const [role, setRole] = useState<string>(person.role);
  const [leaving, setLeaving] = useState(false);
  const name = person.name ?? person.email ?? person.accountId;
  const params = { path: { accountId: person.accountId } };
  const reach = ROLES.slice(0, ROLES.indexOf(mine) + 1);
  const withinReach = reach.includes(person.role) && APPOINTED.includes(person.role);
  const chosen = ROLES.find((known) => known === role);
  const left = person.roleUntil ? daysUntil(person.roleUntil) : undefined;
  const lapsed = left !== undefined && left < 0;
  const renewable = left !== undefined && left <= RENEWABLE_DAYS;
  return (
    <article className="card stack" aria-labelledby={`person-${person.accountId}`}>
      <div className="row row--apart">
        <Heading level={2} appearance="level-3" id={`person-${person.accountId}`}>
          {name} {person.isYou && <span className="quiet">{t('people.you')}</span>}
        </Heading>
        <StatusTag tone={person.role === 'user' ? 'neutral' : lapsed ? 'danger' : 'safe'}>{t(`role.${person.role}`)}</StatusTag>
      </div>
      <p className="means__facts">
        {person.name && person.email && <span>{person.email}</span>}
        {person.roleUntil && <span>{t(lapsed ? 'people.role-lapsed' : 'people.role-until', { date: date(person.roleUntil) })}</span>}
      </p>
      {renewable && (person.isYou ? person.role === 'main-user' : withinReach) && (
        <div>
          <Button
            purpose="secondary"
            busy={doing.busy}
            name={t('people.renew-role-long', { name })}
            onClick={() =>
              doing.act(() =>
                person.isYou
                  ? answer(api.POST('/v1/main-user/term'))
                  : answer(api.PUT('/v1/people/{accountId}/role', { params, body: { role: person.role } })),
              )
            }
          >
            {t('people.renew-role')}
          </Button>
        </div>
      )}
      {person.isYou && person.role === 'main-user' && (
        <p className="utrecht-paragraph">
          <TextLink to="/access-codes">{t('codes.hand-over-here')}</TextLink>
        </p>
      )}
      {person.means.length > 0 && (
        <ul className="rights">
          {person.means.map((means) => (
            <li key={means.meansId}>
              <span>
                <LevelMark level={means.level} /> {t('means.number', { number: means.number })}
              </span>
              <span className="quiet">{t(`means-status.${means.status}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {withinReach && (
        <div className="row row--end">
          <SelectField
            name={`role-${person.accountId}`}
            label={t('people.role-of', { name })}
            errors={{}}
            value={role}
            onChange={setRole}
            options={reach.filter((one) => APPOINTED.includes(one)).map((one) => ({ value: one, label: t(`role.${one}`) }))}
          />
          <Button
            purpose="secondary"
            busy={doing.busy || role === person.role}
            name={t('people.change-role-long', { name })}
            onClick={() => {
              if (chosen) doing.act(() => answer(api.PUT('/v1/people/{accountId}/role', { params, body: { role: chosen } })));
            }}
          >
            {t('people.change-role')}
          </Button>
          <Button purpose="subtle" negative onClick={() => setLeaving(true)} name={t('people.leaves-long', { name })}>
            {t('people.leaves')}
          </Button>
        </div>
      )}
      {leaving && (
        <Dialog title={t('people.leaves-sure', { name })} onClose={() => setLeaving(false)}>
          <p className="utrecht-paragraph">{t('people.leaves-text')}</p>
          <div className="actions">
            <Button
              negative
              busy={doing.busy}
              onClick={() => {
                setLeaving(false);
                doing.act(() => answer(api.POST('/v1/people/{accountId}/end', { params })));
              }}
            >
              {t('people.leaves')}
            </Button>
            <Button purpose="secondary" onClick={() => setLeaving(false)}>
              {t('manage.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </article>
  );
}

/** Everybody who acts for the organisation: who manages, and who leaves. */
export function People() {
  const { t } = useWords();
  const me = useMe();
  const [cursor, setCursor] = useState<string>();
  const people = useResource(`people-${cursor ?? ''}`, () => answer(api.GET('/v1/people', { params: { query: cursor ? { cursor } : {} } })));
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const act = (work: () => Promise<unknown>) => {
    setBusy(true);
    setDone(false);
    setRefused(undefined);
    work()
      .then(() => {
        setDone(true);
        return people.again();
      })
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  const mine = me.organisation?.role ?? 'user';
  const next = people.value?.nextCursor;
  return (
    <Page title={t('people.title')} lead={me.organisation?.name} back={{ to: '/means', text: t('means.title') }}>
      <div className="stack">
        <div className="actions">
          <ButtonLink to="/apply" purpose="secondary">
            {t('people.apply')}
          </ButtonLink>
        </div>
        {people.refused && <ProblemNotice refused={people.refused} again={() => void people.again()} />}
        {refused && <ProblemNotice refused={refused} />}
        {done && (
          <Notice tone="ok" role="status">
            <p>{t('people.done')}</p>
          </Notice>
        )}
        {!people.value && !people.refused && <Waiting />}
        {people.value?.items.map((person) => (
          // A role that changed begins anew.
          <Person key={`${person.accountId}-${person.role}`} person={person} mine={mine} doing={{ busy, act }} />
        ))}
        {(next ?? cursor) && (
          <div className="actions">
            {cursor && (
              <Button purpose="secondary" onClick={() => setCursor(undefined)}>
                {t('people.first')}
              </Button>
            )}
            {next && (
              <Button purpose="secondary" onClick={() => setCursor(next)}>
                {t('more')}
              </Button>
            )}
          </div>
        )}
      </div>
    </Page>
  );
}
