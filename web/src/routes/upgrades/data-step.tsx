import { Heading } from '@nl-design-system-candidate/heading-react';
import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { ErrorSummary } from '../../parts/error-summary';
import { DateField, RadioGroup, SelectField, TextField } from '../../parts/fields';
import { useForm } from '../../parts/form';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { ProblemNotice } from '../../parts/problem-notice';
import { asksIdentityDocument, dataFaults, dataSections, dataValues, IDENTITY_DOCUMENTS, knownOf, needOf, type DataValues } from './data';
import { useDraft } from './draft';
import { useUpgrade } from './upgrade-room';
import { KeptNote, Wizard } from './wizard';

export function DataStep() {
  const { t, date } = useWords();
  const { upgrade, save } = useUpgrade();
  const navigate = useNavigate();
  const draft = useDraft<DataValues>({
    key: `balie.draft.${upgrade.upgradeId}.data`,
    start: dataValues(upgrade),
    complete: (values) => Object.keys(dataFaults(upgrade, values)).length === 0,
    save: (values) => save(dataSections(upgrade, values)),
  });
  const { values, change } = draft;
  const form = useForm({
    initial: {},
    check: () => dataFaults(upgrade, values),
    send: async () => {
      await draft.saveNow(values);
      await navigate(`/upgrades/${upgrade.upgradeId}/representatives`);
    },
  });
  const asks = (section: 'user' | 'organisation', field: string) => needOf(upgrade, section, field) !== undefined;
  const optional = (section: 'user' | 'organisation', field: string) => needOf(upgrade, section, field) === 'optional';
  /** What is registered, where it differs from what is typed: an upgrade must match the registration exactly. */
  const differs = (section: 'user' | 'organisation', field: keyof DataValues) => {
    const known = knownOf(upgrade, section, field);
    const typed = values[field].trim();
    return known && typed && known !== typed ? t('data.differs', { known: field === 'birthDate' ? date(known) : known }) : undefined;
  };
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
        hint={
          more.hint || differs(section, field) ? (
            <>
              {more.hint} {differs(section, field)}
            </>
          ) : undefined
        }
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
    'user/employed': t('field.employed'),
    'user/identityDocument/type': t('field.document-type'),
    'user/identityDocument/number': t('field.document-number'),
    'user/identityDocument/expiresOn': t('field.document-expires'),
    'organisation/kvkNumber': t('field.kvk-number'),
    'organisation/establishmentNumber': t('field.establishment-number'),
  };
  return (
    <Wizard step="data" lead={t('data.lead')}>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <ErrorSummary errors={form.errors} tries={form.tries} labels={labels} />
        {form.refused && Object.keys(form.errors).length === 0 && <ProblemNotice refused={form.refused} />}
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
              hint={differs('user', 'birthDate') ?? t('data.birth-date-hint')}
              autoComplete="bday"
              errors={form.errors}
              value={values.birthDate}
              onChange={(birthDate) => change({ ...values, birthDate })}
            />
          )}
          {text('user', 'birthPlace')}
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
          {text('organisation', 'establishmentNumber', { inputMode: 'numeric', hint: t('data.establishment-hint') })}
          {values.establishmentNumber.trim() && (
            <Notice tone="warning">
              <p>{t('data.establishment-warning')}</p>
            </Notice>
          )}
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
