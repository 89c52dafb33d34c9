import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { RadioGroup, SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { BranchChange } from './branch-change';
import { BranchField } from './branch-field';
import {
  asksIdentityDocument,
  dataFaults,
  dataSections,
  dataValues,
  GENDERS,
  IDENTITY_DOCUMENTS,
  isAsked,
  needOf,
  type DataValues,
} from './data';
import { differing } from './differing';
import { Differences } from './differences';
import { useDraft } from './draft';
import { RegisterAnswer } from './register-answer';
import { useUpgrade } from './upgrade-room';
import { KeptNote, Wizard } from './wizard';

export function DataStep() {
  const { t } = useWords();
  const { upgrade, save } = useUpgrade();
  const navigate = useNavigate();
  const saved = useRef<UpgradeView>(undefined);
  const [askedMore, setAskedMore] = useState(false);
  const draft = useDraft<DataValues>({
    key: `balie.draft.${upgrade.upgradeId}.data`,
    start: dataValues(upgrade),
    unkept: ['bsn'],
    complete: (values) => Object.keys(dataFaults(upgrade, values)).length === 0,
    save: async (values) => {
      saved.current = await save(dataSections(upgrade, values));
    },
  });
  const { values, change } = draft;
  const form = useForm({
    initial: {},
    check: () => dataFaults(upgrade, values),
    send: async () => {
      await draft.saveNow(values);
      // What the register says may ask more: a sole trader's citizen service number. It is asked here and now.
      if (saved.current && Object.keys(dataFaults(saved.current, values)).length > 0) setAskedMore(true);
      else await navigate(`/upgrades/${upgrade.upgradeId}/representatives`);
    },
  });
  const { busy, submit } = form;
  useEffect(() => {
    if (!askedMore || busy) return;
    setAskedMore(false);
    submit();
  }, [askedMore, busy, submit]);
  const asks = (section: 'user' | 'organisation', field: string) => isAsked(upgrade, section, field);
  const optional = (section: 'user' | 'organisation', field: string) => needOf(upgrade, section, field) === 'optional';
  const text = (
    section: 'user' | 'organisation',
    field: keyof DataValues,
    more: { hint?: string; autoComplete?: string; type?: 'email' | 'tel'; inputMode?: 'email' | 'tel' | 'numeric' } = {},
  ) =>
    asks(section, field) && (
      <TextField
        name={`${section}/${field}`}
        label={labels[`${section}/${field}`] ?? field}
        optional={optional(section, field)}
        errors={form.errors}
        value={values[field]}
        onChange={(value) => change({ ...values, [field]: value })}
        {...more}
      />
    );
  const labels: Record<string, string> = {
    'user/initials': t('field.initials'),
    'user/firstNames': t('field.first-names'),
    'user/infix': t('field.infix'),
    'user/surname': t('field.surname'),
    'user/birthDate': t('field.birth-date'),
    'user/birthPlace': t('field.birth-place'),
    'user/email': t('field.email'),
    'user/mobile': t('field.mobile'),
    'user/gender': t('field.gender'),
    'user/nationality': t('field.nationality'),
    'user/address/street': t('field.street'),
    'user/address/postcode': t('field.postcode'),
    'user/address/town': t('field.town'),
    'user/address/country': t('field.country'),
    'user/bsn': t('field.bsn'),
    'user/certificateSerial': t('field.certificate-serial'),
    'user/employed': t('field.employed'),
    'user/identityDocument/type': t('field.document-type'),
    'user/identityDocument/number': t('field.document-number'),
    'user/identityDocument/expiresOn': t('field.document-expires'),
    'organisation/kvkNumber': t('field.kvk-number'),
    'organisation/establishmentNumber': t('field.establishment-number'),
    'organisation/branchAccepted': t('field.establishment-number'),
  };
  return (
    <Wizard step="data" lead={t('data.lead')}>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={labels} />
        <Differences
          differing={differing(upgrade, values)}
          onTake={(one) => change({ ...values, [one.field]: one.registered })}
        />
        <div className="group">
          <Heading level={2}>{t('data.user')}</Heading>
          {text('user', 'firstNames', { hint: t('data.first-names-hint'), autoComplete: 'given-name' })}
          <div className="form__pair">
            {text('user', 'initials')}
            {text('user', 'infix')}
          </div>
          {text('user', 'surname', { autoComplete: 'family-name' })}
          {asks('user', 'birthDate') && (
            <DateField
              name="user/birthDate"
              label={t('field.birth-date')}
              hint={t('data.birth-date-hint')}
              autoComplete="bday"
              errors={form.errors}
              value={values.birthDate}
              onChange={(birthDate) => change({ ...values, birthDate })}
            />
          )}
          {text('user', 'birthPlace')}
          {asks('user', 'gender') && (
            <SelectField
              name="user/gender"
              label={t('field.gender')}
              optional={optional('user', 'gender')}
              empty={t('choose')}
              errors={form.errors}
              value={values.gender}
              onChange={(gender) => change({ ...values, gender: GENDERS.find((one) => one === gender) ?? '' })}
              options={GENDERS.map((gender) => ({ value: gender, label: t(`gender.${gender}`) }))}
            />
          )}
          {text('user', 'nationality', { hint: t('data.country-hint') })}
          {text('user', 'email', { type: 'email', inputMode: 'email', autoComplete: 'email', hint: t('data.email-hint') })}
          {text('user', 'mobile', { type: 'tel', inputMode: 'tel', autoComplete: 'tel', hint: t('data.mobile-hint') })}
          {asks('user', 'employed') && (
            <RadioGroup
              name="user/employed"
              label={t('field.employed')}
              errors={form.errors}
              value={values.employed}
              onChange={(employed) => change({ ...values, employed: employed === 'yes' ? 'yes' : 'no' })}
              options={[
                { value: 'yes', label: t('yes') },
                { value: 'no', label: t('no') },
              ]}
            />
          )}
        </div>
        {asks('user', 'address') && (
          <div className="group">
            <Heading level={2}>
              {t('data.address')}
              {optional('user', 'address') && <span className="quiet"> {t('optional')}</span>}
            </Heading>
            {(['street', 'postcode', 'town', 'country'] as const).map((field) => (
              <TextField
                key={field}
                name={`user/address/${field}`}
                label={t(`field.${field}`)}
                hint={field === 'country' ? t('data.country-hint') : undefined}
                optional={optional('user', 'address')}
                errors={form.errors}
                value={values[field]}
                onChange={(value) => change({ ...values, [field]: value })}
                autoComplete={{ street: 'street-address', postcode: 'postal-code', town: 'address-level2', country: 'country' }[field]}
              />
            ))}
          </div>
        )}
        {(asks('user', 'bsn') || asks('user', 'certificateSerial')) && (
          <div className="group">
            {text('user', 'bsn', { inputMode: 'numeric', hint: t('data.bsn-hint') })}
            {text('user', 'certificateSerial', { hint: t('data.certificate-hint') })}
          </div>
        )}
        {asksIdentityDocument(upgrade, values) && (
          <div className="group">
            <div className="stack stack--close">
              <Heading level={2}>{t('data.identity-document')}</Heading>
              <p className="utrecht-paragraph quiet">{t('data.identity-document-text')}</p>
            </div>
            <SelectField
              name="user/identityDocument/type"
              label={t('field.document-type')}
              empty={t('choose')}
              errors={form.errors}
              value={values.documentType}
              onChange={(type) => change({ ...values, documentType: IDENTITY_DOCUMENTS.find((one) => one === type) ?? '' })}
              options={IDENTITY_DOCUMENTS.map((type) => ({ value: type, label: t(`document-type.${type}`) }))}
            />
            <TextField
              name="user/identityDocument/number"
              label={t('field.document-number')}
              errors={form.errors}
              value={values.documentNumber}
              onChange={(documentNumber) => change({ ...values, documentNumber })}
            />
            <DateField
              name="user/identityDocument/expiresOn"
              label={t('field.document-expires')}
              hint={t('data.document-expires-hint')}
              errors={form.errors}
              value={values.documentExpires}
              onChange={(documentExpires) => change({ ...values, documentExpires })}
            />
          </div>
        )}
        <div className="group">
          <Heading level={2}>{t('data.organisation')}</Heading>
          {text('organisation', 'kvkNumber', { inputMode: 'numeric', hint: t('data.kvk-hint') })}
          {asks('organisation', 'establishmentNumber') && <BranchField upgrade={upgrade} values={values} errors={form.errors} onChange={change} />}
          {asks('organisation', 'establishmentNumber') && <BranchChange upgrade={upgrade} entered={values.establishmentNumber} />}
          <RegisterAnswer upgrade={upgrade} />
        </div>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('next')}
          </Button>
          <TextLink to={`/upgrades/${upgrade.upgradeId}`}>{t('wizard.later')}</TextLink>
          <KeptNote kept={draft.kept} />
        </div>
      </form>
    </Wizard>
  );
}
