import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { answer, api } from '../../api/client';
import { asRefused, type Refused } from '../../api/problem';
import type { OverviewSubscription } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { Checkbox, RadioGroup } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { StatusTag } from '../../parts/status';
import { Waiting } from '../../parts/waiting';
import { FORMATS } from './formats';

const PACES = ['monthly', 'yearly'] as const;

interface SubscribeProps {
  now: OverviewSubscription;
  put: (now: OverviewSubscription) => void;
}

function Subscribe({ now, put }: SubscribeProps) {
  const { t, date, language } = useWords();
  const [said, setSaid] = useState<'saved' | 'ended'>();
  const [ending, setEnding] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const on = now.paces.length > 0;
  const form = useForm({
    initial: { monthly: !on || now.paces.includes('monthly'), yearly: now.paces.includes('yearly'), format: now.format ?? 'csv' },
    check: (values) => ({ paces: values.monthly || values.yearly ? undefined : 'choose-one' }),
    send: async (values) => {
      setSaid(undefined);
      setRefused(undefined);
      const format = FORMATS.find((one) => one === values.format) ?? 'csv';
      const body = { paces: PACES.filter((pace) => values[pace]), format, language };
      put(await answer(api.PUT('/v1/overview-subscription', { body })));
      setSaid('saved');
    },
  });
  const end = async () => {
    setEnding(true);
    setSaid(undefined);
    setRefused(undefined);
    try {
      await answer(api.DELETE('/v1/overview-subscription'));
      put({ paces: [] });
      setSaid('ended');
    } catch (thrown) {
      setRefused(asRefused(thrown));
    } finally {
      setEnding(false);
    }
  };
  const labels = { paces: t('overviews.how-often'), format: t('overviews.format') };
  const problem = refused ?? (Object.keys(form.errors).length === 0 ? form.refused : undefined);
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <p>
        <StatusTag tone={on ? 'safe' : 'neutral'}>{on ? t('overviews.subscribed', { date: now.since ? date(now.since) : '' }) : t('overviews.not-subscribed')}</StatusTag>
      </p>
      <ErrorSummary errors={form.errors} tries={form.tries} labels={labels} />
      {problem && <ProblemNotice refused={problem} />}
      <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset">
        <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{labels.paces}</legend>
        {PACES.map((pace) => (
          <Checkbox key={pace} name={pace === 'monthly' ? 'paces' : pace} label={t(`overview-pace-text.${pace}`)} errors={form.errors} checked={form.values[pace]} onChange={(chosen) => form.set(pace, chosen)} />
        ))}
      </fieldset>
      <RadioGroup
        name="subscription-format"
        label={labels.format}
        errors={form.errors}
        value={form.values.format}
        onChange={(format) => form.set('format', FORMATS.find((one) => one === format) ?? 'csv')}
        options={FORMATS.map((format) => ({ value: format, label: t(`overview-format.${format}`) }))}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {on ? t('overviews.change-subscription') : t('overviews.subscribe')}
        </Button>
        {on && (
          <Button purpose="secondary" busy={ending} onClick={() => void end()}>
            {t('overviews.unsubscribe')}
          </Button>
        )}
      </div>
      <p role="status">{said ? t(said === 'saved' ? 'overviews.subscription-saved' : 'overviews.subscription-ended') : ''}</p>
    </form>
  );
}

/** What the organisation gets by itself: for the main user. */
export function Subscription() {
  const { t } = useWords();
  const found = useResource('subscription', () => answer(api.GET('/v1/overview-subscription')));
  return (
    <section className="card stack">
      <Heading level={2}>{t('overviews.subscription')}</Heading>
      <p className="quiet">{t('overviews.subscription-text')}</p>
      {found.refused && <ProblemNotice refused={found.refused} again={() => void found.again()} />}
      {!found.value && !found.refused && <Waiting />}
      {found.value && <Subscribe now={found.value} put={found.put} />}
    </section>
  );
}
