import { afterEach, expect, it, vi } from 'vitest';
import { clockOff, keepsCookies } from './browser-checks';

afterEach(() => vi.unstubAllGlobals());

/** A document that keeps cookies as a browser does, or none. */
function jar(keeps: boolean) {
  const kept = new Map<string, string>();
  return {
    get cookie() {
      return [...kept].map(([name, value]) => `${name}=${value}`).join('; ');
    },
    set cookie(text: string) {
      const [pair = '', ...rest] = text.split('; ');
      const [name = '', value = ''] = pair.split('=');
      if (rest.includes('Max-Age=0')) kept.delete(name);
      else if (keeps) kept.set(name, value);
    },
  };
}

it('tells a browser that keeps cookies from one that does not, and leaves nothing behind', () => {
  const keeping = jar(true);
  vi.stubGlobal('document', keeping);
  expect(keepsCookies()).toBe(true);
  expect(keeping.cookie).toBe('');
  vi.stubGlobal('document', jar(false));
  expect(keepsCookies()).toBe(false);
  vi.stubGlobal('document', {
    get cookie(): string {
      throw new Error('not in this frame');
    },
  });
  expect(keepsCookies()).toBe(false);
});

it('forgives a clock what an app forgives it', () => {
  const now = '2026-11-23T10:00:00Z';
  const at = (seconds: number) => Date.parse(now) + seconds * 1000;
  expect(clockOff(now, at(20))).toBe(0);
  expect(clockOff(now, at(-45))).toBe(0);
  expect(clockOff(now, at(300))).toBe(300);
  expect(clockOff(now, at(-90))).toBe(-90);
});
