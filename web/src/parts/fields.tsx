// The fields of forms, in semantic HTML with the classes of NL Design System.
import { useState, type ReactNode } from 'react';
import { useWords } from '../i18n';
import { Button } from './button';
import { useErrorWords } from './error-words';
import { Field, Fieldset, type Framed } from './field';
import { fieldId, type Errors } from './form';

interface TextFieldProps extends Framed {
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

interface PasswordFieldProps extends Framed {
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

interface TextAreaProps extends Framed {
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

interface SelectFieldProps extends Framed {
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  /** The words for nothing chosen yet. */
  empty?: string;
  optional?: boolean;
}

export function SelectField({ name, label, hint, errors, value, onChange, options, empty, optional = false }: SelectFieldProps) {
  return (
    <Field name={name} label={label} hint={hint} errors={errors} optional={optional}>
      {({ id, describedBy, invalid }) => (
        <select
          className={`utrecht-select utrecht-select--html-select ${invalid ? 'utrecht-select--invalid' : ''}`}
          id={id}
          name={name}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
          aria-required={optional ? undefined : true}
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

interface RadioGroupProps extends Framed {
  value: string;
  onChange: (value: string) => void;
  options: readonly Option[];
  cards?: boolean;
}

export function RadioGroup({ name, label, hint, errors, value, onChange, options, cards = false }: RadioGroupProps) {
  return (
    <Fieldset name={name} label={label} hint={hint} errors={errors}>
      {({ id }) => (
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
      )}
    </Fieldset>
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
