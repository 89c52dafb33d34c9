// Fields of NL Design System in semantic HTML: label, hint, error, control, each tied to the next.
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button } from './button';
import { useErrorWords } from './error-words';
import { fieldId, type Errors } from './form';

interface FieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  optional?: boolean;
  extraClass?: string;
  children: (control: { id: string; describedBy: string | undefined; invalid: boolean }) => ReactNode;
}

/** The frame of a field. A description is only named when it is really there. */
function Field({ name, label, hint, errors, optional = false, extraClass = '', children }: FieldProps) {
  const { t } = useWords();
  const told = useErrorWords();
  const id = fieldId(name);
  const code = errors[name];
  const describedBy = [hint && `${id}-hint`, code && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`utrecht-form-field ${code ? 'utrecht-form-field--invalid' : ''} ${extraClass}`}>
      <div className="utrecht-form-field__label">
        <label className="utrecht-form-label" htmlFor={id}>
          {label}
          {optional && <span className="utrecht-form-label__optional"> {t('optional')}</span>}
        </label>
      </div>
      {hint && (
        <div className="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {code && (
        <div className="utrecht-form-field-error-message" id={`${id}-error`}>
          {told(name, code)}
        </div>
      )}
      <div className="utrecht-form-field__input">{children({ id, describedBy, invalid: Boolean(code) })}</div>
    </div>
  );
}

interface TextFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  type?: 'text' | 'email' | 'tel';
  autoComplete?: string;
  inputMode?: 'text' | 'numeric' | 'tel' | 'email';
  optional?: boolean;
  spellCheck?: boolean;
  size?: 'short' | 'code';
  readOnly?: boolean;
  autoCapitalize?: 'none' | 'characters' | 'words';
}

export function TextField(props: TextFieldProps) {
  const { name, label, hint, errors, value, onChange, onBlur, type = 'text', optional = false, size } = props;
  return (
    <Field name={name} label={label} hint={hint} errors={errors} optional={optional} extraClass={size ? `field--${size}` : ''}>
      {({ id, describedBy, invalid }) => (
        <input
          className={`utrecht-textbox utrecht-textbox--html-input ${invalid ? 'utrecht-textbox--invalid' : ''}`}
          id={id}
          name={name}
          type={type}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
          autoComplete={props.autoComplete ?? 'off'}
          inputMode={props.inputMode}
          spellCheck={props.spellCheck ?? false}
          autoCapitalize={props.autoCapitalize}
          readOnly={props.readOnly}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          aria-required={optional ? undefined : true}
        />
      )}
    </Field>
  );
}

interface PasswordFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
}

/** A password that can be looked at while typing; pasting is welcome. */
export function PasswordField({ name, label, hint, errors, value, onChange, autoComplete }: PasswordFieldProps) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <Field name={name} label={label} hint={hint} errors={errors}>
      {({ id, describedBy, invalid }) => (
        <div className="with-toggle">
          <input
            className={`utrecht-textbox utrecht-textbox--html-input ${invalid ? 'utrecht-textbox--invalid' : ''}`}
            id={id}
            name={name}
            type={shown ? 'text' : 'password'}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            aria-describedby={describedBy}
            aria-invalid={invalid || undefined}
            aria-required
          />
          <Button purpose="secondary" onClick={() => setShown(!shown)} name={shown ? t('password.hide-long') : t('password.show-long')}>
            {shown ? t('password.hide') : t('password.show')}
          </Button>
        </div>
      )}
    </Field>
  );
}

interface TextAreaProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
  optional?: boolean;
}

export function TextArea({ name, label, hint, errors, value, onChange, optional = false }: TextAreaProps) {
  return (
    <Field name={name} label={label} hint={hint} errors={errors} optional={optional}>
      {({ id, describedBy, invalid }) => (
        <textarea
          className={`utrecht-textarea utrecht-textarea--html-textarea ${invalid ? 'utrecht-textarea--invalid' : ''}`}
          id={id}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          rows={4}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          aria-required={optional ? undefined : true}
        />
      )}
    </Field>
  );
}

export interface Option {
  value: string;
  label: string;
  hint?: string;
}

interface SelectFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  /** The words for nothing chosen yet. */
  empty?: string;
}

export function SelectField({ name, label, hint, errors, value, onChange, options, empty }: SelectFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} errors={errors}>
      {({ id, describedBy, invalid }) => (
        <select
          className={`utrecht-select utrecht-select--html-select ${invalid ? 'utrecht-select--invalid' : ''}`}
          id={id}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          aria-required
        >
          {empty !== undefined && <option value="">{empty}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface RadioGroupProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  cards?: boolean;
}

export function RadioGroup({ name, label, hint, errors, value, onChange, options, cards = false }: RadioGroupProps) {
  const told = useErrorWords();
  const id = fieldId(name);
  const code = errors[name];
  const describedBy = [hint && `${id}-hint`, code && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={`utrecht-form-fieldset ${code ? 'utrecht-form-fieldset--invalid' : ''}`}>
      <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset" aria-describedby={describedBy}>
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{label}</legend>
        {hint && (
          <div className="utrecht-form-field-description" id={`${id}-hint`}>
            {hint}
          </div>
        )}
        {code && (
          <div className="utrecht-form-field-error-message" id={`${id}-error`}>
            {told(name, code)}
          </div>
        )}
        <div className={cards ? 'choices choices--cards' : 'choices'}>
          {options.map((option, index) => (
            <label className="choice" key={option.value}>
              <input
                className="utrecht-radio-button utrecht-radio-button--html-input"
                type="radio"
                // The error summary leads to the first choice.
                id={index === 0 ? id : `${id}-${option.value}`}
                name={name}
                value={option.value}
                checked={value === option.value}
                onChange={() => onChange(option.value)}
              />
              <span className="choice__text">
                <span className="choice__label">{option.label}</span>
                {option.hint && <span className="choice__hint">{option.hint}</span>}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  );
}

interface CheckboxProps {
  name: string;
  label: ReactNode;
  errors: Errors;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ name, label, errors, checked, onChange }: CheckboxProps) {
  const told = useErrorWords();
  const id = fieldId(name);
  const code = errors[name];
  return (
    <div className={code ? 'utrecht-form-field--invalid' : undefined}>
      {code && (
        <div className="utrecht-form-field-error-message" id={`${id}-error`}>
          {told(name, code)}
        </div>
      )}
      <label className="choice">
        <input
          className="utrecht-checkbox utrecht-checkbox--html-input"
          type="checkbox"
          id={id}
          name={name}
          checked={checked}
          onChange={(event) => onChange(event.target.checked)}
          aria-describedby={code ? `${id}-error` : undefined}
          aria-invalid={code ? true : undefined}
        />
        <span>{label}</span>
      </label>
    </div>
  );
}

interface DateFieldProps {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
  /** `YYYY-MM-DD`, also while parts of it are missing. */
  value: string;
  onChange: (value: string) => void;
  autoComplete?: 'bday';
}

function digits(text: string, most: number): string {
  return text.replace(/\D/g, '').slice(0, most);
}

/** A date in three boxes: the quickest way to type one that is known by heart. */
export function DateField({ name, label, hint, errors, value, onChange, autoComplete }: DateFieldProps) {
  const { t } = useWords();
  const told = useErrorWords();
  const id = fieldId(name);
  const code = errors[name];
  const [year = '', month = '', day = ''] = value.split('-');
  const describedBy = [hint && `${id}-hint`, code && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const tell = (y: string, m: string, d: string) => onChange(y || m || d ? `${y}-${m}-${d}` : '');
  const box = `utrecht-textbox utrecht-textbox--html-input ${code ? 'utrecht-textbox--invalid' : ''}`;
  return (
    <div className={`utrecht-form-fieldset ${code ? 'utrecht-form-fieldset--invalid' : ''}`}>
      <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset" aria-describedby={describedBy}>
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{label}</legend>
        {hint && (
          <div className="utrecht-form-field-description" id={`${id}-hint`}>
            {hint}
          </div>
        )}
        {code && (
          <div className="utrecht-form-field-error-message" id={`${id}-error`}>
            {told(name, code)}
          </div>
        )}
        <div className="date">
          <label>
            {t('date.day')}
            <input
              className={box}
              id={id}
              inputMode="numeric"
              autoComplete={autoComplete ? `${autoComplete}-day` : 'off'}
              value={day}
              aria-invalid={code ? true : undefined}
              onChange={(event) => tell(year, month, digits(event.target.value, 2))}
            />
          </label>
          <label>
            {t('date.month')}
            <input
              className={box}
              id={`${id}-month`}
              inputMode="numeric"
              autoComplete={autoComplete ? `${autoComplete}-month` : 'off'}
              value={month}
              aria-invalid={code ? true : undefined}
              onChange={(event) => tell(year, digits(event.target.value, 2), day)}
            />
          </label>
          <label>
            {t('date.year')}
            <input
              className={box}
              id={`${id}-year`}
              inputMode="numeric"
              autoComplete={autoComplete ? `${autoComplete}-year` : 'off'}
              value={year}
              aria-invalid={code ? true : undefined}
              onChange={(event) => tell(digits(event.target.value, 4), month, day)}
            />
          </label>
        </div>
      </fieldset>
    </div>
  );
}
