import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { ButtonLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { LevelMark } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { LEVELS } from './catalogue';

/** Which data and checks each level asks: the very table the wizard asks by. */
export function DataTable() {
  const { t, named, date } = useWords();
  const table = useResource('data-table', () => answer(api.GET('/v1/data-table')));
  const columns = [t('data-table.what'), ...LEVELS.map((level) => <LevelMark level={level} key={level} />)];
  const sections = [...new Set(table.value?.rows.map((row) => row.section) ?? [])];
  const condition = (when?: string | null) => when && <span className="quiet"> {named('when', when, 'pointer.unknown')}</span>;
  return (
    <Page title={t('data-table.title')} lead={t('data-table.lead')}>
      <div className="stack stack--wide">
        {table.refused && <ProblemNotice refused={table.refused} again={() => void table.again()} />}
        {!table.value && !table.refused && <Waiting />}
        {table.value && (
          <>
            {sections.map((section) => (
              <section className="stack stack--close" key={section}>
                <Heading level={2}>{named('section', section, 'pointer.unknown')}</Heading>
                <Table
                  caption={named('section', section, 'pointer.unknown')}
                  columns={columns}
                  rows={(table.value?.rows ?? [])
                    .filter((row) => row.section === section)
                    .map((row) => ({
                      key: row.field,
                      cells: [
                        <span key="field">
                          {named('table-field', row.field, 'pointer.unknown')}
                          {condition(row.when)}
                        </span>,
                        ...LEVELS.map((level) => named('need', row.need[level] ?? 'not-asked', 'need.not-asked')),
                      ],
                    }))}
                />
              </section>
            ))}
            <section className="stack stack--close">
              <Heading level={2}>{t('data-table.checks')}</Heading>
              <Table
                caption={t('data-table.checks')}
                columns={columns}
                rows={table.value.checks.map((row) => ({
                  key: row.check,
                  cells: [
                    <span key="check">
                      {named('check', row.check, 'pointer.unknown')}
                      {condition(row.when)}
                    </span>,
                    ...LEVELS.map((level) => (row.levels.includes(level) ? (row.when ? t('need.conditional') : t('need.required')) : t('need.not-asked'))),
                  ],
                }))}
              />
            </section>
            <p className="quiet">{t('data-table.version', { version: table.value.version, date: date(table.value.validFrom), levels: table.value.offered.join(', ') })}</p>
            <div className="actions">
              <ButtonLink to="/advice">{t('catalogue.to-advice')}</ButtonLink>
            </div>
          </>
        )}
      </div>
    </Page>
  );
}
