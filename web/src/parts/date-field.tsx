import { useWords } from '../i18n';
import { Fieldset, type Framed } from './field';

interface DateFieldProps extends Framed {
  /** `YYYY-MM-DD`, also while parts of it are missing. */
  value: string;
  onChange: (value: string) => void;
  autoComplete?: 'bday';
}

const PARTS = ['day', 'month', 'year'] as const;
type Part = (typeof PARTS)[number];

/** A date in three boxes: the quickest way to type one that is known by heart. */
export function DateField({ name, label, hint, errors, value, onChange, autoComplete }: DateFieldProps) {
  const { t } = useWords();
  const [year = '', month = '', day = ''] = value.split('-');
  const typed = { day, month, year };
  const tell = (part: Part, text: string) => {
    const next = { ...typed, [part]: text.replace(/\D/g, '').slice(0, part === 'year' ? 4 : 2) };
    onChange(next.year || next.month || next.day ? `${next.year}-${next.month}-${next.day}` : '');
  };
  return (
    <Fieldset name={name} label={label} hint={hint} errors={errors}>
      {({ id, invalid }) => (
        <div className="date">
          {PARTS.map((part) => (
            <label key={part}>
              {t(`date.${part}`)}
              <input
                className={`utrecht-textbox utrecht-textbox--html-input ${invalid ? 'utrecht-textbox--invalid' : ''}`}
                // The error summary leads to the first box.
                id={part === 'day' ? id : `${id}-${part}`}
                inputMode="numeric"
                autoComplete={autoComplete ? `${autoComplete}-${part}` : 'off'}
                value={typed[part]}
                aria-invalid={invalid || undefined}
                onChange={(event) => tell(part, event.target.value)}
              />
            </label>
          ))}
        </div>
      )}
    </Fieldset>
  );
}
