import { expect, it } from 'vitest';
import { emailFault, passwordFault } from './judge';

it('knows an e-mail address from what is none', () => {
  for (const good of ['p.jansen@voorbeeld.nl', ' info+kvk@müller.de ', 'a@b.co']) expect(emailFault('email', good)).toEqual({});
  for (const bad of ['jansen', 'jansen@', 'a@localhost', 'a b@c.nl', 'Jan <jan@c.nl>']) expect(emailFault('email', bad)).toEqual({ email: 'not-an-email' });
  expect(emailFault('email', '  ')).toEqual({ email: 'missing' });
});

it('asks fifteen characters, or eight beside a second factor, and counts characters rather than bytes', () => {
  expect(passwordFault('p', 'x'.repeat(14))).toEqual({ p: 'too-short' });
  expect(passwordFault('p', 'é'.repeat(15))).toEqual({});
  expect(passwordFault('p', '🦆'.repeat(8), true)).toEqual({});
  expect(passwordFault('p', '🦆'.repeat(7), true)).toEqual({ p: 'too-short' });
  expect(passwordFault('p', 'x'.repeat(257))).toEqual({ p: 'too-long' });
});
