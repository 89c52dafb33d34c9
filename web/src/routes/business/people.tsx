import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { answer, api } from '../../api/client';
import type { BusinessPerson } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { focusHeading, Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { useWork } from '../../parts/work';

/** Everybody who opened a business. One can remove the others, and leave. */
export function BusinessPeople() {
  const { t, date } = useWords();
  const { businessId = '' } = useParams();
  const navigate = useNavigate();
  const people = useResource(businessId, () => answer(api.GET('/v1/businesses/{business}/people', { params: { path: { business: businessId } } })));
  const [asked, setAsked] = useState<BusinessPerson>();
  const [gone, setGone] = useState<string>();
  const { busy, refused, work } = useWork();
  const remove = (person: BusinessPerson) => {
    void work(async () => {
      await answer(api.DELETE('/v1/businesses/{business}/people/{account}', { params: { path: { business: businessId, account: person.account } } }));
      if (person.you) {
        await navigate('/businesses');
        return;
      }
      setGone(person.name);
      await people.again();
      focusHeading();
    }).then(() => setAsked(undefined));
  };
  const items = people.value?.items ?? [];
  return (
    <Page title={t('business.people')} lead={t('business.people-lead')} back={{ to: `/businesses/${businessId}`, text: t('business.a-business') }}>
      <div className="stack">
        {people.refused && <ProblemNotice refused={people.refused} again={() => void people.again()} />}
        {refused && <ProblemNotice refused={refused} />}
        {gone && (
          <Notice tone="ok" role="status">
            <p>{t('business.removed', { name: gone })}</p>
          </Notice>
        )}
        {!people.value && !people.refused && <Waiting />}
        {people.value && (
          <Table
            caption={t('business.people')}
            columns={[t('business.person'), t('business.email'), t('business.open-since'), t('business.change')]}
            rows={items.map((person) => ({
              key: person.account,
              cells: [
                <span key="name" className="row">
                  {person.name} {person.you && <StatusTag tone="neutral">{t('business.you')}</StatusTag>}
                </span>,
                person.email,
                date(person.openedAt),
                <Button
                  key="change"
                  purpose="subtle"
                  negative
                  onClick={() => setAsked(person)}
                  name={person.you ? t('business.leave') : t('business.remove-long', { name: person.name })}
                >
                  {t(person.you ? 'business.leave' : 'business.remove')}
                </Button>,
              ],
            }))}
          />
        )}
        <p className="utrecht-paragraph">
          {t('business.people-more')} <TextLink to="/businesses/open">{t('business.letter-ask')}</TextLink>
        </p>
      </div>
      {asked && (
        <Dialog
          title={asked.you ? t('business.leave-sure') : t('business.remove-sure', { name: asked.name })}
          onClose={() => setAsked(undefined)}
        >
          <p className="utrecht-paragraph">{t(asked.you ? (items.length === 1 ? 'business.leave-last' : 'business.leave-text') : 'business.remove-text')}</p>
          <div className="actions">
            <Button negative busy={busy} onClick={() => remove(asked)}>
              {t(asked.you ? 'business.leave' : 'business.remove')}
            </Button>
            <Button purpose="secondary" onClick={() => setAsked(undefined)}>
              {t('business.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </Page>
  );
}
