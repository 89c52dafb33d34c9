import { Heading } from '@nl-design-system-candidate/heading-react';
import { answer, api } from '../../api/client';
import type { OpenedBusiness } from '../../api/types';
import { useWords } from '../../i18n';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { HowToOpen } from './how-to-open';
import { Rooms } from './rooms';

/** The businesses somebody opened, each with its rooms; how to open one for whoever has none. */
export function MyBusiness() {
  const { t } = useWords();
  const pages = usePages('businesses', (cursor) => answer(api.GET('/v1/businesses', { params: { query: { cursor } } })));
  return (
    <Page title={t('business.title')} lead={t('business.lead')}>
      <div className="stack">
        <PagesState pages={pages} />
        {pages.known && pages.items.length === 0 && <HowToOpen />}
        {pages.items.map((business) => (
          <Business business={business} key={business.id} />
        ))}
        <More pages={pages}>
          <ButtonLink to="/businesses/open" purpose={pages.items.length > 0 ? 'secondary' : 'primary'}>
            {t(pages.items.length > 0 ? 'business.open-another' : 'business.open')}
          </ButtonLink>
        </More>
      </div>
    </Page>
  );
}

function Business({ business }: { business: OpenedBusiness }) {
  const { t, date } = useWords();
  return (
    <section className="stack" aria-labelledby={business.id}>
      <Heading level={2} id={business.id}>
        <TextLink to={`/businesses/${business.id}`}>{business.name}</TextLink>
      </Heading>
      <p className="means__facts">
        <span>
          {t('business.number')} <span className="numbers">{business.number}</span>
        </span>
        <span>{t('business.opened-at', { date: date(business.openedAt) })}</span>
      </p>
      <Rooms id={business.id} level={3} />
    </section>
  );
}
