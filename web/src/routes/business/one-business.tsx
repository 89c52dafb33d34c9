import { useLocation, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useWords } from '../../i18n';
import { DataList } from '../../parts/data-list';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { Rooms } from './rooms';
import { BusinessTimeline } from './timeline';

/** A business somebody opened: its rooms, what the chamber wrote down of it, and what happened. */
export function OneBusiness() {
  const { t, date } = useWords();
  const { businessId = '' } = useParams();
  const opened = (useLocation().state as { opened?: boolean } | null)?.opened === true;
  const path = { params: { path: { business: businessId } } };
  const business = useResource(businessId, () => answer(api.GET('/v1/businesses/{business}', path)));
  const people = useResource(`${businessId} people`, () => answer(api.GET('/v1/businesses/{business}/people', path)));
  const back = { to: '/businesses', text: t('business.title') };
  if (!business.value) {
    return (
      <Page title={t('business.a-business')} back={back}>
        {business.refused ? <ProblemNotice refused={business.refused} again={() => void business.again()} /> : <Waiting />}
      </Page>
    );
  }
  const { data, openedAt, timeline } = business.value;
  const who = (account: string) => people.value?.items.find((person) => person.account === account)?.name;
  return (
    <Page title={data.name} back={back}>
      <div className="stack">
        {opened && (
          <Notice tone="ok" role="status" title={t('business.now-open')}>
            <p>{t('business.now-open-text')}</p>
          </Notice>
        )}
        <Rooms id={businessId} level={2} />
        <DataList
          rows={[
            [t('business.number'), <span key="number" className="numbers">{data.number}</span>],
            [t('business.address'), `${data.address.street}, ${data.address.postcode} ${data.address.town}, ${data.address.country}`],
            [t('business.kvk-number'), data.kvkNumber],
            [t('business.post-language'), t(`language.${data.language}`)],
            [t('business.open-since'), date(openedAt)],
          ]}
        />
        <p className="utrecht-paragraph quiet">{t('business.wrong-data')}</p>
        <BusinessTimeline timeline={timeline} who={who} />
      </div>
    </Page>
  );
}
