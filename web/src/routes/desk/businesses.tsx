import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { TextField } from '../../parts/fields';
import { ButtonLink, TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { ProblemNotice } from '../../parts/problem-notice';
import { Table } from '../../parts/table';
import { useWork } from '../../parts/work';

/** How many letters are issued at once: what the server takes. */
const MOST = 50;

/** Member businesses by number or name, and letters for those that are marked. */
export function DeskBusinesses() {
  const { t } = useWords();
  const [typed, setTyped] = useState('');
  const [query, setQuery] = useState('');
  return (
    <Page title={t('desk-business.title')} lead={t('desk-business.lead')}>
      <div className="stack">
        <div className="actions">
          <ButtonLink to="/desk/businesses/new">{t('desk-business.register')}</ButtonLink>
          <ButtonLink to="/desk/businesses/import" purpose="secondary">
            {t('desk-business.import')}
          </ButtonLink>
          <ButtonLink to="/desk/businesses/letters" purpose="secondary">
            {t('desk-business.letters')}
          </ButtonLink>
        </div>
        <form
          className="card form"
          role="search"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setQuery(typed.trim());
          }}
        >
          <TextField
            name="query"
            label={t('desk-business.search')}
            hint={t('desk-business.search-hint')}
            optional
            errors={{}}
            value={typed}
            onChange={setTyped}
          />
          <div className="actions">
            <Button type="submit">{t('desk-business.find')}</Button>
          </div>
        </form>
        <Found key={query} query={query} />
      </div>
    </Page>
  );
}

function Found({ query }: { query: string }) {
  const { t, n } = useWords();
  const keyFor = useIdempotencyKey();
  const pages = usePages(`businesses ${query}`, (cursor) => answer(api.POST('/v1/desk/business-searches', { body: { query, cursor } })));
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [issued, setIssued] = useState(0);
  const { busy, refused, work } = useWork();
  const mark = (id: string, on: boolean) => setMarked((before) => (on ? [...before, id] : before.filter((one) => one !== id)));
  const issue = () => {
    const body = { businesses: [...marked] };
    void work(() =>
      answer(api.POST('/v1/desk/pin-letters', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body })).then(() => {
        setIssued(marked.length);
        setMarked([]);
      }),
    );
  };
  return (
    <>
      <PagesState pages={pages} />
      {refused && <ProblemNotice refused={refused} />}
      {issued > 0 && (
        <Notice tone="ok" role="status">
          <p>
            {n('desk-business.issued', issued)} <TextLink to="/desk/businesses/letters">{t('desk-business.letters')}</TextLink>
          </p>
        </Notice>
      )}
      <p role="status" className="quiet">
        {pages.known && n('desk-business.count', pages.items.length)}
      </p>
      {pages.items.length > 0 && (
        <Table
          caption={t('desk-business.title')}
          columns={[t('business.name'), t('business.number'), t('business.town'), t('desk-business.mark')]}
          rows={pages.items.map((business) => ({
            key: business.id,
            cells: [
              <TextLink key="name" to={`/desk/businesses/${business.id}`}>{business.name}</TextLink>,
              <span key="number" className="numbers">{business.number}</span>,
              business.town,
              <input
                key="mark"
                type="checkbox"
                className="utrecht-checkbox utrecht-checkbox--html-input"
                aria-label={t('desk-business.mark-long', { name: business.name })}
                checked={marked.includes(business.id)}
                disabled={marked.length >= MOST && !marked.includes(business.id)}
                onChange={(event) => mark(business.id, event.target.checked)}
              />,
            ],
          }))}
        />
      )}
      <More pages={pages}>
        {marked.length > 0 && (
          <Button busy={busy} onClick={issue}>
            {n('desk-business.issue-marked', marked.length)}
          </Button>
        )}
      </More>
    </>
  );
}
