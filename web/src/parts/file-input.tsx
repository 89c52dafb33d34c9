import { useState } from 'react';
import { useWords } from '../i18n';
import { Field, type Framed } from './field';
import { Paper } from './icons';

interface FileInputProps extends Framed {
  accept: string;
  /** Whether several may be chosen at once. */
  multiple?: boolean;
  /** Called for each file. */
  onFile: (file: File) => void;
}

/** A place to choose a file or drop one. It is the browser's own file field, laid over the drawing. */
export function FileInput({ name, label, hint, errors, accept, multiple = false, onFile }: FileInputProps) {
  const { t } = useWords();
  const [over, setOver] = useState(false);
  return (
    <Field name={name} label={label} hint={hint} errors={errors}>
      {({ id, describedBy, invalid }) => (
        <div
          className={over ? 'drop drop--over' : 'drop'}
          onDragEnter={() => setOver(true)}
          onDragLeave={() => setOver(false)}
          onDrop={() => setOver(false)}
        >
          <Paper size={36} />
          <p className="nl-button nl-button--secondary drop__look" aria-hidden="true">
            {t('file.choose')}
          </p>
          <p className="quiet" aria-hidden="true">
            {t('file.drop')}
          </p>
          <input
            id={id}
            type="file"
            accept={accept}
            multiple={multiple}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            onChange={(event) => {
              const files = [...(event.target.files ?? [])];
              // The same file may be chosen again after it was mended.
              event.target.value = '';
              files.forEach(onFile);
            }}
          />
        </div>
      )}
    </Field>
  );
}
