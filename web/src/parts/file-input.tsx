import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { fieldId, type Errors } from './form';
import { Paper } from './icons';

interface FileInputProps {
  name: string;
  label: string;
  hint: ReactNode;
  errors: Errors;
  accept: string;
  /** Whether several may be chosen at once. */
  multiple?: boolean;
  /** Called for each file. */
  onFile: (file: File) => void;
}

/** A place to choose a file or drop one. It is the browser's own file field, laid over the drawing. */
export function FileInput({ name, label, hint, errors, accept, multiple = false, onFile }: FileInputProps) {
  const { t, named } = useWords();
  const [over, setOver] = useState(false);
  const id = fieldId(name);
  const code = errors[name];
  return (
    <div className={`utrecht-form-field ${code ? 'utrecht-form-field--invalid' : ''}`}>
      <div className="utrecht-form-field__label">
        <label className="utrecht-form-label" htmlFor={id}>
          {label}
        </label>
      </div>
      <div className="utrecht-form-field-description" id={`${id}-hint`}>
        {hint}
      </div>
      {code && (
        <div className="utrecht-form-field-error-message" id={`${id}-error`}>
          {named('error', code, 'error.invalid')}
        </div>
      )}
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
          aria-describedby={code ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={code ? true : undefined}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file may be chosen again after it was mended.
            event.target.value = '';
            files.forEach(onFile);
          }}
        />
      </div>
    </div>
  );
}
