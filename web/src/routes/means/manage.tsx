import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import { asRefused, type Refused } from '../../api/problem';
import type { MeansView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { cents } from '../../parts/euros';
import { RadioGroup } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource, type Resource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';

function Renewal({ means, onDone }: { means: MeansView; onDone: (means: MeansView) => void }) {
  const { t, n, date, locale } = useWords();
  const path = { meansId: means.meansId };
  const offer = useResource(`${means.meansId}-${means.version}`, () => answer(api.GET('/v1/means/{meansId}/renewal', { params: { path } })));
  const key = useIdempotencyKey();
  const [done, setDone] = useState<string>();
  const terms = offer.value?.terms ?? [];
  const form = useForm<{ years: string }>({
    initial: { years: '' },
    check: (values) => (values.years ? {} : { termYears: 'missing' }),
    send: async ({ years }) => {
      const term = terms.find((one) => String(one.years) === years);
      if (!term || !offer.value) return;
      const body = { version: offer.value.version, termYears: term.years, grossCents: term.quote.grossCents };
      const renewed = await answer(api.POST('/v1/means/{meansId}/renewal', { params: { path, header: { 'Idempotency-Key': key(body) } }, body }));
      setDone(renewed.validUntil);
      onDone(renewed);
    },
  });
  return (
    <section className="card stack">
      <Heading level={2}>{t('manage.renew')}</Heading>
      <p className="utrecht-paragraph">{t('means.until', { date: date(means.validUntil) })}</p>
      {done && (
        <Notice tone="ok" role="status">
          <p>{t('manage.renewed', { date: date(done) })}</p>
        </Notice>
      )}
      {offer.refused && <ProblemNotice refused={offer.refused} again={() => void offer.again()} />}
      {offer.value && terms.length === 0 && <p className="utrecht-paragraph quiet">{t('manage.not-renewable')}</p>}
      {terms.length > 0 && (
        <form className="form" noValidate onSubmit={form.submit}>
          {form.refused && <ProblemNotice refused={form.refused} />}
          <RadioGroup
            cards
            name="termYears"
            label={t('manage.term')}
            hint={t('manage.term-hint')}
            errors={form.errors}
            value={form.values.years}
            onChange={(years) => form.set('years', years)}
            options={terms.map((term) => ({
              value: String(term.years),
              label: n('manage.years', term.years),
              hint: t('manage.price', {
                gross: cents(term.quote.grossCents, locale),
                net: cents(term.quote.netCents, locale),
                date: date(term.validUntil),
              }),
            }))}
          />
          <div className="actions">
            <Button type="submit" busy={form.busy}>
              {t('manage.renew-send')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

type Verb = 'suspension' | 'resumption' | 'end';

function Switches({ means, put }: { means: MeansView; put: Resource<MeansView>['put'] }) {
  const { t } = useWords();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const act = (verb: Verb) => {
    const call = { params: { path: { meansId: means.meansId } }, body: { version: means.version } };
    setBusy(true);
    setRefused(undefined);
    const work = {
      suspension: () => answer(api.POST('/v1/means/{meansId}/suspension', call)),
      resumption: () => answer(api.POST('/v1/means/{meansId}/resumption', call)),
      end: () => answer(api.POST('/v1/means/{meansId}/end', call)),
    }[verb];
    work()
      .then(put)
      .catch((thrown: unknown) => setRefused(asRefused(thrown)))
      .finally(() => {
        setBusy(false);
        setAsked(false);
      });
  };
  return (
    <section className="card stack">
      <Heading level={2}>{t('manage.stop')}</Heading>
      {refused && <ProblemNotice refused={refused} />}
      {means.status === 'active' && <p className="utrecht-paragraph">{t('manage.suspend-text')}</p>}
      <div className="actions">
        {means.status === 'active' && (
          <Button purpose="secondary" busy={busy} onClick={() => act('suspension')}>
            {t('manage.suspend')}
          </Button>
        )}
        {means.status === 'suspended' && (
          <Button purpose="secondary" busy={busy} onClick={() => act('resumption')}>
            {t('manage.resume')}
          </Button>
        )}
        <Button purpose="subtle" negative busy={busy} onClick={() => setAsked(true)}>
          {t('manage.end')}
        </Button>
      </div>
      {asked && (
        <Dialog title={t('manage.end-sure', { number: means.number })} onClose={() => setAsked(false)}>
          <p className="utrecht-paragraph">{t('manage.end-text')}</p>
          <div className="actions">
            <Button negative busy={busy} onClick={() => act('end')}>
              {t('manage.end')}
            </Button>
            <Button purpose="secondary" onClick={() => setAsked(false)}>
              {t('manage.keep')}
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

/** What can be done with a means that works: renew it, put it to sleep, end it. */
export function ManageMeans() {
  const { t } = useWords();
  const meansId = useParams().meansId ?? '';
  const means = useResource(meansId, () => answer(api.GET('/v1/means/{meansId}', { params: { path: { meansId } } })));
  const value = means.value;
  return (
    <Page
      title={t('manage.title')}
      lead={value && `${value.holder.name}, ${t('means.number', { number: value.number })}`}
      back={{ to: '/means', text: t('means.title') }}
    >
      <div className="stack stack--wide">
        {means.refused && <ProblemNotice refused={means.refused} again={() => void means.again()} />}
        {!value && !means.refused && <Waiting />}
        {value && value.status === 'ended' && (
          <Notice tone="info" role="status">
            <p>{t('manage.ended')}</p>
          </Notice>
        )}
        {value && (value.status === 'active' || value.status === 'suspended') && <Renewal means={value} onDone={means.put} />}
        {value && value.status !== 'ended' && <Switches means={value} put={means.put} />}
      </div>
    </Page>
  );
}
