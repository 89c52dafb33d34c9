import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { MeansView } from '../../api/types';
import { useWords } from '../../i18n';
import { SelectField, TextField } from '../../parts/fields';
import { GeneralServices } from '../../parts/general-services';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { LevelMark, StatusTag } from '../../parts/status';
import { useMe } from '../../session/session';
import { inWords } from '../catalogue/catalogue';
import { LapsedRole } from '../means/lapsed-role';
import { OtherOrganisations } from '../means/organisations';

const STATUS_TONES = { active: 'safe', suspended: 'warning', ended: 'neutral', requested: 'warning' } as const;

function Means({ means, own }: { means: MeansView; own: boolean }) {
  const { t, date, language } = useWords();
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
          {means.organisation.establishmentNumber && <span className="numbers">{t('means.branch', { number: means.organisation.establishmentNumber })}</span>}
          <span className="numbers">{t('means.number', { number: means.number })}</span>
          {means.status !== 'requested' && <span>{t('means.until', { date: date(means.validUntil) })}</span>}
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
        {means.shortfalls.length > 0 && (
          <Notice tone="warning" title={t('means.shortfall-title')}>
            <ul>
              {means.shortfalls.map((one) => (
                <li key={`${one.provider}${one.service.nl}${one.from}`}>
                  {t('means.shortfall', { service: `${one.provider}, ${inWords(one.service, language)}`, level: one.level, date: date(one.from) })}
                </li>
              ))}
            </ul>
            <p>{t(means.targetLevels.length > 0 ? 'means.shortfall-raise' : 'means.shortfall-later')}</p>
          </Notice>
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
        {means.status !== 'ended' && (
          <div className="row">
            {means.targetLevels.length > 0 && (
              <ButtonLink
                to={`/means/${means.meansId}/upgrade`}
                name={own ? t('means.upgrade-long', { number: means.number }) : t('means.start-for-long', { name: means.holder.name, number: means.number })}
              >
                {own ? t('means.upgrade') : t('means.start-for', { name: means.holder.name })}
              </ButtonLink>
            )}
            <ButtonLink to={`/means/${means.meansId}/manage`} purpose="subtle" name={t('means.manage-long', { number: means.number })}>
              {t('means.manage')}
            </ButtonLink>
          </div>
        )}
      </div>
    </article>
  );
}

/** Up to this many are raised one by one; for more there is the table (seed 001). */
const FEW = 5;

const FILTERS = ['all', 'raisable', 'open', 'active', 'asleep'] as const;
type Filter = (typeof FILTERS)[number];

function fits(means: MeansView, filter: Filter, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  const named = [means.holder.name, means.holder.email, means.number].some((text) => text.toLowerCase().includes(wanted));
  const kinds: Record<Filter, boolean> = {
    all: true,
    raisable: means.targetLevels.length > 0,
    open: Boolean(means.openUpgrade),
    active: means.status === 'active',
    asleep: means.status === 'suspended' || means.status === 'ended',
  };
  return named && kinds[filter];
}

export function MyMeans() {
  const { t, n } = useWords();
  const me = useMe();
  const pages = usePages('means', (cursor) => answer(api.GET('/v1/means', { params: { query: { cursor } } })));
  // A manager sees everybody's; what he came for is most often his own.
  const isOwn = (means: MeansView) => means.holder.accountId === me.accountId;
  const items = [...pages.items.filter(isOwn), ...pages.items.filter((means) => !isOwn(means))];
  const manages = me.organisation !== undefined && me.organisation !== null && me.organisation.role !== 'user';
  const [filter, setFilter] = useState<string>('all');
  const [words, setWords] = useState('');
  const shown = items.filter((means) => fits(means, FILTERS.find((one) => one === filter) ?? 'all', words));
  const nowhere = pages.refused?.slug === 'forbidden' && !me.organisation;
  return (
    <Page title={t('means.title')} lead={me.organisation?.name}>
      <div className="stack">
        {me.organisation?.lapsedRole && <LapsedRole role={me.organisation.lapsedRole} />}
        <OtherOrganisations onSwitched={pages.again} />
        {!nowhere && <PagesState pages={pages} />}
        {(nowhere || (pages.known && items.length === 0)) && (
          <div className="empty">
            <Heading level={2}>{t('means.none')}</Heading>
            <p className="utrecht-paragraph quiet">{t(me.organisation ? 'means.none-text' : 'means.no-organisation')}</p>
            <ButtonLink to="/apply">{t('means.apply')}</ButtonLink>
          </div>
        )}
        {nowhere && <GeneralServices />}
        {items.length > 0 && (
          <div className="row">
            <ButtonLink to="/lapses" purpose="secondary">
              {t('means.lapses')}
            </ButtonLink>
            {manages && (
              <ButtonLink to="/people" purpose="secondary">
                {t('means.people')}
              </ButtonLink>
            )}
            {manages && (
              <ButtonLink to="/batches" purpose="secondary">
                {t('means.batches')}
              </ButtonLink>
            )}
            <ButtonLink to="/apply" purpose="secondary">
              {t('means.apply')}
            </ButtonLink>
          </div>
        )}
        {manages && items.filter((means) => means.targetLevels.length > 0).length > FEW && (
          <Notice tone="info">
            <p>
              {t('means.many')} <TextLink to="/batches">{t('means.many-link')}</TextLink>
            </p>
          </Notice>
        )}
        {manages && items.length > 1 && (
          <search className="row row--end">
            <SelectField
              name="filter"
              label={t('means.filter')}
              errors={{}}
              value={filter}
              onChange={setFilter}
              options={FILTERS.map((one) => ({ value: one, label: t(`means-filter.${one}`) }))}
            />
            <TextField name="words" label={t('means.filter-name')} errors={{}} optional value={words} onChange={setWords} />
          </search>
        )}
        {pages.more && (filter !== 'all' || words) && <p className="utrecht-paragraph quiet">{t('means.filter-more')}</p>}
        {items.length > 0 && shown.length === 0 && <p className="utrecht-paragraph">{t('means.filter-none')}</p>}
        {shown.length > 0 && (
          <>
            <p className="only-heard" role="status">
              {n('means.count', shown.length)}
            </p>
            <ul className="means-list">
              {shown.map((means) => (
                <li key={means.meansId}>
                  <Means means={means} own={isOwn(means)} />
                </li>
              ))}
            </ul>
          </>
        )}
        <More pages={pages} />
      </div>
    </Page>
  );
}
