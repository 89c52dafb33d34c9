import { Heading } from '@nl-design-system-candidate/heading-react';
import { Link } from '@nl-design-system-candidate/link-react';
import { useEffect, useId, useRef } from 'react';
import { useWords } from '../i18n';
import { useErrorWords } from './error-words';
import { fieldId, type Errors } from './form';

interface ErrorSummaryProps {
  errors: Errors;
  /** The words on each field, by name. Errors of fields without words here stand at the end, without a link. */
  labels: Readonly<Record<string, string>>;
  /** Changes with every refused try; the summary then takes the focus. */
  tries: number;
}

/** Everything that is wrong, each leading to its field. Gets the focus when a try is refused. */
export function ErrorSummary({ errors, labels, tries }: ErrorSummaryProps) {
  const { n } = useWords();
  const told = useErrorWords();
  const box = useRef<HTMLDivElement>(null);
  const title = useId();
  const names = Object.keys(errors);

  useEffect(() => {
    if (tries > 0) box.current?.focus();
  }, [tries]);

  if (names.length === 0) return null;
  const known = Object.keys(labels).filter((name) => name in errors);
  const others = names.filter((name) => !(name in labels));
  return (
    <div className="summary" role="alert" tabIndex={-1} ref={box} aria-labelledby={title}>
      <Heading level={2} appearance="level-3" id={title}>
        {n('error-summary', names.length)}
      </Heading>
      <ul>
        {known.map((name) => (
          <li key={name}>
            <Link
              href={`#${fieldId(name)}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(fieldId(name))?.focus();
              }}
            >
              {labels[name]}: {told(name, errors[name] ?? '')}
            </Link>
          </li>
        ))}
        {others.map((name) => (
          <li key={name}>{told(name, errors[name] ?? '')}</li>
        ))}
      </ul>
    </div>
  );
}
