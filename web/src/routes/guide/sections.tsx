import { Heading } from '@nl-design-system-candidate/heading-react';
import { useWords, type Key } from '../../i18n';

export interface Part {
  title: Key;
  /** What it says; a list where each stands for itself. */
  lines: readonly Key[];
  list?: boolean;
}

/** A longer text by its sections, to be read from top to bottom. */
export function Sections({ parts }: { parts: readonly Part[] }) {
  const { t } = useWords();
  return parts.map(({ title, lines, list }) => (
    <section className="stack stack--close" key={title}>
      <Heading level={2}>{t(title)}</Heading>
      {list ? (
        <ul className="utrecht-unordered-list">
          {lines.map((line) => (
            <li className="utrecht-unordered-list__item" key={line}>
              {t(line)}
            </li>
          ))}
        </ul>
      ) : (
        lines.map((line) => (
          <p className="utrecht-paragraph" key={line}>
            {t(line)}
          </p>
        ))
      )}
    </section>
  ));
}
