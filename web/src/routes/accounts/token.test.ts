import { expect, it } from 'vitest';
import { tokenIn } from './token';

it('takes the token out of the fragment, and nothing else', () => {
  expect(tokenIn('#token=KUItHVn-_6Q')).toBe('KUItHVn-_6Q');
  expect(tokenIn('#token=')).toBeUndefined();
  expect(tokenIn('#other=1')).toBeUndefined();
  expect(tokenIn('')).toBeUndefined();
});
