import { answer, api } from '../../api/client';
import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Checkbox, SelectField, TextField } from '../../parts/fields';
import type { Errors } from '../../parts/form';
import { Notice } from '../../parts/notice';
import { useResource } from '../../parts/resource';
import type { DataValues } from './data';

interface BranchFieldProps {
  upgrade: UpgradeView;
  values: DataValues;
  errors: Errors;
  onChange: (values: DataValues) => void;
}

/** The branch a means is bound to: from the register's list where it is known. Whoever chooses one is told which of his services will refuse it,
 * and asked again (domain.md 2.2). */
export function BranchField({ upgrade, values, errors, onChange }: BranchFieldProps) {
  const { t } = useWords();
  const name = 'organisation/establishmentNumber';
  const company = upgrade.register?.company;
  const same = company?.kvkNumber === values.kvkNumber.replace(/[\s.]/g, '');
  const branches = same ? (company?.branches.filter((branch) => branch.active) ?? []) : [];
  const put = (establishmentNumber: string) => onChange({ ...values, establishmentNumber, branchAccepted: '' });
  const typed = values.establishmentNumber.replace(/[\s.]/g, '');
  const listed = typed === '' || branches.some((branch) => branch.establishmentNumber === typed);
  return (
    <>
      {branches.length > 0 && listed ? (
        <SelectField
          name={name}
          label={t('branch.choose')}
          empty={t('branch.none')}
          errors={errors}
          value={typed}
          onChange={put}
          options={branches.map((branch) => ({
            value: branch.establishmentNumber,
            label: [branch.establishmentNumber, branch.name, branch.address ?? t('branch.shielded'), branch.main && t('branch.main')]
              .filter(Boolean)
              .join(', '),
          }))}
        />
      ) : (
        <TextField
          name={name}
          label={t('field.establishment-number')}
          hint={t('data.establishment-hint')}
          optional
          inputMode="numeric"
          errors={errors}
          value={values.establishmentNumber}
          onChange={put}
        />
      )}
      {/^\d{12}$/.test(typed) && <BranchWarning upgrade={upgrade} values={values} errors={errors} onChange={onChange} />}
    </>
  );
}

/** Which of the chosen services will refuse a branch; in general words as long as nothing is chosen. */
function BranchWarning({ upgrade, values, errors, onChange }: BranchFieldProps) {
  const { t, language } = useWords();
  const { value } = useResource('services', () => answer(api.GET('/v1/services')));
  const chosen = upgrade.data.authorisations?.chosen ?? [];
  const wanted = (service: { serviceId: string; providerId: string }) =>
    chosen.some(
      (one) =>
        one.scope === 'all' ||
        (one.scope === 'provider' && one.providerId === service.providerId) ||
        (one.scope === 'service' && one.serviceId === service.serviceId),
    );
  const refusing = (value?.services ?? []).filter((service) => service.needsMeans && !service.acceptsBranch && wanted(service));
  const branch = values.establishmentNumber.replace(/[\s.]/g, '');
  return (
    <Notice tone="warning" role="status">
      <div className="stack">
      {refusing.length > 0 ? (
        <>
          <p>{t('branch.refuses')}</p>
          <ul>
            {refusing.map((service) => (
              <li key={service.serviceId}>
                {service.provider}: {service.name[language] ?? service.name.nl}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{t('data.establishment-warning')}</p>
      )}
      <Checkbox
        name="organisation/branchAccepted"
        label={t('branch.confirm')}
        errors={errors}
        checked={values.branchAccepted === branch}
        onChange={(accepted) => onChange({ ...values, branchAccepted: accepted ? branch : '' })}
      />
      <p>
        <Button purpose="secondary" onClick={() => onChange({ ...values, establishmentNumber: '', branchAccepted: '' })}>
          {t('branch.without')}
        </Button>
      </p>
      </div>
    </Notice>
  );
}
