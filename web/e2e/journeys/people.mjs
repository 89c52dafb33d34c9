// People of the demo data (`balie serve` prints them).
export const PASSPHRASE = 'twaalf groene eenden zwemmen';
export const PETRA = { email: 'petra@donald.example', kvkNumber: '68750110' };
export const NOOR = { email: 'noor@bolderbast.example' };
export const DAAN = { email: 'daan@bolderbast.example' };
export const WILLEM = { email: 'willem@dagobert.example' };
export const YOUSSEF = { email: 'youssef@katrien.example' };
export const MILA = { email: 'mila@katrien.example' };
export const BRAM = { email: 'bram@mismoed.example' };
export const STAFF = { email: 'fatima@desk.example' };
export const COLLEAGUE = { email: 'joost@desk.example' };

/** An address nobody used before. */
export function someone(name) {
  return `${name}.${Date.now().toString(36)}${Math.floor(Math.random() * 1000)}@example.com`;
}
