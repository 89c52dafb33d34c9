// The frames of fields of NL Design System in semantic HTML: label, hint, error, control, each tied to the next.
import type { ReactNode } from 'react';
import { useWords } from '../i18n';
import { useErrorWords } from './error-words';
import { fieldId, type Errors } from './form';

export interface Framed {
  name: string;
  label: string;
  hint?: ReactNode;
  errors: Errors;
}

export interface Control {
  id: string;
  /** A description is only named when it is really there. */
  describedBy: string | undefined;
  invalid: boolean;
}

function useFrame({ name, hint, errors }: Framed) {
  const told = useErrorWords();
  const id = fieldId(name);
  const code = errors[name];
  const describedBy = [hint && `${id}-hint`, code && `${id}-error`].filter(Boolean).join(' ') || undefined;
  const said = (
    <>
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
    </>
  );
  return { control: { id, describedBy, invalid: Boolean(code) }, said };
}

interface FieldProps extends Framed {
  optional?: boolean;
  extraClass?: string;
  children: (control: Control) => ReactNode;
}

/** The frame of one control; its label has the id of the control with `-label` behind it. */
export function Field({ optional = false, extraClass = '', children, ...framed }: FieldProps) {
  const { t } = useWords();
  const { control, said } = useFrame(framed);
  return (
    <div className={`utrecht-form-field ${control.invalid ? 'utrecht-form-field--invalid' : ''} ${extraClass}`}>
      <div className="utrecht-form-field__label">
        <label className="utrecht-form-label" htmlFor={control.id} id={`${control.id}-label`}>
          {framed.label}
          {optional && <span className="utrecht-form-label__optional"> {t('optional')}</span>}
        </label>
      </div>
      {said}
      <div className="utrecht-form-field__input">{children(control)}</div>
    </div>
  );
}

/** The frame of several controls that are one answer. */
export function Fieldset({ children, ...framed }: Framed & { children: (control: Control) => ReactNode }) {
  const { control, said } = useFrame(framed);
  return (
    <div className={`utrecht-form-fieldset ${control.invalid ? 'utrecht-form-fieldset--invalid' : ''}`}>
      <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset" aria-describedby={control.describedBy}>
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{framed.label}</legend>
        {said}
        {children(control)}
      </fieldset>
    </div>
  );
}
