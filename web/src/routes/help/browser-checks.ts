// What a browser can find out by itself about why somebody cannot log in. Nothing of it is sent anywhere.

const TRIAL = 'balie-trial';

/** Whether this browser keeps cookies for us: one is really set, read back and taken away again. */
export function keepsCookies(): boolean {
  try {
    document.cookie = `${TRIAL}=1; Path=/; SameSite=Lax; Max-Age=60`;
    const kept = document.cookie.split('; ').includes(`${TRIAL}=1`);
    document.cookie = `${TRIAL}=; Path=/; SameSite=Lax; Max-Age=0`;
    return kept;
  } catch {
    return false;
  }
}

/** By how many seconds this device's clock is off, when that is more than a code from an app forgives; else 0. */
export function clockOff(serverNow: string, answeredAt: number): number {
  const seconds = Math.round((answeredAt - new Date(serverNow).getTime()) / 1000);
  return Math.abs(seconds) > 45 ? seconds : 0;
}
