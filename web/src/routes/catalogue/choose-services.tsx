import { useState } from 'react';
import type { Chosen, RightView, ServiceView } from '../../api/types';
import { useWords } from '../../i18n';
import { Checkbox } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { LevelMark } from '../../parts/status';
import { byProvider, found, inWords, isHeld, LEVELS, rank, same, toggled, type Search } from './catalogue';
import { Finder } from './finder';

interface ChooseServicesProps {
  services: readonly ServiceView[];
  chosen: readonly Chosen[];
  onChange: (chosen: Chosen[]) => void;
  errors: Errors;
  /** The level the means gets: what asks more cannot be chosen. */
  level?: string;
  /** What the means may be used for already. */
  rights?: readonly RightView[];
}

/** Choosing what a means is for: single services, everything of a provider, or everything. */
export function ChooseServices({ services, chosen, onChange, errors, level, rights = [] }: ChooseServicesProps) {
  const { t, n, language, locale } = useWords();
  const [search, setSearch] = useState<Search>({ words: '', level: '' });
  const has = (one: Chosen) => chosen.some((other) => same(one, other));
  const flip = (one: Chosen) => onChange(toggled(chosen, one));
  const shown = found(services, search);
  const searching = search.words.trim() !== '' || search.level !== '';
  const place = (one: Chosen) => chosen.findIndex((other) => same(one, other));
  // A complaint of the server stands at the place of the choice.
  const complaint = (one: Chosen, name: string): Errors => {
    const code = Object.entries(errors).find(([at]) => at.startsWith(`authorisations/chosen/${place(one)}`) || at.startsWith(`chosen/${place(one)}`))?.[1];
    return code && place(one) >= 0 ? { [name]: code } : {};
  };
  const all: Chosen = { scope: 'all' };
  return (
    <div className="stack">
      <div className="group">
        <Checkbox
          name="all"
          label={
            <>
              <strong>{t('choose.all')}</strong>
              <span className="choice__hint">{level ? t('choose.all-hint-level', { level }) : t('choose.all-hint')}</span>
              {isHeld(rights, all) && <span className="choice__hint">{t('choose.held')}</span>}
            </>
          }
          errors={complaint(all, 'all')}
          checked={has(all)}
          onChange={() => flip(all)}
        />
      </div>
      <Finder search={search} onChange={setSearch} count={shown.length} />
      <p className="quiet" role="status">
        {n('choose.count', chosen.length)}
      </p>
      <div className="providers">
      {byProvider(shown, locale).map((group) => {
        const provider: Chosen = { scope: 'provider', providerId: group.id };
        const named = `provider/${group.id}`;
        const picked = [provider, ...group.services.map((service): Chosen => ({ scope: 'service', serviceId: service.serviceId }))].filter(has).length;
        const marks = LEVELS.filter((one) => group.services.some((service) => service.level === one));
        return (
          <details className="provider" key={`${group.id} ${searching}`} open={searching || picked > 0}>
            <summary>
              <span>{group.name}</span>
              <span className="provider__marks">
                {picked > 0 && <strong>{n('choose.picked', picked)}</strong>}
                {marks.map((one) => (
                  <LevelMark level={one} key={one} />
                ))}
              </span>
            </summary>
            <fieldset className="utrecht-form-fieldset utrecht-form-fieldset--html-fieldset">
            <legend className="only-heard">{group.name}</legend>
            {group.services.map((service) => {
              const one: Chosen = { scope: 'service', serviceId: service.serviceId };
              const name = `service/${service.serviceId.replaceAll(':', '-')}`;
              const above = level !== undefined && !!service.level && rank(service.level) > rank(level);
              const held = isHeld(rights, one, service);
              if (!service.needsMeans || above) {
                return (
                  <p className="quiet choice" key={service.serviceId}>
                    {inWords(service.name, language)}: {above ? t('choose.above', { level: service.level ?? '' }) : t('catalogue.no-means')}
                  </p>
                );
              }
              return (
                <Checkbox
                  key={service.serviceId}
                  name={name}
                  label={
                    <>
                      {inWords(service.name, language)} {service.level && <LevelMark level={service.level} />}
                      {held && <span className="choice__hint">{t('choose.held')}</span>}
                      {service.rises && <span className="choice__hint">{t('choose.rises', { level: service.rises.level })}</span>}
                    </>
                  }
                  errors={complaint(one, name)}
                  checked={has(one)}
                  onChange={() => flip(one)}
                />
              );
            })}
            <Checkbox
              name={named}
              label={
                <>
                  {t('choose.provider', { provider: group.name })}
                  <span className="choice__hint">{isHeld(rights, provider) ? t('choose.held') : t('choose.provider-hint')}</span>
                </>
              }
              errors={complaint(provider, named)}
              checked={has(provider)}
              onChange={() => flip(provider)}
            />
            </fieldset>
          </details>
        );
      })}
      </div>
    </div>
  );
}
