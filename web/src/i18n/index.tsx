// Words in three languages. A catalogue is flat: key -> text with {names}; a key that counts has two texts, `#one` and `#other`.
import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import nlTerms from '../../../shared/terms/nl.json';
import nl from './nl.json';
import { termsFlat, type TermKey } from './terms';

export const LANGUAGES = ['nl', 'de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
type OwnKey = keyof typeof nl;
type CatalogueKey = OwnKey | TermKey;
type Counted<K> = K extends `${infer Base}#one` ? Base : never;
/** A key with one text. */
export type Key = Exclude<CatalogueKey, `${string}#${string}`>;
/** A key with a text for one and a text for more. */
export type CountedKey = Counted<CatalogueKey>;
export type Catalogue = Record<CatalogueKey, string>;
export type Values = Readonly<Record<string, string | number>>;

const LOCALES: Record<Language, string> = { nl: 'nl-NL', de: 'de-DE', en: 'en-GB' };
const LOADERS: Record<Language, () => Promise<Catalogue>> = {
  nl: async () => ({ ...nl, ...termsFlat(nlTerms) }),
  de: async () => {
    const [own, terms] = await Promise.all([import('./de.json'), import('../../../shared/terms/de.json')]);
    return { ...own.default, ...termsFlat(terms.default) };
  },
  en: async () => {
    const [own, terms] = await Promise.all([import('./en.json'), import('../../../shared/terms/en.json')]);
    return { ...own.default, ...termsFlat(terms.default) };
  },
};
const CHOSEN = 'balie.language';

function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** What the visitor chose here before; undefined when nothing was chosen. */
export function chosenLanguage(): Language | undefined {
  try {
    const kept = localStorage.getItem(CHOSEN);
    return isLanguage(kept) ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** The language to start in: chosen before, else the first the browser asks for, else Dutch. */
export function firstLanguage(): Language {
  const asked = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage);
  return chosenLanguage() ?? asked ?? 'nl';
}

export function loadCatalogue(language: Language): Promise<Catalogue> {
  return LOADERS[language]();
}

export interface Words {
  language: Language;
  locale: string;
  /** The text for a key. */
  t: (key: Key, values?: Values) => string;
  /** The text for a key that counts; `{count}` is filled in. */
  n: (key: CountedKey, count: number, values?: Values) => string;
  /** The text for a name that comes from the server, or the fallback's when this client does not know it yet. */
  named: (prefix: string, name: string, fallback: Key) => string;
  /** An instant, as date or as date with time, on the clock of the Netherlands. */
  date: (instant: string) => string;
  time: (instant: string) => string;
  speak: (language: Language, remember: boolean) => Promise<void>;
}

const Context = createContext<Words | undefined>(undefined);

export function WordsProvider(props: { language: Language; catalogue: Catalogue; children: ReactNode }) {
  const [spoken, setSpoken] = useState({ language: props.language, catalogue: props.catalogue });

  useEffect(() => {
    document.documentElement.lang = spoken.language;
  }, [spoken.language]);

  const speak = useCallback(async (language: Language, remember: boolean) => {
    if (remember) {
      try {
        localStorage.setItem(CHOSEN, language);
      } catch {
        // The choice then lasts as long as the page.
      }
    }
    setSpoken({ language, catalogue: await loadCatalogue(language) });
  }, []);

  const words = useMemo<Words>(() => {
    const { language, catalogue } = spoken;
    const locale = LOCALES[language];
    const zone = 'Europe/Amsterdam';
    const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: zone });
    const plain = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
    const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
    const t: Words['t'] = (key, values = {}) => fill(catalogue[key], values);
    return {
      language,
      locale,
      t,
      n: (key, count, values = {}) => {
        const form: CatalogueKey = count === 1 ? `${key}#one` : `${key}#other`;
        return fill(catalogue[form], { count, ...values });
      },
      named: (prefix, name, fallback) => {
        const text = (catalogue as Readonly<Record<string, string>>)[`${prefix}.${name}`];
        return text ?? t(fallback, { name });
      },
      date: (instant) => {
        // A civil date has no clock: it is the same day everywhere.
        const civil = /^\d{4}-\d{2}-\d{2}$/.test(instant);
        const at = new Date(civil ? `${instant}T00:00:00Z` : instant);
        return Number.isNaN(at.getTime()) ? instant : (civil ? plain : days).format(at);
      },
      time: (instant) => {
        const at = new Date(instant);
        return Number.isNaN(at.getTime()) ? instant : moments.format(at);
      },
      speak,
    };
  }, [spoken, speak]);

  return <Context value={words}>{props.children}</Context>;
}

export function useWords(): Words {
  const words = useContext(Context);
  if (!words) throw new Error('WordsProvider is missing');
  return words;
}
