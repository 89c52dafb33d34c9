import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { MeansView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark, StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { useMe } from '../../session/session';

const STATUS_TONES = { active: 'safe', suspended: 'warning', ended: 'neutral' } as const;

function Means({ means }: { means: MeansView }) {
  const { t, date } = useWords();
  const upgrade = means.openUpgrade;
  return (
    <article className="card means" aria-labelledby={`title-${means.meansId}`}>
      <div className="means__level">
        <LevelMark level={means.level} />
      </div>
      <div className="means__body">
        <div className="row row--apart">
          <Heading level={2} id={`title-${means.meansId}`}>
            {means.holder.name || means.holder.email}
          </Heading>
          <StatusTag tone={STATUS_TONES[means.status]}>{t(`means-status.${means.status}`)}</StatusTag>
        </div>
        <p className="means__facts">
          <span>{means.organisation.name}</span>
          <span className="numbers">{t('means.kvk', { number: means.organisation.kvkNumber })}</span>
          <span className="numbers">{t('means.number', { number: means.number })}</span>
          <span>{t('means.until', { date: date(means.validUntil) })}</span>
        </p>
        {means.limitedTo && <p>{t('means.limited')}</p>}
        {means.rights.length > 0 && (
          <div className="stack stack--close">
            <Heading level={3}>{t('means.rights')}</Heading>
            <ul className="rights">
              {means.rights.map((right) => (
                <li key={JSON.stringify(right)}>
                  <span>
                    {right.scope === 'service' && `${right.provider}, ${right.service}`}
                    {right.scope === 'provider' && t('choose.provider', { provider: right.provider })}
                    {right.scope === 'all' && t('choose.all')}
                  </span>
                  <span className="quiet">{t('means.right-until', { date: date(right.until) })}</span>
                </li>
              ))}
            </ul>
          </div>
        )}
        {upgrade && (
          <div className="open-upgrade">
            <span>
              {t('means.open-upgrade', { level: upgrade.targetLevel })} <strong>{t(`stage.${upgrade.stage}`)}</strong>
            </span>
            <ButtonLink to={`/upgrades/${upgrade.upgradeId}`} name={t('means.follow-long', { number: means.number })}>
              {t('means.follow')}
            </ButtonLink>
          </div>
        )}
        {means.targetLevels.length > 0 && (
          <div>
            <ButtonLink to={`/means/${means.meansId}/upgrade`} name={t('means.upgrade-long', { number: means.number })}>
              {t('means.upgrade')}
            </ButtonLink>
          </div>
        )}
      </div>
    </article>
  );
}

export function MyMeans() {
  const { t, n } = useWords();
  const me = useMe();
  const first = useResource('means', () => answer(api.GET('/v1/means')));
  const [more, setMore] = useState<{ items: MeansView[]; nextCursor?: string | null }>();
  const [refused, setRefused] = useState<Refused>();
  const known = [...(first.value?.items ?? []), ...(more?.items ?? [])];
  // A manager sees everybody's; what he came for is most often his own.
  const isOwn = (means: MeansView) => means.holder.accountId === me.accountId;
  const items = [...known.filter(isOwn), ...known.filter((means) => !isOwn(means))];
  const cursor = more ? more.nextCursor : first.value?.nextCursor;
  const load = () => {
    if (!cursor) return;
    answer(api.GET('/v1/means', { params: { query: { cursor } } })).then(
      (page) => setMore({ items: [...(more?.items ?? []), ...page.items], nextCursor: page.nextCursor }),
      (thrown: unknown) => setRefused(asRefused(thrown)),
    );
  };
  const nowhere = first.refused?.slug === 'forbidden' && !me.organisation;
  return (
    <Page title={t('means.title')} lead={me.organisation?.name}>
      <div className="stack">
        {first.refused && !nowhere && <ProblemNotice refused={first.refused} again={() => void first.again()} />}
        {refused && <ProblemNotice refused={refused} again={load} />}
        {!first.value && !first.refused && <Waiting />}
        {(nowhere || (first.value && items.length === 0)) && (
          <div className="empty">
            <Heading level={2}>{t('means.none')}</Heading>
            <p className="utrecht-paragraph quiet">{t(me.organisation ? 'means.none-text' : 'means.no-organisation')}</p>
          </div>
        )}
        {items.length > 0 && (
          <>
            <p className="only-heard" role="status">
              {n('means.count', items.length)}
            </p>
            <ul className="means-list">
              {items.map((means) => (
                <li key={means.meansId}>
                  <Means means={means} />
                </li>
              ))}
            </ul>
          </>
        )}
        {cursor && (
          <div>
            <Button purpose="secondary" onClick={load}>
              {t('more')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
