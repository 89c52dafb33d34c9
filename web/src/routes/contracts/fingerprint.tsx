/** A fingerprint in groups of four, as it stands on the paper, to be compared by eye. */
export function Fingerprint({ value }: { value: string }) {
  return <span className="code">{grouped(value)}</span>;
}

export function grouped(value: string): string {
  return value.replace(/(.{4})(?=.)/g, '$1 ');
}
