import { Heading } from '@nl-design-system-candidate/heading-react';
import type { SideBySideRow } from '../../api/types';
import { useWords } from '../../i18n';
import { Warning } from '../../parts/icons';
import { Table } from '../../parts/table';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const SOURCES = ['registered', 'extract', 'register', 'identified'] as const;

/** What every source says, field by field. What differs from what was entered is marked with a sign and in words, not by colour alone. */
export function SideBySide({ rows }: { rows: readonly SideBySideRow[] }) {
  const { t, n, named, date } = useWords();
  const differing = rows.filter((row) => row.differing.length > 0).length;
  // A column nobody says anything in is not shown.
  const sources = SOURCES.filter((source) => rows.some((row) => row[source]));
  const name = (row: SideBySideRow) => {
    const own = row.section === 'organisation' ? t('field.organisation') : t('field.name');
    const field = row.field === 'name' ? own : named('pointer', row.field, 'pointer.unknown');
    return row.number ? `${t('side.representative', { number: row.number })}: ${field}` : field;
  };
  const said = (text: string | null | undefined) => {
    if (!text) return <span className="quiet">{t('side.silent')}</span>;
    return DAY.test(text) ? date(text) : text;
  };
  const cell = (row: SideBySideRow, source: (typeof SOURCES)[number]) => {
    const value = row[source];
    const text = value === '-' ? t('side.not-there') : value;
    if (row.differing.includes(source)) {
      return (
        <span className="side__differs">
          <Warning size={18} />
          <span>
            <span className="only-heard">{t('side.differs')}: </span>
            {said(text)}
          </span>
        </span>
      );
    }
    return said(text);
  };
  return (
    <section className="card stack">
      <Heading level={2} id="side-by-side">
        {t('side.title')}
      </Heading>
      <p>
        <strong>{differing === 0 ? t('side.same') : n('side.count', differing)}</strong>
      </p>
      <Table
        caption={t('side.title')}
        columns={[t('side.field'), t('side.entered'), ...sources.map((source) => t(`side.${source}`))]}
        rows={rows.map((row) => ({
          key: `${row.section} ${row.number ?? ''} ${row.field}`,
          cells: [name(row), said(row.entered), ...sources.map((source) => cell(row, source))],
        }))}
      />
    </section>
  );
}
