// The catalogue of services in the hands of a page: finding, ordering by provider, choosing.
import type { Chosen, NamedText, RightView, ServiceView } from '../../api/types';
import type { Language } from '../../i18n';

/** The levels from the lowest to the highest. The order is the rank, never the spelling. */
export const LEVELS = ['EH2', 'EH2+', 'EH3', 'EH4'] as const;
export type KnownLevel = (typeof LEVELS)[number];

export function rank(level: string): number {
  return LEVELS.findIndex((known) => known === level);
}

/** A text of the catalogue in the reader's language; Dutch where there is no other. */
export function inWords(text: NamedText, language: Language): string {
  return (language === 'nl' ? text.nl : text[language]) ?? text.nl;
}

/** What one looks for. */
export interface Search {
  words: string;
  /** Only what this level opens; everything when empty. */
  level: string;
}

export function found(services: readonly ServiceView[], { words, level }: Search): ServiceView[] {
  const wanted = words.trim().toLowerCase();
  return services.filter((service) => {
    const names = [service.provider, service.name.nl, service.name.de, service.name.en];
    const named = names.some((name) => name?.toLowerCase().includes(wanted));
    return named && (!level || (service.level ? rank(service.level) <= rank(level) : false));
  });
}

export interface ProviderGroup {
  id: string;
  name: string;
  services: ServiceView[];
}

/** Services by provider, providers by name. */
export function byProvider(services: readonly ServiceView[], locale: string): ProviderGroup[] {
  const groups = new Map<string, ProviderGroup>();
  for (const service of services) {
    const group = groups.get(service.providerId) ?? { id: service.providerId, name: service.provider, services: [] };
    group.services.push(service);
    groups.set(service.providerId, group);
  }
  return [...groups.values()].sort((one, other) => one.name.localeCompare(other.name, locale));
}

export function same(one: Chosen, other: Chosen): boolean {
  return keyOf(one) === keyOf(other);
}

/** One text for one choice. */
export function keyOf(chosen: Chosen): string {
  switch (chosen.scope) {
    case 'service':
      return `service ${chosen.serviceId}`;
    case 'provider':
      return `provider ${chosen.providerId}`;
    case 'all':
      return 'all';
  }
}

/** Puts a choice in, or takes it out. */
export function toggled(chosen: readonly Chosen[], one: Chosen): Chosen[] {
  return chosen.some((other) => same(one, other)) ? chosen.filter((other) => !same(one, other)) : [...chosen, one];
}

/** Whether the means has a right to it already, or to more. */
export function isHeld(rights: readonly RightView[], one: Chosen, service?: ServiceView): boolean {
  return rights.some((right) => {
    if (right.scope === 'all') return true;
    if (right.scope === 'provider') return one.scope !== 'all' && right.providerId === (one.scope === 'provider' ? one.providerId : service?.providerId);
    return one.scope === 'service' && right.serviceId === one.serviceId;
  });
}

/** The chosen services that refuse a means which is bound to a branch. */
export function refuseBranch(services: readonly ServiceView[], chosen: readonly Chosen[]): ServiceView[] {
  return services.filter(
    (service) =>
      service.needsMeans &&
      !service.acceptsBranch &&
      chosen.some(
        (one) =>
          one.scope === 'all' ||
          (one.scope === 'provider' && one.providerId === service.providerId) ||
          (one.scope === 'service' && one.serviceId === service.serviceId),
      ),
  );
}

const CARRIED = 'balie.advice';
const CARRIED_DAYS = 7;

/**
 * What was chosen for an advice, for the wizard to begin with. It outlives the tab: the mail that confirms an account opens another one. It
 * says nothing about a person, and is dropped once a wizard took it over.
 */
export function carry(chosen: readonly Chosen[]) {
  try {
    localStorage.setItem(CARRIED, JSON.stringify({ chosen, at: Date.now() }));
  } catch {
    // Then one chooses once more.
  }
}

export function carried(): Chosen[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(CARRIED) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('chosen' in kept) || !('at' in kept)) return [];
    const young = Date.now() - Number(kept.at) < CARRIED_DAYS * 24 * 3_600_000;
    return young && Array.isArray(kept.chosen) ? (kept.chosen as Chosen[]) : [];
  } catch {
    return [];
  }
}

export function dropCarried() {
  try {
    localStorage.removeItem(CARRIED);
  } catch {
    // It grows old by itself.
  }
}
