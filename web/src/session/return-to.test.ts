import { describe, expect, it } from 'vitest';
import { allowedReturn, logInFor } from './return-to';

describe('return-to', () => {
  it.each(['/means', '/means/mns_01jd/activate', '/upgrades/upg_01jd/extract', '/desk', '/account/sessions', '/account/overviews', '/spend', '/invoices/inv_01jd', '/help/questions/tic_01jd', '/desk/tickets/tic_01jd'])('lets %s through', (path) => {
    expect(allowedReturn(path)).toBe(path);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/means',
    'javascript:alert(1)',
    '/means/../../evil',
    '/means?x=//evil.example',
    '/means#x',
    '/upgrades/upg_01JD',
    '/help/questions/tic_01jd/..',
    '/spend/x',
    '/means\n',
    '/mailbox',
    '',
    null,
    undefined,
  ])('refuses %j', (path) => {
    expect(allowedReturn(path)).toBeUndefined();
  });

  it('leads to a plain log-in for anything not on the list', () => {
    expect(logInFor('//evil.example')).toBe('/log-in');
    expect(logInFor('/means')).toBe('/log-in?return-to=%2Fmeans');
  });
});
