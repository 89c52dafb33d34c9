// The words of an error beside its field. Where more is known than its code (a limit, a paragraph), the page that knows says it for all fields within.
import { createContext, useContext } from 'react';
import { useWords } from '../i18n';

type Tell = (name: string, code: string) => string | undefined;
const Context = createContext<Tell | undefined>(undefined);

export const ErrorWords = Context.Provider;

/** The text for what is wrong with a field. */
export function useErrorWords(): (name: string, code: string) => string {
  const { named } = useWords();
  const tell = useContext(Context);
  return (name, code) => tell?.(name, code) ?? named('error', code, 'error.invalid');
}
