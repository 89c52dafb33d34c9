// A paper code as it is typed or scanned, judged before anything is sent: nine characters, the last of which checks the others.

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** The code in what was typed or scanned (also the whole address of the QR code), without hyphens; undefined when it is no code. */
export function paperCode(typed: string): string | undefined {
  const last = typed.trim().split('/').at(-1) ?? '';
  const code = last.replace(/[\s-]/g, '').toUpperCase();
  const places = [...code].map((character) => ALPHABET.indexOf(character));
  if (places.length !== 9 || places.includes(-1)) return undefined;
  const check = places.slice(0, 8).reduce((sum, place, at) => sum + (at + 2) * place, 0) % 31;
  return check === places[8] ? code : undefined;
}

/** As it is printed. */
export function printed(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1-');
}
