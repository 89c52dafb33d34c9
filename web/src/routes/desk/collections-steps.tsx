import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { CollectionView } from '../../api/types';
import { useWords, type Key } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { wholeDate } from '../../parts/day';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { useWork } from '../../parts/work';
import type { Shown } from './collections-debits';
import { save } from './collections-file';

/** The step a collection waits for. */
export function Step({ collection, again }: Shown) {
  const { t } = useWords();
  const { collectionId, state } = collection;
  const params = () => ({ path: { collectionId }, header: { 'Idempotency-Key': crypto.randomUUID() } });
  return (
    <>
      {state === 'draft' && collection.debits > 0 && (
        <Doing name="announce" again={again} step={() => answer(api.POST('/v1/desk/collections/{collectionId}/announcement', { params: params() }))} />
      )}
      {(state === 'announced' || state === 'exporting') && (
        <Doing name="export" again={again} step={() => answer(api.POST('/v1/desk/collections/{collectionId}/export', { params: { path: { collectionId } } }))} />
      )}
      {(state === 'exported' || state === 'settled') && collection.debits > 0 && <FileOf collection={collection} />}
      {state === 'exported' && collection.debits === 0 && (
        <Notice tone="warning" title={t('collections.nothing-left')}>
          <p>{t('collections.nothing-left-text')}</p>
        </Notice>
      )}
      {state === 'exported' && collection.debits > 0 && <Settle collection={collection} again={again} />}
      {(state === 'draft' || state === 'announced') && (
        <Doing name="withdraw" negative again={again} step={() => answer(api.POST('/v1/desk/collections/{collectionId}/withdrawal', { params: params() }))} />
      )}
    </>
  );
}

interface DoingProps {
  name: 'announce' | 'export' | 'withdraw';
  negative?: boolean;
  again: () => void;
  step: () => Promise<unknown>;
}

function Doing({ name, negative = false, again, step }: DoingProps) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const { busy, refused, work } = useWork();
  const go = () => {
    void work(step).then(() => {
      setAsked(false);
      again();
    });
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t(`collections.${name}`)}</Heading>
      <p className="utrecht-paragraph">{t(`collections.${name}-text`)}</p>
      {refused && <ProblemNotice refused={refused} />}
      {refused?.errors.map(({ code }) => (
        <Notice key={code} tone="error" role="alert">
          <p>{t(`error.${code}` as Key)}</p>
        </Notice>
      ))}
      <div className="actions">
        {asked ? (
          <>
            <Button negative={negative} busy={busy} onClick={go}>
              {t(`collections.${name}-sure`)}
            </Button>
            <Button purpose="subtle" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </>
        ) : (
          <Button purpose={negative ? 'secondary' : 'primary'} onClick={() => setAsked(true)}>
            {t(`collections.${name}-button`)}
          </Button>
        )}
      </div>
    </section>
  );
}

function FileOf({ collection }: { collection: CollectionView }) {
  const { t } = useWords();
  const { busy, refused, work } = useWork();
  const fetchFile = () => {
    const params = { path: { collectionId: collection.collectionId } };
    void work(() => answer(api.GET('/v1/desk/collections/{collectionId}/file', { params, parseAs: 'blob' })).then((file) => save(file, `${collection.messageId}.xml`)));
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('collections.file')}</Heading>
      <p className="utrecht-paragraph">{t('collections.file-text')}</p>
      {refused && <ProblemNotice refused={refused} />}
      <div className="actions">
        <Button busy={busy} onClick={fetchFile}>
          {t('collections.file-button')}
        </Button>
      </div>
    </section>
  );
}

/** The money came in: on which day. */
function Settle({ collection, again }: Shown) {
  const { t } = useWords();
  const keyFor = useIdempotencyKey();
  const { collectionId } = collection;
  const form = useForm({
    initial: { on: collection.on },
    check: ({ on }) => (wholeDate(on) ? {} : { on: on ? 'invalid' : 'missing' }),
    send: async ({ on }) => {
      const body = { on: wholeDate(on) ?? '' };
      const params = { path: { collectionId }, header: { 'Idempotency-Key': keyFor(body) } };
      await answer(api.POST('/v1/desk/collections/{collectionId}/settlement', { params, body }));
      again();
    },
  });
  return (
    <form className="card form" noValidate onSubmit={form.submit}>
      <Heading level={2}>{t('collections.settle')}</Heading>
      <p className="utrecht-paragraph">{t('collections.settle-text')}</p>
      <FormFaults form={form} labels={{ on: t('collections.settled-on') }} />
      <DateField name="on" label={t('collections.settled-on')} errors={form.errors} value={form.values.on} onChange={(on) => form.set('on', on)} />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('collections.settle-button')}
        </Button>
      </div>
    </form>
  );
}
