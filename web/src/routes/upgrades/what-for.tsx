import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { Chosen, ServiceView, UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { TextLink } from '../../parts/link';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { inWords, keyOf } from '../catalogue/catalogue';
import { PriceBlock } from '../catalogue/price-block';

/** A choice by name. */
function useNames(services: readonly ServiceView[]) {
  const { t, language } = useWords();
  return (one: Chosen) => {
    switch (one.scope) {
      case 'all':
        return t('choose.all');
      case 'provider':
        return t('choose.provider', { provider: services.find((service) => service.providerId === one.providerId)?.provider ?? one.providerId });
      case 'service': {
        const service = services.find((other) => other.serviceId === one.serviceId);
        return service ? `${service.provider}, ${inWords(service.name, language)}` : one.serviceId;
      }
    }
  };
}

/** What the means is to be used for, for how long, and what that costs, before it is sent. With `changeAt`, it leads to where it is changed. */
export function WhatFor({ upgrade, changeAt }: { upgrade: UpgradeView; changeAt?: string }) {
  const { t, n } = useWords();
  const { upgradeId } = upgrade;
  const authorisations = upgrade.data.authorisations;
  const services = useResource('services', () => answer(api.GET('/v1/services')));
  const name = useNames(services.value?.services ?? []);
  const price = useResource(`${upgradeId} ${JSON.stringify(authorisations ?? null)}`, async () => {
    if (upgrade.quote && !changeAt) return upgrade.quote;
    if (!authorisations) return undefined;
    return answer(api.POST('/v1/upgrades/{upgradeId}/quote', { params: { path: { upgradeId } }, body: authorisations }));
  });
  const title = t('services.what-for');
  return (
    <section className="card stack stack--close">
      <div className="row row--apart">
        <Heading level={2} appearance="level-3">
          {title}
        </Heading>
        {changeAt && (
          <TextLink to={`${changeAt}/services`}>
            {t('change')}
            <span className="only-heard"> {title}</span>
          </TextLink>
        )}
      </div>
      {authorisations ? (
        <>
          <ul className="utrecht-unordered-list">
            {authorisations.chosen.map((one) => (
              <li className="utrecht-unordered-list__item" key={keyOf(one)}>
                {name(one)}
              </li>
            ))}
          </ul>
          <p>{authorisations.termYears ? n('services.years', authorisations.termYears) : t('services.end-stays')}</p>
          {price.refused && <ProblemNotice refused={price.refused} />}
          {price.value && (
            <>
              <PriceBlock quote={price.value} />
              <p className="quiet">{t('price.when')}</p>
            </>
          )}
        </>
      ) : (
        <p className="quiet">{t('summary.empty')}</p>
      )}
    </section>
  );
}
