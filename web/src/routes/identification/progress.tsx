import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { ProblemNotice } from '../../parts/problem-notice';
import { StatusTag, type StatusTone } from '../../parts/status';
import { useUpgrade } from '../upgrades/upgrade-room';
import { useFromUntil } from './from-until';

type Person = NonNullable<UpgradeView['identification']>['persons'][number];

export const TONES: Record<Person['state'], StatusTone> = {
  invited: 'warning',
  reminded: 'warning',
  booked: 'safe',
  'window-known': 'safe',
  matched: 'safe',
  mismatched: 'danger',
  'no-show': 'danger',
  expired: 'danger',
  'called-off': 'neutral',
  'at-desk': 'warning',
};

/** Everybody who must be identified: how it stands, where and when, and what there is to do. */
export function IdentificationProgress() {
  const { t } = useWords();
  const { upgrade, put, again } = useUpgrade();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const persons = upgrade.identification?.persons ?? [];
  const under = upgrade.stage === 'in-review' || upgrade.stage === 'refused';
  if (persons.length === 0 || !under) return null;
  const inviteAgain = (person: Person) => {
    setBusy(true);
    setRefused(undefined);
    answer(
      api.POST('/v1/upgrades/{upgradeId}/identification/invitations', {
        params: { path: { upgradeId: upgrade.upgradeId } },
        body: { version: upgrade.version, number: person.number },
      }),
    )
      .then((now) => {
        put(now);
        document.getElementById('identification')?.focus();
      })
      .catch((thrown: unknown) => {
        setRefused(asRefused(thrown));
        void again();
      })
      .finally(() => setBusy(false));
  };
  return (
    <section className="card stack" aria-labelledby="identification">
      <Heading level={2} id="identification" tabIndex={-1}>
        {t('identification.title')}
      </Heading>
      <p className="quiet">{t('identification.lead')}</p>
      {refused && <ProblemNotice refused={refused} />}
      {persons.map((person) => (
        <PersonProgress
          key={person.number}
          person={person}
          actionable={upgrade.stage === 'in-review'}
          busy={busy}
          inviteAgain={() => inviteAgain(person)}
        />
      ))}
    </section>
  );
}

interface PersonProgressProps {
  person: Person;
  actionable: boolean;
  busy: boolean;
  inviteAgain: () => void;
}

function PersonProgress({ person, actionable, busy, inviteAgain }: PersonProgressProps) {
  const { t, date } = useWords();
  const fromUntil = useFromUntil();
  const { state, appointment, bookUrl } = person;
  const booked = state === 'booked' || state === 'window-known';
  const waits = state === 'invited' || state === 'reminded' || state === 'no-show';
  return (
    <div className="stack stack--close">
      <div className="check__head">
        <Heading level={3}>{person.name}</Heading>
        <StatusTag tone={TONES[state]}>{t(`identification.state.${state}`)}</StatusTag>
      </div>
      <p>{t(`identification.what.${state}`)}</p>
      {state === 'mismatched' && person.differing && (
        <ul className="utrecht-unordered-list">
          {person.differing.map((field) => (
            <li className="utrecht-unordered-list__item" key={field}>
              {t(`identification.field.${field}`)}
            </li>
          ))}
        </ul>
      )}
      <DataList
        rows={[
          [t('identification.where'), appointment && (appointment.place ?? t('identification.at-a-distance'))],
          [t('identification.when'), appointment && t('identification.from-until', fromUntil(appointment))],
          [t('identification.before'), waits ? date(person.until) : undefined],
        ]}
      />
      {actionable && (
        <div className="actions">
          {bookUrl && (
            <a className={`nl-button nl-button--${booked ? 'secondary' : 'primary'} button-link`} href={bookUrl}>
              <span className="nl-button__label">{t(booked ? 'identification.change' : 'identification.book')}</span>
            </a>
          )}
          {!bookUrl && waits && <p className="quiet">{t(person.whom === 'user' ? 'identification.mail-coming' : 'identification.mailed-to-person')}</p>}
          {person.mayInviteAgain && (
            <Button purpose={state === 'expired' ? 'primary' : 'subtle'} busy={busy} onClick={inviteAgain}>
              {t('identification.invite-again')}
              <span className="only-heard">: {person.name}</span>
            </Button>
          )}
          {state === 'expired' && !person.mayInviteAgain && <p className="quiet">{t('identification.often-enough')}</p>}
        </div>
      )}
    </div>
  );
}
