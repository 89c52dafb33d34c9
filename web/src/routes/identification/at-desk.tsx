import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { useFromUntil } from './from-until';
import { TONES } from './progress';

interface AtDeskProps {
  upgrade: UpgradeView;
  path: { organisationId: string; upgradeId: string };
  changed: () => void;
}

/**
 * For the desk: how everybody stands, and where something differs, what was entered beside what was seen, with what to do. Somebody can be invited
 * anew from here without giving the case back.
 */
export function IdentificationAtDesk({ upgrade, path, changed }: AtDeskProps) {
  const { t, time, date } = useWords();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const invite = (number: number) => {
    setBusy(true);
    setRefused(undefined);
    answer(
      api.POST('/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/identification/invitations', {
        params: { path },
        body: { version: upgrade.version, number },
      }),
    )
      .then(() => document.getElementById('identification-at-desk')?.focus())
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        changed();
      });
  };
  const fromUntil = useFromUntil();
  const persons = upgrade.identification?.persons ?? [];
  if (persons.length === 0) return null;
  const shown = (field: string, value?: string | null) => {
    if (!value) return t('identification.nothing');
    return field === 'birth-date' || field === 'document-expires' ? date(value) : value;
  };
  return (
    <section className="card stack" aria-labelledby="identification-at-desk">
      <Heading level={2} id="identification-at-desk" tabIndex={-1}>
        {t('identification.title')}
      </Heading>
      {refused && <ProblemNotice refused={refused} />}
      {persons.map((person) => (
        <div className="stack stack--close" key={person.number}>
          <div className="check__head">
            <Heading level={3}>{person.name}</Heading>
            <StatusTag tone={TONES[person.state]}>{t(`identification.state.${person.state}`)}</StatusTag>
          </div>
          <DataList
            rows={[
              [t('identification.as'), t(`identification.whom.${person.whom}`)],
              [t('identification.where'), person.appointment && (person.appointment.place ?? t('identification.at-a-distance'))],
              [
                t('identification.when'),
                person.appointment && t('identification.from-until', fromUntil(person.appointment)),
              ],
              [t('identification.seen-at'), person.at && time(person.at)],
            ]}
          />
          {person.differences && person.differences.length > 0 && (
            <>
              <Table
                caption={t('identification.differences', { name: person.name })}
                captionShown
                columns={[t('identification.column-field'), t('identification.column-entered'), t('identification.column-seen')]}
                rows={person.differences.map((difference) => ({
                  key: difference.field,
                  cells: [
                    t(`identification.field.${difference.field}`),
                    shown(difference.field, difference.entered),
                    <mark key="seen">{shown(difference.field, difference.seen)}</mark>,
                  ],
                }))}
              />
              <Notice tone="warning" title={t('identification.desk-what')}>
                <ul className="utrecht-unordered-list">
                  <li className="utrecht-unordered-list__item">{t('identification.desk-entered-wrong')}</li>
                  <li className="utrecht-unordered-list__item">{t('identification.desk-read-wrong')}</li>
                  <li className="utrecht-unordered-list__item">{t('identification.desk-somebody-else')}</li>
                </ul>
              </Notice>
            </>
          )}
          {upgrade.stage === 'in-review' && person.mayInviteAgain && (
            <div className="actions">
              <Button purpose="secondary" busy={busy} onClick={() => invite(person.number)}>
                {t('identification.invite-again')}
                <span className="only-heard">: {person.name}</span>
              </Button>
            </div>
          )}
        </div>
      ))}
    </section>
  );
}
