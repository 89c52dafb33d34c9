import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { ServiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { byProvider, found, inWords, type Search } from './catalogue';
import { Finder } from './finder';

/** What a service asks, and what is to be minded about it. */
export function Asks({ service }: { service: ServiceView }) {
  const { t, date } = useWords();
  if (!service.needsMeans) return <>{t('catalogue.no-means')}</>;
  return (
    <div className="stack stack--close">
      <span>
        {service.level ? <LevelMark level={service.level} /> : t('catalogue.not-now')}
        {service.levelMark === 'assumed' && <span className="quiet"> {t('catalogue.assumed')}</span>}
      </span>
      {service.rises && (
        <strong>{t('catalogue.rises', { level: service.rises.level, date: date(service.rises.from) })}</strong>
      )}
      {service.upTo && <span className="quiet">{t('catalogue.up-to', { level: service.upTo })}</span>}
      {service.announced && <span className="quiet">{t('catalogue.announced', { level: service.announced })}</span>}
    </div>
  );
}

/** The overview of providers: which level each service asks, and when that rises. For anybody. */
export function Services() {
  const { t, language, locale } = useWords();
  const list = useResource('services', () => answer(api.GET('/v1/services')));
  const [search, setSearch] = useState<Search>({ words: '', level: '' });
  const services = found(list.value?.services ?? [], search);
  const rising = (list.value?.services ?? []).filter((service) => service.rises);
  const rows = byProvider(services, locale).flatMap((group) =>
    group.services.map((service) => ({
      key: service.serviceId,
      cells: [
        <span key="name" className="service-name">
          <span className="quiet">{group.name}</span>
          <strong>{inWords(service.name, language)}</strong>
          {service.description && <span className="quiet">{inWords(service.description, language)}</span>}
        </span>,
        <Asks key="level" service={service} />,
        service.needsMeans ? (
          <span key="branch">
            {service.acceptsBranch ? t('catalogue.branch-yes') : t('catalogue.branch-no')}
            {service.branchMark === 'assumed' && <span className="quiet"> {t('catalogue.assumed')}</span>}
          </span>
        ) : (
          '–'
        ),
      ],
    })),
  );
  return (
    <Page title={t('catalogue.title')} lead={t('catalogue.lead')}>
      <div className="stack">
        {list.refused && <ProblemNotice refused={list.refused} again={() => void list.again()} />}
        {!list.value && !list.refused && <Waiting />}
        {list.value && (
          <>
            {rising.length > 0 && (
              <section className="card stack stack--close">
                <Heading level={2}>{t('catalogue.rising')}</Heading>
                <ul className="utrecht-unordered-list">
                  {rising.map((service) => (
                    <li className="utrecht-unordered-list__item" key={service.serviceId}>
                      {service.provider}, {inWords(service.name, language)}: <Asks service={service} />
                    </li>
                  ))}
                </ul>
              </section>
            )}
            <Finder search={search} onChange={setSearch} count={services.length} />
            {rows.length > 0 ? (
              <Table caption={t('catalogue.title')} columns={[t('catalogue.service'), t('catalogue.level'), t('catalogue.branch')]} rows={rows} />
            ) : (
              <div className="empty">
                <Heading level={2}>{t('catalogue.none')}</Heading>
                <p className="quiet">{t('catalogue.none-text')}</p>
              </div>
            )}
            <p className="quiet">{t('catalogue.marks')}</p>
            <div className="actions">
              <ButtonLink to="/advice">{t('catalogue.to-advice')}</ButtonLink>
              <TextLink to="/data-table">{t('catalogue.to-data-table')}</TextLink>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
