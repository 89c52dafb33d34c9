import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { useIdempotencyKey } from '../../api/idempotency';
import type { BusinessDetails, MandateInput, MandateView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DataList } from '../../parts/data-list';
import { Checkbox, RadioGroup, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { ButtonLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Waiting } from '../../parts/waiting';
import { IbanField } from './iban-field';

const LANGUAGES = ['de', 'nl', 'en'] as const;

interface Values {
  scheme: 'core' | 'b2b';
  frequency: 'recurring' | 'one-off';
  language: (typeof LANGUAGES)[number];
  noConsumer: boolean;
  holder: string;
  street: string;
  postcode: string;
  town: string;
  country: string;
  iban: string;
  place: string;
}

function body(values: Values): MandateInput {
  return {
    scheme: values.scheme,
    frequency: values.frequency,
    language: values.language,
    ...(values.scheme === 'b2b' ? { noConsumer: values.noConsumer } : {}),
    holder: values.holder.trim(),
    address: { street: values.street.trim(), postcode: values.postcode.trim(), town: values.town.trim(), country: values.country.trim().toUpperCase() },
    iban: values.iban.replace(/\s/g, ''),
    place: values.place.trim(),
  };
}

function begun(language: Values['language'], from?: MandateView, own?: BusinessDetails['data']): Values {
  const debtor = from?.proposed ?? from?.debtor ?? (own && { holder: own.name, address: own.address, iban: '' });
  return {
    scheme: from?.scheme ?? 'core',
    frequency: from?.frequency ?? 'recurring',
    language: from?.language ?? language,
    noConsumer: from?.scheme === 'b2b',
    holder: debtor?.holder ?? '',
    street: debtor?.address.street ?? '',
    postcode: debtor?.address.postcode ?? '',
    town: debtor?.address.town ?? '',
    country: debtor?.address.country ?? 'DE',
    iban: debtor?.iban ?? '',
    place: from?.proposedPlace ?? from?.place ?? own?.address.town ?? '',
  };
}

/** A mandate that was there before: the one that is changed, or the one another is given after. */
function useBefore(business: string, mandate: string | undefined) {
  return useResource(`${business} ${mandate ?? ''}`, async () =>
    mandate ? (await answer(api.GET('/v1/businesses/{business}/mandates/{mandate}', { params: { path: { business, mandate } } }))).mandate : null,
  );
}

/** Giving a mandate; filled in beforehand with what is known of the business, or as one that lapsed or was revoked. */
export function GiveMandate() {
  const { t } = useWords();
  const { business = '' } = useParams();
  const [params] = useSearchParams();
  const own = useResource(business, () => answer(api.GET('/v1/businesses/{business}', { params: { path: { business } } })));
  const before = useBefore(business, params.get('after') ?? undefined);
  const room = `/businesses/${business}/mandates`;
  return (
    <Page title={t('mandates.give')} lead={t('mandates.give-lead')} back={{ to: room, text: t('mandates.title') }}>
      {before.refused && <ProblemNotice refused={before.refused} again={() => void before.again()} />}
      {own.refused && <ProblemNotice refused={own.refused} again={() => void own.again()} />}
      {(before.value === undefined || !own.value) && !before.refused && !own.refused && <Waiting />}
      {before.value !== undefined && own.value && <MandateForm business={business} own={own.value.data} {...(before.value ? { from: before.value } : {})} />}
    </Page>
  );
}

/** Changing a mandate: all of a draft; the account, its holder and his address of one that is good. */
export function ChangeMandate() {
  const { t } = useWords();
  const { business = '', mandate = '' } = useParams();
  const before = useBefore(business, mandate);
  const found = before.value;
  const draft = found?.state === 'draft';
  return (
    <Page
      title={t(draft ? 'mandates.change-draft' : 'mandates.change')}
      lead={draft ? undefined : t('mandates.change-lead')}
      back={{ to: `/businesses/${business}/mandates/${mandate}`, text: t('mandates.one') }}
    >
      {before.refused && <ProblemNotice refused={before.refused} again={() => void before.again()} />}
      {!found && !before.refused && <Waiting />}
      {found && <MandateForm business={business} from={found} changing={mandate} />}
    </Page>
  );
}

interface MandateFormProps {
  business: string;
  /** The mandate that is changed, or that was there before. */
  from?: MandateView;
  /** What is known of the business. */
  own?: BusinessDetails['data'];
  /** Which is changed. */
  changing?: string;
}

function MandateForm({ business, from, own, changing }: MandateFormProps) {
  const { t, language } = useWords();
  const go = useNavigate();
  const idempotencyKey = useIdempotencyKey();
  const fixed = changing !== undefined && from?.state !== 'draft';
  const form = useForm<Values>({
    initial: begun(language, from, own),
    check: (values) => ({
      noConsumer: !fixed && values.scheme === 'b2b' && !values.noConsumer ? 'must-accept' : undefined,
      holder: values.holder.trim() ? undefined : 'missing',
      'address/street': values.street.trim() ? undefined : 'missing',
      'address/postcode': values.postcode.trim() ? undefined : 'missing',
      'address/town': values.town.trim() ? undefined : 'missing',
      'address/country': /^[A-Za-z]{2}$/.test(values.country.trim()) ? undefined : 'invalid',
      iban: values.iban.trim() ? undefined : 'missing',
      place: values.place.trim() ? undefined : 'missing',
    }),
    send: async (values) => {
      const input = body({ ...values, noConsumer: values.noConsumer || fixed });
      const kept = changing
        ? await answer(api.PUT('/v1/businesses/{business}/mandates/{mandate}', { params: { path: { business, mandate: changing } }, body: input }))
        : await answer(
            api.POST('/v1/businesses/{business}/mandates', { params: { path: { business }, header: { 'Idempotency-Key': idempotencyKey(input) } }, body: input }),
          );
      await go(`/businesses/${business}/mandates/${kept.id}`);
    },
  });
  const { values, set, errors } = form;
  const labels = {
    scheme: t('mandates.scheme'),
    frequency: t('mandates.frequency'),
    language: t('mandates.language'),
    noConsumer: t('mandates.not-a-consumer'),
    holder: t('mandates.holder'),
    'address/street': t('field.street'),
    'address/postcode': t('field.postcode'),
    'address/town': t('field.town'),
    'address/country': t('field.country'),
    iban: t('mandates.iban'),
    place: t('mandates.place'),
  };
  return (
    <form className="form sheet stack" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      {errors[''] && (
        <Notice tone="warning" title={t('mandates.another')}>
          <p>{t('error.another-creditor')}</p>
        </Notice>
      )}
      {fixed && from ? (
        <section className="card stack">
          <Heading level={2}>{t('mandates.stays')}</Heading>
          <DataList
            rows={[
              [t('mandates.reference'), <span className="code" key="mandates.reference">{from.reference}</span>],
              [t('mandates.creditor'), from.creditor.name],
              [t('mandates.scheme'), t(`mandates.scheme.${from.scheme}`)],
              [t('mandates.frequency'), t(`mandates.frequency.${from.frequency}`)],
            ]}
          />
          <p className="quiet">{t('mandates.stays-text')}</p>
          <div className="actions">
            <ButtonLink purpose="secondary" to={`/businesses/${business}/mandates/new?after=${from.id}`}>
              {t('mandates.give-another')}
            </ButtonLink>
          </div>
        </section>
      ) : (
        <section className="card stack">
          <Heading level={2}>{t('mandates.what')}</Heading>
          <RadioGroup
            name="scheme"
            label={labels.scheme}
            errors={errors}
            value={values.scheme}
            onChange={(scheme) => set('scheme', scheme === 'b2b' ? 'b2b' : 'core')}
            options={[
              { value: 'core', label: t('mandates.scheme.core'), hint: t('mandates.scheme-text.core') },
              { value: 'b2b', label: t('mandates.scheme.b2b'), hint: t('mandates.scheme-text.b2b') },
            ]}
          />
          {values.scheme === 'b2b' && (
            <>
              <Notice tone="warning" title={t('mandates.b2b-title')}>
                <ul>
                  <li>{t('mandates.b2b-no-refund')}</li>
                  <li>{t('mandates.b2b-business-only')}</li>
                  <li>{t('mandates.b2b-tell-bank')}</li>
                </ul>
              </Notice>
              <Checkbox name="noConsumer" label={labels.noConsumer} errors={errors} checked={values.noConsumer} onChange={(on) => set('noConsumer', on)} />
            </>
          )}
          <RadioGroup
            name="frequency"
            label={labels.frequency}
            errors={errors}
            value={values.frequency}
            onChange={(frequency) => set('frequency', frequency === 'one-off' ? 'one-off' : 'recurring')}
            options={(['recurring', 'one-off'] as const).map((value) => ({ value, label: t(`mandates.frequency.${value}`) }))}
          />
          <RadioGroup
            name="language"
            label={labels.language}
            errors={errors}
            value={values.language}
            onChange={(chosen) => set('language', LANGUAGES.find((one) => one === chosen) ?? 'en')}
            options={LANGUAGES.map((value) => ({ value, label: t(`mandates.language.${value}`) }))}
          />
        </section>
      )}
      <section className="card stack">
        <Heading level={2}>{t('mandates.debtor')}</Heading>
        <IbanField label={labels.iban} errors={errors} value={values.iban} onChange={(iban) => set('iban', iban)} />
        <TextField name="holder" label={labels.holder} hint={t('mandates.holder-hint')} errors={errors} value={values.holder} onChange={(holder) => set('holder', holder)} autoComplete="name" />
        <TextField name="address/street" label={labels['address/street']} errors={errors} value={values.street} onChange={(street) => set('street', street)} autoComplete="street-address" />
        <TextField name="address/postcode" label={labels['address/postcode']} errors={errors} value={values.postcode} onChange={(postcode) => set('postcode', postcode)} autoComplete="postal-code" size="short" />
        <TextField name="address/town" label={labels['address/town']} errors={errors} value={values.town} onChange={(town) => set('town', town)} autoComplete="address-level2" />
        <TextField name="address/country" label={labels['address/country']} hint={t('data.country-hint')} errors={errors} value={values.country} onChange={(country) => set('country', country)} autoComplete="country" size="short" autoCapitalize="characters" />
      </section>
      <section className="card stack">
        <Heading level={2}>{t('mandates.signing')}</Heading>
        <TextField name="place" label={labels.place} hint={t('mandates.place-hint')} errors={errors} value={values.place} onChange={(place) => set('place', place)} />
        <p className="quiet">{t('mandates.next')}</p>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('mandates.to-review')}
          </Button>
        </div>
      </section>
    </form>
  );
}
