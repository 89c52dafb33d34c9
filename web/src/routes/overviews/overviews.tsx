import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useEvery, useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';
import { AskOverview } from './ask';
import { OverviewCard } from './card';
import { Subscription } from './subscription';

/** How often is looked how far they are, in milliseconds. */
const LOOK = 1500;

/** My account > Overviews: asking for one, those that are being made or stand ready, and those that come by themselves. */
export function Overviews() {
  const { t } = useWords();
  const me = useMe();
  const main = me.organisation?.role === 'main-user';
  const found = useResource('overviews', () => answer(api.GET('/v1/overviews', { params: { query: { limit: 100 } } })));
  const items = found.value?.items ?? [];
  const { again } = found;
  const making = items.some(({ state }) => state === 'waiting' || state === 'making');
  useEvery(making && LOOK, again);
  return (
    <Page title={t('overviews.title')} lead={t('overviews.lead')} back={{ to: '/account', text: t('account.title') }}>
      <div className="stack stack--wide">
        <section className="stack" aria-labelledby="overviews-ready">
          <Heading level={2} id="overviews-ready">
            {t('overviews.yours')}
          </Heading>
          {found.refused && <ProblemNotice refused={found.refused} again={() => void again()} />}
          {!found.value && !found.refused && <Waiting />}
          {found.value && items.length === 0 && <p className="utrecht-paragraph">{t('overviews.none')}</p>}
          {items.length > 0 && (
            <ul className="stack">
              {items.map((overview) => (
                <OverviewCard key={overview.id} overview={overview} />
              ))}
            </ul>
          )}
        </section>
        <AskOverview main={main} asked={again} />
        {main && <Subscription />}
      </div>
    </Page>
  );
}
