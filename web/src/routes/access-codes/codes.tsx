import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { Key } from '../../i18n';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useMe, useSession } from '../../session/session';
import { CodeCard } from './code-card';
import { IssueCode } from './issue';
import { MainUserCard } from './main-user';

/** How often is looked whether the characters of a code are drawn, in milliseconds. */
const LOOK = 2500;

/** The access codes of the organisation for its main user, and everybody's own; and who the main user is. */
export function AccessCodes() {
  const { t } = useWords();
  const me = useMe();
  if (!me.organisation) {
    return (
      <Page title={t('codes.title')}>
        <Notice tone="info" title={t('codes.no-organisation')}>
          <p>{t('codes.no-organisation-text')}</p>
        </Notice>
      </Page>
    );
  }
  return <OfOrganisation name={me.organisation.name} reigns={me.organisation.role === 'main-user'} accountId={me.accountId} />;
}

interface OfOrganisationProps {
  name: string;
  reigns: boolean;
  accountId: string;
}

function OfOrganisation({ name, reigns, accountId }: OfOrganisationProps) {
  const { t } = useWords();
  const { look } = useSession();
  const [cursor, setCursor] = useState<string>();
  const codes = useResource(`codes-${reigns ? 'all' : 'own'}-${cursor ?? ''}`, () =>
    answer(api.GET('/v1/access-codes', { params: { query: cursor ? { cursor } : {} } })),
  );
  const mainUser = useResource('main-user', () => answer(api.GET('/v1/main-user')));
  const keyFor = useIdempotencyKey();
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<Key>();
  const [refused, setRefused] = useState<Refused>();
  const act = (work: () => Promise<unknown>, said: Key) => {
    setBusy(true);
    setDone(undefined);
    setRefused(undefined);
    work()
      .then(async () => {
        setDone(said);
        await Promise.all([codes.again(), mainUser.again(), look()]);
      })
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(false));
  };
  const items = codes.value?.items ?? [];
  // The characters are drawn when their mail is made, a moment later.
  useEvery(items.some((code) => code.status === 'on-its-way') && LOOK, codes.again);
  const hasOwn = items.some((code) => code.isYours && code.status !== 'ended');
  const own = { accountId };
  const next = codes.value?.nextCursor;
  return (
    <Page title={t('codes.title')} lead={name}>
      <div className="stack">
        {codes.refused && <ProblemNotice refused={codes.refused} again={() => void codes.again()} />}
        {mainUser.refused && <ProblemNotice refused={mainUser.refused} again={() => void mainUser.again()} />}
        {refused && <ProblemNotice refused={refused} />}
        {done && (
          <Notice tone="ok" role="status">
            <p>{t(done)}</p>
          </Notice>
        )}
        {mainUser.value && (
          <MainUserCard mainUser={mainUser.value.mainUser ?? undefined} onHandedOver={() => act(() => Promise.resolve(), 'codes.handed-over')} />
        )}
        <Heading level={2}>{t(reigns ? 'codes.all' : 'codes.own')}</Heading>
        {!codes.value && !codes.refused && <Waiting />}
        {codes.value && !hasOwn && !cursor && (
          <Notice tone="info" title={t('codes.none')}>
            <p>{t(reigns ? 'codes.none-main-user' : 'codes.none-text')}</p>
            {reigns && (
              <p>
                <Button
                  busy={busy}
                  onClick={() =>
                    act(
                      () => answer(api.POST('/v1/access-codes', { params: { header: { 'Idempotency-Key': keyFor(own) } }, body: own })),
                      'codes.issued-own',
                    )
                  }
                >
                  {t('codes.issue-own')}
                </Button>
              </p>
            )}
          </Notice>
        )}
        {items.map((code) => (
          <CodeCard
            key={code.accessCodeId}
            code={code}
            reigns={reigns}
            ofMainUser={code.holderId === mainUser.value?.mainUser?.accountId}
            busy={busy}
            act={act}
          />
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
        {reigns && codes.value && <IssueCode key={items.length} codes={items} onIssued={() => act(() => Promise.resolve(), 'codes.issued')} />}
      </div>
    </Page>
  );
}
