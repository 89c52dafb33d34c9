import { describe, expect, it } from 'vitest';
import { errorsByName } from '../parts/form';
import { asRefused, Refused, refusedFrom } from './problem';

const response = (status: number, headers: Record<string, string> = {}) => new Response(null, { status, headers });

describe('a refused answer', () => {
  it('is known by the last part of its type', () => {
    const body = {
      type: 'https://balie.example/problems/wrong-code',
      status: 422,
      triesLeft: 3,
      traceId: 'trc_1',
      errors: [{ pointer: '/code', code: 'invalid' }],
    };
    const refused = refusedFrom(body, response(422));
    expect(refused).toMatchObject({ slug: 'wrong-code', triesLeft: 3, traceId: 'trc_1', errors: [{ pointer: '/code', code: 'invalid' }] });
  });

  it.each([
    [401, 'unauthenticated'],
    [404, 'not-found'],
    [429, 'too-many-attempts'],
    [503, 'unavailable'],
    [500, 'internal'],
    [418, 'internal'],
  ])('of something in between is known by its status %i', (status, slug) => {
    expect(refusedFrom('<html>', response(status)).slug).toBe(slug);
    expect(refusedFrom({ type: 'about:blank', errors: 'none' }, response(status)).slug).toBe(slug);
  });

  it('takes the time to wait from the header when the body does not say', () => {
    expect(refusedFrom(undefined, response(429, { 'retry-after': '90' })).retryAfter).toBe(90);
    expect(refusedFrom(undefined, response(429)).retryAfter).toBeUndefined();
  });

  it('of no kind we know is a fault of ours', () => {
    expect(asRefused(new TypeError('x')).slug).toBe('internal');
    expect(asRefused(new Refused('offline')).slug).toBe('offline');
  });
});

describe('errors by the name of the field', () => {
  it('are the pointers without their start', () => {
    const errors = [
      { pointer: '/user/birthPlace', code: 'missing' },
      { pointer: '/user/birthPlace', code: 'invalid' },
      { pointer: '', code: 'invalid' },
    ];
    expect(errorsByName(errors)).toEqual({ 'user/birthPlace': 'missing', '': 'invalid' });
    expect(errorsByName([{ pointer: '/data/email', code: 'invalid' }], '/data')).toEqual({ email: 'invalid' });
  });
});
