// Names that pages share with mails: levels, stages, checks, reasons. They are written once, in shared/terms, and read here as catalogue keys.
import type nl from '../../../shared/terms/nl.json';

type Terms = typeof nl;
type Level = keyof Terms['levels'];
type Stage = keyof Terms['stages'];
type Check = keyof Terms['checks'];
type Reason = keyof Terms['refusalReasons'];
type DocumentReason = keyof Terms['documentRefusals'];
type ProductCode = keyof Terms['products'];
type ReturnCode = keyof Terms['returnReasons'];
type SheetCode = keyof Terms['sheet'];

/** Keys of the shared names; `.ask` says what to do about it. */
export type TermKey =
  | `level.${Level}.name`
  | `stage.${Stage}`
  | `check.${Check}`
  | `check.${Check}.ask`
  | `reason.${Reason}`
  | `reason.${Reason}.ask`
  | `document-reason.${DocumentReason}`
  | `document-reason.${DocumentReason}.ask`
  | `return-reason.${ReturnCode}`
  | `return-reason.${ReturnCode}.ask`
  | `product.${ProductCode}`
  | `sheet.${SheetCode}`;

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export function termsFlat(terms: Terms): Record<TermKey, string> {
  const flat: Record<string, string> = {};
  for (const [level, { meaning }] of Object.entries(terms.levels)) flat[`level.${level}.name`] = capital(meaning);
  for (const [stage, name] of Object.entries(terms.stages)) flat[`stage.${stage}`] = name;
  for (const [code, name] of Object.entries(terms.products)) flat[`product.${code}`] = name;
  for (const [code, name] of Object.entries(terms.sheet)) flat[`sheet.${code}`] = name;
  const groups = {
    check: terms.checks,
    reason: terms.refusalReasons,
    'document-reason': terms.documentRefusals,
    'return-reason': terms.returnReasons,
  };
  for (const [prefix, group] of Object.entries(groups)) {
    for (const [code, { name, ask }] of Object.entries(group)) {
      flat[`${prefix}.${code}`] = name;
      flat[`${prefix}.${code}.ask`] = ask;
    }
  }
  return flat as Record<TermKey, string>;
}
