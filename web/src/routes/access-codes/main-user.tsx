import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import type { MainUserView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Dialog } from '../../parts/dialog';
import { ErrorSummary } from '../../parts/error-summary';
import { SelectField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';

/** Who the main user is: for everybody to see, and for himself to hand over. */
export function MainUserCard({ mainUser, onHandedOver }: { mainUser: MainUserView | undefined; onHandedOver: () => void }) {
  const { t, date } = useWords();
  const [handing, setHanding] = useState(false);
  return (
    <section className="card stack" aria-labelledby="main-user">
      <Heading level={2} appearance="level-3" id="main-user">
        {t('codes.main-user')}
      </Heading>
      <p className="utrecht-paragraph">{t('codes.main-user-text')}</p>
      {mainUser ? (
        <DataList
          rows={[
            [t('codes.who'), mainUser.isYou ? `${mainUser.name} ${t('people.you')}` : mainUser.name],
            [t('field.email'), mainUser.email],
            [t('codes.label'), mainUser.label],
            [t('codes.since'), date(mainUser.since)],
          ]}
        />
      ) : (
        <Notice tone="info">
          <p>{t('codes.no-main-user')}</p>
        </Notice>
      )}
      {mainUser?.isYou && (
        <div className="actions">
          <Button purpose="secondary" onClick={() => setHanding(true)}>
            {t('codes.hand-over')}
          </Button>
        </div>
      )}
      {handing && (
        <HandOver
          onClose={() => setHanding(false)}
          onDone={() => {
            setHanding(false);
            onHandedOver();
          }}
        />
      )}
    </section>
  );
}

function HandOver({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const people = useResource('hand-over', () => answer(api.GET('/v1/people', { params: { query: { limit: 100 } } })));
  const form = useForm({
    initial: { accountId: '' },
    check: (values) => (values.accountId ? {} : { accountId: 'missing' }),
    send: async (body) => {
      await answer(api.PUT('/v1/main-user', { body }));
      onDone();
    },
  });
  const others = people.value?.items.filter((person) => !person.isYou) ?? [];
  return (
    <Dialog title={t('codes.hand-over-title')} onClose={onClose}>
      <form className="form" noValidate onSubmit={form.submit}>
        <p className="utrecht-paragraph">{t('codes.hand-over-text')}</p>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={{ accountId: t('codes.heir') }} />
        {people.refused && <ProblemNotice refused={people.refused} />}
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
        <SelectField
          name="accountId"
          label={t('codes.heir')}
          errors={form.errors}
          value={form.values.accountId}
          onChange={(accountId) => form.set('accountId', accountId)}
          empty={t('codes.choose-person')}
          options={others.map((person) => ({ value: person.accountId, label: person.name ?? person.email ?? person.accountId }))}
        />
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('codes.hand-over')}
          </Button>
          <Button purpose="secondary" onClick={onClose}>
            {t('codes.keep')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
