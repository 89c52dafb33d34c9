// A filled form as it is read by whoever signs it, by the desk, by whoever filled it in: the server says what was answered, the page writes it.
import { Heading } from '@nl-design-system-candidate/heading-react';
import type { ReadPart, ReadRow } from '../../api/types';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { euros } from '../../parts/euros';

interface ReadPartsProps {
  parts: readonly ReadPart[];
  /** What is said to an answer, under it. */
  remark?: (field: string) => React.ReactNode;
}

export function ReadParts({ parts, remark }: ReadPartsProps) {
  return parts.map((part) => (
    <section className="card stack stack--close" key={part.heading}>
      <Heading level={2} appearance="level-3">
        {part.heading}
      </Heading>
      <Rows rows={part.rows} {...(remark && { remark })} />
    </section>
  ));
}

function Rows({ rows, remark }: { rows: readonly ReadRow[]; remark?: (field: string) => React.ReactNode }) {
  return (
    <DataList
      rows={rows.map((row) => [
        row.label,
        <span key={row.field}>
          <Answered row={row} />
          {remark?.(row.field)}
        </span>,
      ])}
    />
  );
}

function Answered({ row }: { row: ReadRow }) {
  const { t, n, date, locale } = useWords();
  const { said } = row;
  switch (said.kind) {
    case 'text':
      return <span className="as-typed">{said.text}</span>;
    case 'date':
      return date(said.date);
    case 'number':
      return said.number;
    case 'euros':
      return `${euros(said.cents, locale)} €`;
    case 'yes-no':
      return t(said.yes ? 'yes' : 'no');
    case 'files':
      return n('forms.files', said.files.length);
    case 'several':
      return (
        <ol className="said-several">
          {said.items.map((item, nth) => (
            // What is asked several times has no name but its place.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={nth}>
              <Rows rows={item} />
            </li>
          ))}
        </ol>
      );
  }
}
