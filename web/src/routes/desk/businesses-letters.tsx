import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';

/** Letters that lie ready for the post. */
export function ReadyLetters() {
  const { t, n, date } = useWords();
  const pages = usePages('pin-letters', (cursor) => answer(api.GET('/v1/desk/pin-letters', { params: { query: { cursor } } })));
  const [busy, setBusy] = useState<string>();
  const [refused, setRefused] = useState<Refused>();
  const fetched = (business: string) => {
    setBusy(business);
    setRefused(undefined);
    answer(api.POST('/v1/desk/businesses/{business}/pin-letter/copies', { params: { path: { business } } }))
      .then(({ url }) => location.assign(url))
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => setBusy(undefined));
  };
  return (
    <Page title={t('desk-business.letters')} lead={t('desk-business.letters-lead')} back={{ to: '/desk/businesses', text: t('desk-business.title') }}>
      <div className="stack">
        <PagesState pages={pages} />
        {refused && <ProblemNotice refused={refused} />}
        <p role="status" className="quiet">
          {pages.known && n('desk-business.letters-count', pages.items.length)}
        </p>
        {pages.items.length > 0 && (
          <Table
            caption={t('desk-business.letters')}
            columns={[t('business.name'), t('business.number'), t('desk-business.file-until'), t('desk-business.letter')]}
            rows={pages.items.map(({ letter, business }) => ({
              key: letter.id,
              cells: [
                <TextLink key="name" to={`/desk/businesses/${business.id}`}>{business.name}</TextLink>,
                <span key="number" className="numbers">{business.number}</span>,
                letter.fileUntil && date(letter.fileUntil),
                <Button
                  key="fetch"
                  purpose="secondary"
                  busy={busy === business.id}
                  name={t('desk-business.fetch-long', { name: business.name })}
                  onClick={() => fetched(business.id)}
                >
                  {t('desk-business.fetch')}
                </Button>,
              ],
            }))}
          />
        )}
        <More pages={pages}>
          <Button purpose="secondary" onClick={pages.again}>
            {t('queue.look-again')}
          </Button>
        </More>
      </div>
    </Page>
  );
}
