// Setting up a second factor, logging in with it and with a recovery code, and turning it off. Last, because it moves the clock.
import { holds, same } from '../check.mjs';
import { totp } from '../totp.mjs';
import { Visitor, words } from '../visitor.mjs';
import { NOOR, PASSPHRASE } from './people.mjs';

export async function secondFactor({ step, browser, desk }) {
  const visitor = await Visitor.arrive(browser, desk);
  let moved = 0;
  let secret = '';
  let codes = [];
  const code = () => totp(secret, Date.now() + moved * 1000);
  const advance = async (seconds) => {
    await desk.advance(seconds);
    moved += seconds;
  };

  await step('the password is asked once more when logging in was a while ago', async () => {
    await visitor.logIn(NOOR.email, PASSPHRASE);
    await visitor.isAt(words('means.title'));
    if (desk.controls) await advance(6 * 60);
    await visitor.open('/account/second-factor');
    await visitor.look('second factor off');
    await visitor.press(words('account.second-factor-start'));
    if (desk.controls) {
      const dialog = visitor.page.getByRole('dialog', { name: words('reauthentication.title') });
      await dialog.waitFor();
      await dialog.getByLabel(words('field.password'), { exact: true }).fill('dit is het zeker niet');
      await dialog.getByRole('button', { name: words('reauthentication.send') }).click();
      await dialog.locator('.summary').waitFor();
      await dialog.getByLabel(words('field.password'), { exact: true }).fill(PASSPHRASE);
      await dialog.getByRole('button', { name: words('reauthentication.send') }).click();
    }
    await visitor.page.locator('.qr svg').waitFor();
    await visitor.look('second factor enrolling');
  });

  await step('the app is connected, and ten recovery codes are shown once', async () => {
    secret = (await visitor.page.locator('.code').first().textContent()).replace(/\s/g, '');
    await visitor.type(words('second-factor.code'), '12');
    await visitor.press(words('enrol.confirm'));
    await visitor.page.locator('.summary').waitFor();
    await visitor.type(words('second-factor.code'), code());
    await visitor.press(words('enrol.confirm'));
    await visitor.page.locator('.codes li').first().waitFor();
    codes = await visitor.page.locator('.codes li').allTextContents();
    same(codes.length, 10, 'recovery codes');
    await visitor.look('recovery codes');
    await visitor.follow(words('recovery.kept'));
    await visitor.sees(words('account.second-factor-on'));
    await visitor.logOut();
  });

  await step('logging in asks the code', async () => {
    // A code is good once: the next one comes with the next half minute.
    if (desk.controls) await advance(60);
    else await visitor.page.waitForTimeout(31_000);
    await visitor.logIn(NOOR.email, PASSPHRASE);
    await visitor.isAt(words('second-factor.title'));
    await visitor.look('second factor asked');
    await visitor.type(words('second-factor.code'), code() === '000000' ? '111111' : '000000');
    await visitor.press(words('second-factor.send'));
    await visitor.page.getByRole('alert').waitFor();
    await visitor.type(words('second-factor.code'), code());
    await visitor.press(words('second-factor.send'));
    await visitor.isAt(words('means.title'));
    await visitor.logOut();
  });

  await step('a recovery code does when the telephone is gone', async () => {
    await visitor.logIn(NOOR.email, PASSPHRASE);
    await visitor.isAt(words('second-factor.title'));
    await visitor.press(words('second-factor.use-recovery'));
    await visitor.type(words('second-factor.recovery-code'), codes[0]);
    await visitor.look('recovery code asked');
    await visitor.press(words('second-factor.send'));
    await visitor.isAt(words('means.title'));
    await visitor.open('/account/second-factor');
    await visitor.sees(words('account.recovery-codes-left#other', { count: 9 }));
    await visitor.look('second factor on');
  });

  await step('new recovery codes void the old, and it can be turned off', async () => {
    await visitor.press(words('enrol.renew-codes'));
    await visitor.page.locator('.codes li').first().waitFor();
    holds(!(await visitor.page.locator('.codes li').allTextContents()).includes(codes[1]), 'they are new');
    await visitor.open('/account/second-factor');
    await visitor.press(words('enrol.remove'));
    await visitor.sees(words('enrol.removed'));
  });

  await step('nothing went wrong behind the pages', () => visitor.leave());
}
