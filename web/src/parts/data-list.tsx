import type { ReactNode } from 'react';

/** Names and values. Rows without a value are left out. */
export function DataList({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="utrecht-data-list utrecht-data-list--html-dl">
      {rows
        .filter(([, value]) => value !== undefined && value !== null && value !== '')
        .map(([key, value]) => (
          <div className="utrecht-data-list__item" key={key}>
            <dt className="utrecht-data-list__item-key">{key}</dt>
            <dd className="utrecht-data-list__item-value utrecht-data-list__item-value--html-dd">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
