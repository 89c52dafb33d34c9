import type { BusinessData } from '../../api/types';
import { LANGUAGES, useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { numberFault } from '../business/judge';

interface Flat {
  number: string;
  name: string;
  'address/street': string;
  'address/postcode': string;
  'address/town': string;
  'address/country': string;
  language: BusinessData['language'];
  kvkNumber: string;
}

const EMPTY: Flat = {
  number: '',
  name: '',
  'address/street': '',
  'address/postcode': '',
  'address/town': '',
  'address/country': 'DE',
  language: 'de',
  kvkNumber: '',
};

function flat({ number, name, address, language, kvkNumber }: BusinessData): Flat {
  return {
    number,
    name,
    'address/street': address.street,
    'address/postcode': address.postcode,
    'address/town': address.town,
    'address/country': address.country,
    language,
    kvkNumber: kvkNumber ?? '',
  };
}

function whole(values: Flat): BusinessData {
  const kvkNumber = values.kvkNumber.trim();
  return {
    number: values.number,
    name: values.name,
    address: {
      street: values['address/street'],
      postcode: values['address/postcode'],
      town: values['address/town'],
      country: values['address/country'].trim().toUpperCase(),
    },
    language: values.language,
    ...(kvkNumber && { kvkNumber }),
  };
}

const FIELDS = ['number', 'name', 'address/street', 'address/postcode', 'address/town', 'address/country', 'kvkNumber'] as const;
const LABELS = {
  number: 'business.number',
  name: 'business.name',
  'address/street': 'business.street',
  'address/postcode': 'business.postcode',
  'address/town': 'business.town',
  'address/country': 'business.country',
  kvkNumber: 'business.kvk-number',
} as const;

interface BusinessFormProps {
  data?: BusinessData;
  /** Taken off the front of the server's pointers. */
  within?: string;
  send: (data: BusinessData) => Promise<void>;
}

/** What the desk writes down of a business. */
export function BusinessForm({ data, within, send }: BusinessFormProps) {
  const { t } = useWords();
  const form = useForm<Flat>({
    initial: data ? flat(data) : EMPTY,
    check: (values) => ({
      ...Object.fromEntries(FIELDS.filter((name) => name !== 'kvkNumber' && !values[name].trim()).map((name) => [name, 'missing'])),
      number: numberFault(values.number),
    }),
    send: (values) => send(whole(values)),
    ...(within !== undefined && { within }),
  });
  const labels = { ...Object.fromEntries(FIELDS.map((name) => [name, t(LABELS[name])])), language: t('business.post-language') };
  return (
    <form className="form" noValidate onSubmit={form.submit}>
      <FormFaults form={form} labels={labels} />
      {FIELDS.map((name) => (
        <TextField
          key={name}
          name={name}
          label={t(LABELS[name])}
          optional={name === 'kvkNumber'}
          hint={name === 'kvkNumber' ? t('business.kvk-hint') : undefined}
          errors={form.errors}
          value={form.values[name]}
          onChange={(value) => form.set(name, value)}
        />
      ))}
      <SelectField
        name="language"
        label={t('business.post-language')}
        errors={form.errors}
        value={form.values.language}
        onChange={(value) => form.set('language', LANGUAGES.find((language) => language === value) ?? 'de')}
        options={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
      />
      <div className="actions">
        <Button type="submit" busy={form.busy}>
          {t('desk-business.save')}
        </Button>
      </div>
    </form>
  );
}
