// A form: values, what is wrong with them, and sending. Names of fields are JSON pointers without the first slash.
import { useCallback, useRef, useState, type FormEvent } from 'react';
import { asRefused, type FieldError, type Refused } from '../api/problem';

export type Errors = Readonly<Record<string, string>>;

/** The id of a field's element. */
export function fieldId(name: string): string {
  return `field-${name.replaceAll('/', '-')}`;
}

/** Field errors of a problem by the name of the field; `within` is taken off the front of the pointer. */
export function errorsByName(errors: readonly FieldError[], within = ''): Record<string, string> {
  const named: Record<string, string> = {};
  for (const { pointer, code } of errors) {
    const name = pointer.startsWith(`${within}/`) ? pointer.slice(within.length + 1) : pointer.replace(/^\//, '');
    named[name] ??= code;
  }
  return named;
}

interface FormOptions<V> {
  initial: V;
  /** What is wrong before anything is sent: name of the field to error code. */
  check?: (values: V) => Readonly<Record<string, string | undefined>>;
  send: (values: V) => Promise<void>;
  /** Taken off the front of the server's pointers. */
  within?: string;
}

export interface Form<V> {
  values: V;
  set: <K extends keyof V>(name: K, value: V[K]) => void;
  replace: (values: V) => void;
  errors: Errors;
  refused: Refused | undefined;
  busy: boolean;
  /** Counts refused tries, so a summary knows when to take the focus. */
  tries: number;
  submit: (event?: FormEvent) => void;
  clearRefused: () => void;
}

export function useForm<V extends object>({ initial, check, send, within }: FormOptions<V>): Form<V> {
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Errors>({});
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const [tries, setTries] = useState(0);
  const running = useRef(false);

  const set = useCallback<Form<V>['set']>((name, value) => {
    setValues((before) => ({ ...before, [name]: value }));
  }, []);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (running.current) return;
    const wrong: Record<string, string> = {};
    for (const [name, code] of Object.entries(check?.(values) ?? {})) if (code) wrong[name] = code;
    setErrors(wrong);
    setRefused(undefined);
    if (Object.keys(wrong).length > 0) {
      setTries((count) => count + 1);
      return;
    }
    running.current = true;
    setBusy(true);
    send(values)
      .catch((thrown: unknown) => {
        const problem = asRefused(thrown);
        setErrors(errorsByName(problem.errors, within));
        setRefused(problem);
        setTries((count) => count + 1);
      })
      .finally(() => {
        running.current = false;
        setBusy(false);
      });
  };

  return { values, set, replace: setValues, errors, refused, busy, tries, submit, clearRefused: () => setRefused(undefined) };
}
