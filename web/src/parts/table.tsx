import type { ReactNode } from 'react';

interface TableProps {
  /** What the table shows: its name for who does not see it. */
  caption: string;
  /** Whether the caption is shown too; not when a heading above says it already. */
  captionShown?: boolean;
  columns: ReactNode[];
  /** The first cell of a row names the row. */
  rows: { key: string; cells: ReactNode[] }[];
}

/** A table that scrolls sideways on a narrow screen, by keyboard too. */
export function Table({ caption, captionShown = false, columns, rows }: TableProps) {
  return (
    // What scrolls must be within reach of the keyboard (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="table-frame" role="region" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className={captionShown ? undefined : 'only-heard'}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, at) => (
              <th scope="col" key={at}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [first, ...others] }) => (
            <tr key={key}>
              <th scope="row">{first}</th>
              {others.map((cell, at) => (
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
