import { describe, expect, it } from 'vitest';
import { grouped } from './fingerprint';
import { paperCode, printed } from './paper-code';

// The check character of eight equal characters is their place times 2 + ... + 9 = 44, modulo 31.
const CODE = '33333333F';

describe('a paper code', () => {
  it('is taken with small letters, spaces and hyphens, and out of the address in the QR code', () => {
    for (const typed of [CODE, ' 3333-3333-f ', '3333 3333 F', 'https://balie.example/desk/paper/3333-3333-F']) {
      expect(paperCode(typed), typed).toBe(CODE);
    }
  });

  it('is not taken with a slip in it', () => {
    for (const typed of ['', '3333-3333', '3333-3333-G', '3333-3334-F', '0333-3333-F', '3333-3333-FF']) {
      expect(paperCode(typed), typed).toBeUndefined();
    }
  });

  it('is shown as it is printed', () => {
    expect(printed(CODE)).toBe('3333-3333-F');
    expect(grouped('0123456789ab')).toBe('0123 4567 89ab');
  });
});
