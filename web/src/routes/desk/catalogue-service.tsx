import { Heading } from '@nl-design-system-candidate/heading-react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { answer, api } from '../../api/client';
import { asRefused } from '../../api/problem';
import type { DeskCatalogue, DeskProvider, DeskService, LevelRisePreview } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { today } from '../../parts/day';
import { Checkbox, SelectField, TextArea, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { Notice } from '../../parts/notice';
import { Page } from '../../parts/page';
import { ProblemNotice } from '../../parts/problem-notice';
import { useResource } from '../../parts/resource';
import { Table } from '../../parts/table';
import { Waiting } from '../../parts/waiting';
import { inWords, LEVELS, rank, type KnownLevel } from '../catalogue/catalogue';

interface Values {
  providerId: string;
  provider: string;
  serviceId: string;
  nl: string;
  de: string;
  en: string;
  acceptsBranch: boolean;
  /** The level it asks from a day on; none leaves the levels as they are. */
  level: string;
  from: string;
  source: string;
  note: string;
}

function dayBefore(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
}

/** The levels with a new one from a day on: what held until then ends the day before. */
export function risenTo(levels: readonly NonNullable<DeskService['levels']>[number][], level: KnownLevel, from: string): NonNullable<DeskService['levels']> {
  const before = levels
    .filter((dated) => dated.from < from)
    .map((dated) => (!dated.until || dated.until >= from ? { ...dated, until: dayBefore(from) } : dated));
  return [...before, { level, from }];
}

function serviceOf(values: Values, before: DeskService | undefined): DeskService {
  const level = LEVELS.find((known) => known === values.level);
  const levels = before?.levels ?? [];
  return {
    ...before,
    id: values.serviceId,
    name: { nl: values.nl, ...(values.de && { de: values.de }), ...(values.en && { en: values.en }) },
    levels: level && values.from ? risenTo(levels, level, values.from) : [...levels],
    levelMark: level && values.source ? 'stated' : (before?.levelMark ?? 'assumed'),
    acceptsBranch: values.acceptsBranch,
    branchMark: before?.acceptsBranch === values.acceptsBranch ? before.branchMark : values.source ? 'stated' : 'assumed',
    sources: [...(before?.sources ?? []), ...(values.source ? [values.source] : [])],
  };
}

/** Whom a higher level will hurt, before it is published. */
function Hurt({ preview }: { preview: LevelRisePreview }) {
  const { t, n, date } = useWords();
  return (
    <Notice tone={preview.count > 0 ? 'warning' : 'ok'} role="status" title={n('desk-catalogue.hurt', preview.count)}>
      {preview.atLeast && <p>{t('desk-catalogue.at-least')}</p>}
      {preview.means.length > 0 && (
        <Table
          caption={n('desk-catalogue.hurt', preview.count)}
          columns={[t('desk-catalogue.means'), t('catalogue.level'), t('desk-catalogue.until')]}
          rows={preview.means.slice(0, 50).map((means) => ({ key: means.meansId, cells: [means.number, means.level, date(means.validUntil)] }))}
        />
      )}
    </Notice>
  );
}

function ServiceForm({ catalogue, provider, service }: { catalogue: DeskCatalogue; provider?: DeskProvider; service?: DeskService }) {
  const { t, language } = useWords();
  const navigate = useNavigate();
  const [preview, setPreview] = useState<LevelRisePreview>();
  const form = useForm<Values>({
    initial: {
      providerId: provider?.id ?? '',
      provider: provider?.name ?? '',
      serviceId: service?.id ?? 'urn:balie:service:',
      nl: service?.name.nl ?? '',
      de: service?.name.de ?? '',
      en: service?.name.en ?? '',
      acceptsBranch: service?.acceptsBranch ?? false,
      level: '',
      from: today(),
      source: '',
      note: '',
    },
    check: (values) => ({
      ...(!values.providerId && { 'provider/id': 'missing' }),
      ...(!values.provider && { 'provider/name': 'missing' }),
      ...(!values.nl && { 'service/name': 'missing' }),
      ...(!values.note && { note: 'missing' }),
    }),
    send: async (values) => {
      await answer(
        api.PUT('/v1/desk/services', {
          body: {
            basedOn: catalogue.version,
            provider: { id: values.providerId, name: values.provider, ...(provider?.oin && { oin: provider.oin }) },
            service: serviceOf(values, service),
            note: values.note,
          },
        }),
      );
      await navigate('/desk/catalogue');
    },
  });
  const { values, set, errors } = form;
  const level = LEVELS.find((known) => known === values.level);
  const present = service?.levels?.at(-1)?.level;
  const rises = service !== undefined && level !== undefined && (!present || rank(level) > rank(present));
  const look = () => {
    if (!service || !level) return;
    answer(api.GET('/v1/desk/level-rise', { params: { query: { service: service.id, level } } })).then(setPreview, (thrown: unknown) => {
      throw asRefused(thrown);
    });
  };
  const labels = {
    'provider/id': t('desk-catalogue.provider-id'),
    'provider/name': t('desk-catalogue.provider'),
    'service/id': t('desk-catalogue.service-id'),
    'service/name': t('desk-catalogue.name-nl'),
    note: t('desk-catalogue.note'),
  };
  return (
    <form className="form card sheet" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      <div className="group">
        <TextField name="provider/id" label={labels['provider/id']} hint={t('desk-catalogue.provider-id-hint')} errors={errors} value={values.providerId} readOnly={!!provider} spellCheck={false} onChange={(value) => set('providerId', value)} />
        <TextField name="provider/name" label={labels['provider/name']} errors={errors} value={values.provider} onChange={(value) => set('provider', value)} />
        <TextField name="service/id" label={labels['service/id']} hint={t('desk-catalogue.service-id-hint')} errors={errors} value={values.serviceId} readOnly={!!service} spellCheck={false} onChange={(value) => set('serviceId', value)} />
        <TextField name="service/name" label={labels['service/name']} errors={errors} value={values.nl} onChange={(value) => set('nl', value)} />
        <TextField name="service/name/de" label={t('desk-catalogue.name-de')} optional errors={errors} value={values.de} onChange={(value) => set('de', value)} />
        <TextField name="service/name/en" label={t('desk-catalogue.name-en')} optional errors={errors} value={values.en} onChange={(value) => set('en', value)} />
        <Checkbox name="service/acceptsBranch" label={t('catalogue.branch')} errors={errors} checked={values.acceptsBranch} onChange={(value) => set('acceptsBranch', value)} />
      </div>
      <div className="group">
        <Heading level={2}>{t('desk-catalogue.new-level')}</Heading>
        <SelectField
          name="level"
          label={t('catalogue.level')}
          empty={t('desk-catalogue.leave')}
          errors={errors}
          value={values.level}
          onChange={(value) => {
            set('level', value);
            setPreview(undefined);
          }}
          options={LEVELS.map((one) => ({ value: one, label: one }))}
        />
        <DateField name="from" label={t('desk-catalogue.from-day')} errors={errors} value={values.from} onChange={(value) => set('from', value)} />
        <TextField name="source" label={t('desk-catalogue.source')} hint={t('desk-catalogue.source-hint')} optional errors={errors} value={values.source} onChange={(value) => set('source', value)} />
        {rises && (
          <div>
            <Button purpose="secondary" onClick={look}>
              {t('desk-catalogue.whom')}
            </Button>
          </div>
        )}
        {preview && <Hurt preview={preview} />}
      </div>
      <TextArea name="note" label={labels.note} hint={t('desk-catalogue.note-hint')} errors={errors} value={values.note} onChange={(value) => set('note', value)} />
      <Notice tone="info">
        <p>{t('desk-catalogue.effect', { name: service ? inWords(service.name, language) : values.nl })}</p>
      </Notice>
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-catalogue.publish')}
        </Button>
      </div>
    </form>
  );
}

/** Adding a service or changing one: a new edition of the catalogue. */
export function DeskCatalogueService() {
  const { t, language } = useWords();
  const id = useSearchParams()[0].get('id');
  const catalogue = useResource('desk-catalogue', () => answer(api.GET('/v1/desk/catalogue')));
  const provider = catalogue.value?.providers.find((one) => one.services.some((service) => service.id === id));
  const service = provider?.services.find((one) => one.id === id);
  return (
    <Page title={service ? inWords(service.name, language) : t('desk-catalogue.add')} lead={provider?.name} back={{ to: '/desk/catalogue', text: t('desk-catalogue.title') }}>
      {catalogue.refused && <ProblemNotice refused={catalogue.refused} again={() => void catalogue.again()} />}
      {!catalogue.value && !catalogue.refused && <Waiting />}
      {catalogue.value && <ServiceForm key={id ?? ''} catalogue={catalogue.value} provider={provider} service={service} />}
    </Page>
  );
}
