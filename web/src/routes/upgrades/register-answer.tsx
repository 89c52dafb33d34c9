import type { UpgradeView } from '../../api/types';
import { useWords } from '../../i18n';
import { Button } from '../../parts/button';
import { Notice } from '../../parts/notice';
import type { RepresentativeValues } from './representatives';

type Official = NonNullable<NonNullable<NonNullable<UpgradeView['register']>['company']>['officials']>[number];

export function officialName(one: Official): string {
  return [one.firstNames, one.infix, one.name].filter(Boolean).join(' ');
}

/** What the register said, at once, on the page where it matters: no extract, an extract and why, or that it cannot be done. */
export function RegisterAnswer({ upgrade }: { upgrade: UpgradeView }) {
  const { t, n, named } = useWords();
  const { register } = upgrade;
  if (!register) return null;
  const { judgement, company } = register;
  const people = upgrade.data.representatives ?? [];
  const nameOf = (at: number) => [people[at]?.firstNames, people[at]?.infix, people[at]?.surname].filter(Boolean).join(' ');
  const grounds = (codes: readonly string[]) => codes.map((code) => named('ground', code, 'pointer.unknown')).join(', ');
  const blocked = judgement.blockers.length > 0 || judgement.people.some((one) => one.verdict === 'no');
  const line = company && <p>{t('register.company-line', { name: company.name, number: company.kvkNumber })}</p>;
  if (blocked) {
    return (
      <Notice tone="error" role="alert" title={t('register.blocked')}>
        {line}
        {judgement.blockers.length > 0 ? (
          <p>{t('register.blocked-company', { what: grounds(judgement.blockers) })}</p>
        ) : (
          <ul>
            {judgement.people.flatMap((one, at) =>
              one.verdict === 'no' ? [<li key={at}>{t('register.person', { name: nameOf(at), what: grounds(one.grounds) })}</li>] : [],
            )}
          </ul>
        )}
        <p>{t('register.blocked-advice')}</p>
      </Notice>
    );
  }
  if (judgement.settled) {
    return (
      <Notice tone="ok" role="status" title={t('register.asked')}>
        {line}
        <p>
          {t('register.settled')} {judgement.signatures && n('register.settled-count', judgement.signatures.needed)}
        </p>
      </Notice>
    );
  }
  if (!judgement.extractBecause) return null;
  return (
    <Notice tone="info" role="status" title={t(judgement.extractBecause === 'nobody-named' ? 'register.asked' : 'register.extract-asked')}>
      {line}
      <p>{t(`extract-because.${judgement.extractBecause}`)}</p>
      {judgement.people.length > 0 && (
        <ul>
          {judgement.people.map((one, at) => (
            <li key={at}>{t('register.person', { name: nameOf(at), what: grounds(one.grounds) })}</li>
          ))}
        </ul>
      )}
    </Notice>
  );
}

/** How a name differs from the register's, with one click to take the register's over. */
export function NameDiffers({ upgrade, at, onTake }: { upgrade: UpgradeView; at: number; onTake: (official: Official) => void }) {
  const { t } = useWords();
  const judged = upgrade.register?.judgement.people[at];
  const official = upgrade.register?.company?.officials?.find((one) => one.key === judged?.official);
  if (!judged || !official || judged.nameDiffers.length === 0) return null;
  const name = officialName(official);
  return (
    <Notice tone="info">
      <p>{t('register.name-differs', { name, what: judged.nameDiffers.map((one) => t(`name-differs.${one}`)).join(', ') })}</p>
      <p>
        <Button purpose="secondary" onClick={() => onTake(official)} name={t('register.take-name-long', { name })}>
          {t('register.take-name')}
        </Button>
      </p>
    </Notice>
  );
}

const POWER_OF = { alone: 'alone', 'full-proxy': 'full-proxy', 'limited-for-this': 'limited', joint: 'joint', limited: 'limited' } as const;

/** A representative as the register has him; the date of birth is never told and is filled in by the customer. */
export function fromOfficial(values: RepresentativeValues, official: Official, office: string): RepresentativeValues {
  return {
    ...values,
    isUser: false,
    firstNames: official.firstNames ?? '',
    infix: official.infix ?? '',
    surname: official.name,
    function: official.title ?? office,
    power: official.strength ? POWER_OF[official.strength] : '',
  };
}

/** An amount of the register, `EUR 10000.00`, as it is written here. */
function amount(text: string, locale: string): string {
  const [currency = '', value = ''] = text.split(' ');
  const known = /^[A-Z]{3}$/.test(currency) && value !== '' && Number.isFinite(Number(value));
  return known ? new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(value)) : text;
}

interface PickProps {
  upgrade: UpgradeView;
  /** Who is named already, by first names and surname. */
  named: readonly RepresentativeValues[];
  onPick: (official: Official) => void;
}

/** The register's officials, to pick from instead of typing. */
export function PickOfficial({ upgrade, named: chosen, onPick }: PickProps) {
  const { t, named, locale } = useWords();
  const company = upgrade.register?.company;
  const people = (company?.officials ?? []).filter((one) => one.firstNames !== undefined && one.firstNames !== null);
  if (!company || people.length === 0) return null;
  const isChosen = (one: Official) =>
    chosen.some((other) => other.firstNames.trim() === one.firstNames && other.surname.trim() === one.name && other.infix.trim() === (one.infix ?? ''));
  return (
    <fieldset className="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset">
      <legend className="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{t('register.pick')}</legend>
      <p className="utrecht-form-field-description">{t('register.pick-text', { name: company.name })}</p>
      <ul className="stack stack--close">
        {people.map((one) => (
          <li key={one.key} className="row row--apart">
            <span>
              <strong>{officialName(one)}</strong>
              <br />
              <span className="quiet">
                {one.title ?? named('office', one.office, 'pointer.unknown')}, {t(`strength.${one.strength ?? 'none'}`)}
                {one.covers && `: ${one.covers}`}
                {one.upTo && ` (${amount(one.upTo, locale)})`}
              </span>
            </span>
            {isChosen(one) ? (
              <span className="quiet">{t('register.picked')}</span>
            ) : (
              <Button purpose="secondary" onClick={() => onPick(one)} name={t('register.pick-one', { name: officialName(one) })}>
                {t('register.pick-button')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
