import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { TextField } from '../../parts/fields';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { inWords } from '../catalogue/catalogue';

/** The newest catalogue, for the desk: every service leads to where it is changed. */
export function DeskCatalogue() {
  const { t, n, date, time, language } = useWords();
  const catalogue = useResource('desk-catalogue', () => answer(api.GET('/v1/desk/catalogue')));
  const editions = useResource('desk-editions', () => answer(api.GET('/v1/desk/editions')));
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const rows = (catalogue.value?.providers ?? []).flatMap((provider) =>
    provider.services
      .filter((service) => [provider.name, service.name.nl, service.name.en, service.name.de].some((name) => name?.toLowerCase().includes(wanted)))
      .map((service) => ({
        key: service.id,
        cells: [
          <TextLink key="name" to={`/desk/catalogue/service?id=${encodeURIComponent(service.id)}`}>
            {provider.name}, {inWords(service.name, language)}
          </TextLink>,
          <span key="levels">
            {(service.levels ?? []).map((dated) => (
              <span key={dated.from} className="row">
                <LevelMark level={dated.level} /> {dated.until ? t('desk-catalogue.from-until', { from: date(dated.from), until: date(dated.until) }) : t('desk-catalogue.from', { from: date(dated.from) })}
              </span>
            ))}
          </span>,
          service.acceptsBranch ? t('yes') : t('no'),
        ],
      })),
  );
  return (
    <Page title={t('desk-catalogue.title')} lead={catalogue.value && t('desk-catalogue.lead', { version: catalogue.value.version })}>
      <div className="stack">
        {catalogue.refused && <ProblemNotice refused={catalogue.refused} again={() => void catalogue.again()} />}
        {!catalogue.value && !catalogue.refused && <Waiting />}
        {catalogue.value && (
          <>
            <div className="actions">
              <ButtonLink to="/desk/catalogue/service">{t('desk-catalogue.add')}</ButtonLink>
              <ButtonLink to="/desk/discount-codes" purpose="secondary">
                {t('desk-codes.title')}
              </ButtonLink>
              <ButtonLink to="/desk/editions" purpose="secondary">
                {t('desk-editions.title')}
              </ButtonLink>
            </div>
            <TextField name="search" label={t('catalogue.search')} errors={{}} value={words} onChange={setWords} />
            <p className="quiet" role="status">
              {n('catalogue.count', rows.length)}
            </p>
            <Table caption={t('desk-catalogue.title')} columns={[t('catalogue.service'), t('catalogue.level'), t('catalogue.branch')]} rows={rows} />
          </>
        )}
        {editions.value && editions.value.published.length > 0 && (
          <section className="stack stack--close">
            <Heading level={2}>{t('desk-catalogue.published')}</Heading>
            <Table
              caption={t('desk-catalogue.published')}
              columns={[t('desk-catalogue.version'), t('desk-catalogue.valid-from'), t('desk-catalogue.when'), t('desk-catalogue.note')]}
              rows={editions.value.published.map((head) => ({
                key: `${head.table} ${head.version}`,
                cells: [`${t(`edition-table.${head.table}`)} ${head.version}`, date(head.validFrom), time(head.publishedAt), head.note],
              }))}
            />
          </section>
        )}
      </div>
    </Page>
  );
}
