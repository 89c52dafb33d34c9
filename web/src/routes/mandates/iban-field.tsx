import { useEffect, useRef, useState } from 'react';
import { answer, api } from '../../api/client';
import type { IbanCheck } from '../../api/types';
import { useWords } from '../../i18n';
import { TextField } from '../../parts/fields';
import type { Errors } from '../../parts/form';

/** How long somebody must have stopped typing before it is looked at, in milliseconds. */
const PAUSE = 350;
/** Shorter than any account number: nothing is said of it yet. */
const BEGUN = 4;

interface IbanFieldProps {
  label: string;
  errors: Errors;
  value: string;
  onChange: (value: string) => void;
}

/** An account number that is checked while it is typed: what is wrong is said in words, and what is right by the name of the bank. */
export function IbanField({ label, errors, value, onChange }: IbanFieldProps) {
  const { t, named } = useWords();
  const [checked, setChecked] = useState<{ of: string; check: IbanCheck }>();
  const latest = useRef(0);
  const bare = value.replace(/\s/g, '');
  useEffect(() => {
    if (bare.length < BEGUN) return undefined;
    const turn = ++latest.current;
    const wait = setTimeout(() => {
      answer(api.POST('/v1/iban-checks', { body: { iban: bare } }))
        .then((check) => {
          if (turn === latest.current) setChecked({ of: bare, check });
        })
        // What cannot be asked now is checked when the form is sent.
        .catch(() => setChecked(undefined));
    }, PAUSE);
    return () => clearTimeout(wait);
  }, [bare]);
  const check = checked?.of === bare ? checked.check : undefined;
  const typing = check?.fault === 'iban-too-short';
  return (
    <div className="stack">
      <TextField name="iban" label={label} hint={t('mandates.iban-hint')} errors={errors} value={value} onChange={onChange} autoCapitalize="characters" />
      <p className="quiet" role="status" data-iban={check ? (check.fault ?? 'right') : 'unknown'}>
        {check && !check.fault && (check.bank ? t('mandates.iban-bank', { iban: check.printed ?? '', bank: check.bank }) : t('mandates.iban-right', { iban: check.printed ?? '' }))}
        {typing && check.expectedLength && t('mandates.iban-count', { count: check.length, needed: check.expectedLength })}
        {check?.fault && !typing && named('error', check.fault, 'error.invalid')}
      </p>
    </div>
  );
}
