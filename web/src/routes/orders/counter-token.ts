const KEPT = 'balie.counter-order';

/** Keeps what opens an order while its payer is away, in this tab only. */
export function keepCounterToken(token: string): void {
  try {
    sessionStorage.setItem(KEPT, token);
  } catch {
    // Without storage the mail leads to the order.
  }
}

/** What opens the order that was paid in this tab. */
export function keptCounterToken(): string | undefined {
  try {
    return sessionStorage.getItem(KEPT) ?? undefined;
  } catch {
    return undefined;
  }
}
