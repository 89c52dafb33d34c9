// What can be seen to be wrong before anything is sent. The server judges again, and more exactly.

/** Whether a text could be an e-mail address. */
export function looksLikeEmail(text: string): boolean {
  const email = text.trim();
  return email.length <= 254 && /^[^\s@"<>]+@[^\s@"<>.]+(\.[^\s@"<>.]+)+$/.test(email);
}

export function emailFault(name: string, email: string): Record<string, string> {
  if (!email.trim()) return { [name]: 'missing' };
  return looksLikeEmail(email) ? {} : { [name]: 'not-an-email' };
}

/** A password of an account without a second factor has fifteen characters or more, with one eight (S4). */
export function passwordFault(name: string, password: string, secondFactor = false): Record<string, string> {
  if (!password) return { [name]: 'missing' };
  const characters = [...password].length;
  if (characters < (secondFactor ? 8 : 15)) return { [name]: 'too-short' };
  return new TextEncoder().encode(password).length > 256 ? { [name]: 'too-long' } : {};
}
