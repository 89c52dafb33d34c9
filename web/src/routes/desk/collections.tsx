import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { CollectionList } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { cents } from '../../parts/euros';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink, TextLink } from '../../parts/link';
import { Page } from '../../parts/page';
import { More, PagesState, usePages } from '../../parts/pages';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { CollectionState } from './collections-state';

const list = (cursor?: string) => answer(api.GET('/v1/desk/collections', { params: { query: cursor ? { cursor } : {} } }));

/** A new collection: for which day. */
function Make({ about }: { about: CollectionList }) {
  const { t, n, date } = useWords();
  const navigate = useNavigate();
  const keyFor = useIdempotencyKey();
  const form = useForm({
    initial: { on: about.earliest },
    check: ({ on }) => (wholeDate(on) ? {} : { on: on ? 'invalid' : 'missing' }),
    send: async ({ on }) => {
      const body = { on: wholeDate(on) ?? '' };
      const made = await answer(api.POST('/v1/desk/collections', { params: { header: { 'Idempotency-Key': keyFor(body) } }, body }));
      await navigate(`/desk/collections/${made.collectionId}`);
    },
  });
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('collections.make')}</Heading>
      <FormFaults form={form} labels={{ on: t('collections.on') }} />
      <p className="utrecht-paragraph">{t('collections.creditor', { name: about.creditor, id: about.creditorId })}</p>
      <DateField
        name="on"
        label={t('collections.on')}
        hint={`${t('collections.on-hint', { date: date(about.earliest) })} ${n('collections.notice', about.noticeDays)}`}
        errors={form.errors}
        value={form.values.on}
        onChange={(on) => form.set('on', on)}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('collections.make-button')}
        </Button>
      </div>
    </form>
  );
}

/** Collections by direct debit, and a new one. */
export function DeskCollections() {
  const { t, n, date, locale } = useWords();
  const about = useResource('collections about', () => list());
  const pages = usePages('collections', list);
  return (
    <Page title={t('collections.title')} lead={t('collections.lead')}>
      <div className="stack">
        <div className="actions">
          <ButtonLink to="/desk/mandates" purpose="secondary">
            {t('collections.to-mandates')}
          </ButtonLink>
        </div>
        {about.value && <Make about={about.value} />}
        <Heading level={2}>{t('collections.all')}</Heading>
        <PagesState pages={pages} />
        {pages.known && pages.items.length === 0 && <p className="utrecht-paragraph">{t('collections.none')}</p>}
        {pages.items.length > 0 && (
          <Table
            caption={t('collections.all')}
            columns={[t('collections.on'), t('collections.state'), t('collections.debits'), t('collections.sum')]}
            rows={pages.items.map((row) => ({
              key: row.collectionId,
              cells: [
                <TextLink key="on" to={`/desk/collections/${row.collectionId}`}>
                  {date(row.on)}
                </TextLink>,
                <CollectionState key="state" state={row.state} />,
                n('collections.count', row.debits),
                <span key="sum" className="numbers">
                  {cents(row.cents, locale)}
                </span>,
              ],
            }))}
          />
        )}
        <More pages={pages} />
      </div>
    </Page>
  );
}
