import { Heading } from '@nl-design-system-candidate/heading-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { DateField } from '../../parts/date-field';
import { Checkbox, RadioGroup, SelectField, TextField } from '../../parts/fields';
import { useForm, type Errors } from '../../parts/form';
import { FormFaults } from '../../parts/form-faults';
import { TextLink } from '../../parts/link';
import { Notice } from '../../parts/notice';
import { IDENTITY_DOCUMENTS, isAsked } from './data';
import { emptyRepresentative, POWERS, representativeFaults, representativeSections, representativeValues, type RepresentativeValues } from './representatives';
import { useDraft } from './draft';
import { fromOfficial, NameDiffers, officialName, PickOfficial, RegisterAnswer } from './register-answer';
import { useUpgrade } from './upgrade-room';
import { KeptNote, Wizard } from './wizard';

/** Each language by its own name, as whoever reads it knows it. */
const LANGUAGE_NAMES = { nl: 'Nederlands', de: 'Deutsch', en: 'English' } as const;
const LANGUAGES = ['nl', 'de', 'en'] as const;

interface CardProps {
  index: number;
  values: RepresentativeValues;
  errors: Errors;
  labels: Readonly<Record<string, string>>;
  userName: string;
  mayBeUser: boolean;
  asksDocument: boolean;
  asksMandate: boolean;
  asksLanguage: boolean;
  about: ReactNode;
  onChange: (values: RepresentativeValues) => void;
  onRemove: (() => void) | undefined;
}

function RepresentativeCard({ index, values, errors, labels, userName, mayBeUser, asksDocument, asksMandate, asksLanguage, about, onChange, onRemove }: CardProps) {
  const { t } = useWords();
  const at = (field: string) => `representatives/${index}/${field}`;
  const text = (
    field: 'firstNames' | 'infix' | 'surname' | 'function' | 'email' | 'mobile',
    more: { hint?: string; type?: 'email' | 'tel'; inputMode?: 'email' | 'tel' } = {},
  ) => (
    <TextField
      name={at(field)}
      label={labels[field] ?? field}
      optional={field === 'infix'}
      errors={errors}
      value={values[field]}
      onChange={(value) => onChange({ ...values, [field]: value })}
      {...more}
    />
  );
  return (
    <div className="group">
      <div className="row row--apart">
        <Heading level={2} id={`representative-${index}`} tabIndex={-1}>
          {t('representatives.number', { number: index + 1 })}
        </Heading>
        {onRemove && (
          <Button purpose="subtle" negative onClick={onRemove} name={t('representatives.remove-long', { number: index + 1 })}>
            {t('representatives.remove')}
          </Button>
        )}
      </div>
      {mayBeUser && (
        <Checkbox
          name={at('isUser')}
          label={t('representatives.is-user', { name: userName })}
          errors={errors}
          checked={values.isUser}
          onChange={(isUser) => onChange({ ...values, isUser })}
        />
      )}
      {!values.isUser && (
        <>
          {text('firstNames', { hint: t('data.first-names-hint') })}
          <div className="form__pair">
            {text('infix')}
            {text('surname')}
          </div>
          <DateField
            name={at('birthDate')}
            label={labels.birthDate ?? ''}
            errors={errors}
            value={values.birthDate}
            onChange={(birthDate) => onChange({ ...values, birthDate })}
          />
          {text('email', { type: 'email', inputMode: 'email', hint: t('representatives.email-hint') })}
          {text('mobile', { type: 'tel', inputMode: 'tel' })}
          {asksDocument && (
            <>
              <SelectField
                name={at('identityDocument/type')}
                label={t('field.document-type')}
                hint={t('representatives.document-hint')}
                empty={t('choose')}
                errors={errors}
                value={values.documentType}
                onChange={(type) => onChange({ ...values, documentType: IDENTITY_DOCUMENTS.find((one) => one === type) ?? '' })}
                options={IDENTITY_DOCUMENTS.map((type) => ({ value: type, label: t(`document-type.${type}`) }))}
              />
              <TextField
                name={at('identityDocument/number')}
                label={t('field.document-number')}
                errors={errors}
                value={values.documentNumber}
                onChange={(documentNumber) => onChange({ ...values, documentNumber })}
              />
              <DateField
                name={at('identityDocument/expiresOn')}
                label={t('field.document-expires')}
                hint={t('data.document-expires-hint')}
                errors={errors}
                value={values.documentExpires}
                onChange={(documentExpires) => onChange({ ...values, documentExpires })}
              />
            </>
          )}
        </>
      )}
      {about}
      {text('function', { hint: t('representatives.function-hint') })}
      <RadioGroup
        name={at('power')}
        label={labels.power ?? ''}
        hint={t('representatives.power-hint')}
        errors={errors}
        value={values.power}
        onChange={(power) => onChange({ ...values, power: POWERS.find((one) => one === power) ?? '' })}
        options={POWERS.map((power) => ({ value: power, label: t(`power.${power}`), hint: t(`power.${power}.hint`) }))}
      />
      {asksMandate && (
        <>
          <Checkbox
            name={at('notInRegister')}
            label={t('representatives.not-in-register')}
            errors={errors}
            checked={values.notInRegister}
            onChange={(notInRegister) => onChange({ ...values, notInRegister })}
          />
          {values.notInRegister && (
            <Notice tone="info">
              <p>{t('representatives.not-in-register-text')}</p>
            </Notice>
          )}
        </>
      )}
      {asksLanguage && !values.isUser && (
        <SelectField
          name={at('language')}
          label={t('representatives.language')}
          hint={t('representatives.language-hint')}
          empty={t('representatives.language-mine')}
          errors={errors}
          value={values.language}
          onChange={(language) => onChange({ ...values, language: LANGUAGES.find((one) => one === language) ?? '' })}
          options={LANGUAGES.map((language) => ({ value: language, label: LANGUAGE_NAMES[language] }))}
        />
      )}
    </div>
  );
}

export function RepresentativesStep() {
  const { t, named } = useWords();
  const { upgrade, save } = useUpgrade();
  const navigate = useNavigate();
  const saved = representativeValues(upgrade);
  const draft = useDraft<RepresentativeValues[]>({
    key: `balie.draft.${upgrade.upgradeId}.representatives`,
    start: saved.length > 0 ? saved : [emptyRepresentative('first')],
    complete: (values) => Object.keys(representativeFaults(upgrade, values)).length === 0,
    save: (values) => save({ representatives: representativeSections(upgrade, values) }),
  });
  const { values, change } = draft;
  const [arriving, setArriving] = useState<{ at: number }>();
  useEffect(() => {
    if (arriving) document.getElementById(`representative-${arriving.at}`)?.focus();
  }, [arriving]);
  const form = useForm({
    initial: {},
    check: () => representativeFaults(upgrade, values),
    send: async () => {
      await draft.saveNow(values);
      await navigate(`/upgrades/${upgrade.upgradeId}/extract`);
    },
  });
  const fieldLabels: Record<string, string> = {
    firstNames: t('field.first-names'),
    infix: t('field.infix'),
    surname: t('field.surname'),
    birthDate: t('field.birth-date'),
    email: t('field.email'),
    mobile: t('field.mobile'),
    function: t('field.function'),
    power: t('field.power'),
    notInRegister: t('field.not-in-register'),
    language: t('representatives.language'),
    'identityDocument/type': t('field.document-type'),
    'identityDocument/number': t('field.document-number'),
    'identityDocument/expiresOn': t('field.document-expires'),
  };
  const labels = Object.fromEntries(
    values.flatMap((_, index) =>
      Object.entries(fieldLabels).map(([field, label]) => [
        `representatives/${index}/${field}`,
        values.length > 1 ? `${t('representatives.number', { number: index + 1 })}, ${label}` : label,
      ]),
    ),
  );
  const { user } = upgrade.data;
  const userName = user ? [user.firstNames, user.infix, user.surname].filter(Boolean).join(' ') : '';
  const anotherIsUser = (index: number) => values.some((one, other) => other !== index && one.isUser);
  const needsMore = values.some((one) => one.power === 'joint' || one.power === 'limited');
  return (
    <Wizard step="representatives" lead={t('representatives.lead')}>
      <form className="form card sheet" noValidate onSubmit={form.submit}>
        <FormFaults form={form} labels={labels} />
        <PickOfficial
          upgrade={upgrade}
          named={values.map((one) => (one.isUser && user ? { ...one, firstNames: user.firstNames, infix: user.infix ?? '', surname: user.surname } : one))}
          onPick={(official) => {
            // The first empty card is filled; else another one is added.
            const free = values.findIndex((one) => !one.isUser && !one.firstNames.trim() && !one.surname.trim());
            const office = named('office', official.office, 'pointer.unknown');
            const filled = fromOfficial(values[free] ?? emptyRepresentative(crypto.randomUUID()), official, office);
            // Who is the user himself types nothing twice.
            const isUser = !values.some((one) => one.isUser) && user !== undefined && user !== null && officialName(official) === userName;
            const picked = { ...filled, isUser };
            change(free >= 0 ? values.map((one, at) => (at === free ? picked : one)) : [...values, picked]);
            setArriving({ at: free >= 0 ? free : values.length });
          }}
        />
        {values.map((one, index) => (
          <RepresentativeCard
            key={one.key}
            index={index}
            values={one}
            errors={form.errors}
            labels={fieldLabels}
            userName={userName}
            mayBeUser={Boolean(user) && !anotherIsUser(index)}
            asksDocument={isAsked(upgrade, 'representatives', 'identityDocument')}
            asksMandate={isAsked(upgrade, 'representatives', 'notInRegister') || one.notInRegister}
            asksLanguage={isAsked(upgrade, 'representatives', 'language')}
            about={
              one.isUser ? null : (
                <NameDiffers
                  upgrade={upgrade}
                  at={index}
                  onTake={(official) =>
                    change(
                      values.map((before, other) =>
                        other === index
                          ? { ...before, firstNames: official.firstNames ?? '', infix: official.infix ?? '', surname: official.name }
                          : before,
                      ),
                    )
                  }
                />
              )
            }
            onChange={(next) => change(values.map((before, other) => (other === index ? next : before)))}
            onRemove={
              values.length > 1
                ? () => {
                    change(values.filter((_, other) => other !== index));
                    setArriving({ at: Math.max(0, index - 1) });
                  }
                : undefined
            }
          />
        ))}
        <RegisterAnswer upgrade={upgrade} />
        {needsMore && values.length === 1 && !upgrade.register?.judgement.settled && (
          <Notice tone="info">
            <p>{t('representatives.more-signers')}</p>
          </Notice>
        )}
        <div>
          <Button purpose="secondary" onClick={() => {
              change([...values, emptyRepresentative(crypto.randomUUID())]);
              setArriving({ at: values.length });
            }}>
            {t('representatives.add')}
          </Button>
        </div>
        <div className="actions">
          <Button type="submit" busy={form.busy}>
            {t('next')}
          </Button>
          <TextLink to={`/upgrades/${upgrade.upgradeId}/data`}>{t('previous')}</TextLink>
          <KeptNote kept={draft.kept} />
        </div>
      </form>
    </Wizard>
  );
}
