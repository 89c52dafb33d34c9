import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { useSession } from '../../session/session';

/** The other organisations somebody acts for, to act for them instead. Nothing is shown to who acts for one. */
export function OtherOrganisations({ onSwitched }: { onSwitched: () => void }) {
  const { t } = useWords();
  const { look } = useSession();
  const mine = useResource('organisations', () => answer(api.GET('/v1/organisations')));
  const [refused, setRefused] = useState<Refused>();
  const others = mine.value?.items.filter((one) => !one.isCurrent) ?? [];
  if (others.length === 0) return null;
  const act = (organisationId: string) => {
    answer(api.POST('/v1/organisations/{organisationId}/session', { params: { path: { organisationId } } }))
      .then(look)
      .then(() => mine.again())
      .then(onSwitched)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)));
  };
  return (
    <nav aria-label={t('organisations.title')} className="row">
      {refused && <ProblemNotice refused={refused} />}
      <span className="quiet">{t('organisations.title')}</span>
      {others.map(({ organisation }) => (
        <Button key={organisation.organisationId} purpose="secondary" onClick={() => act(organisation.organisationId)}>
          {organisation.name}
        </Button>
      ))}
    </nav>
  );
}
