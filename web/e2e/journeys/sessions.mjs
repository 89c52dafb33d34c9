// Being logged in at two places, ending one from the other, and everywhere at once.
import { until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { DAAN, PASSPHRASE } from './people.mjs';

export async function sessions({ step, browser, desk }) {
  const one = await Visitor.arrive(browser, desk);
  const other = await Visitor.arrive(browser, desk);

  await step('both places are in the list', async () => {
    for (const visitor of [other, one]) {
      await visitor.logIn(DAAN.email, PASSPHRASE);
      await visitor.isAt(words('means.title'));
    }
    await one.open('/account/sessions');
    await one.page.locator('.sessions li').nth(1).waitFor();
    await one.sees(words('sessions.this'));
    await one.look('sessions');
  });

  await step('what is ended there is out here, and comes back to where it was after logging in', async () => {
    await one.page.getByRole('button', { name: new RegExp(`^${words('sessions.end-long', { device: '' }).trim()}`) }).first().click();
    await one.page.getByText(words('sessions.ended')).waitFor({ state: 'attached' });
    await other.page.getByRole('link', { name: words('frame.account') }).click();
    await other.isAt(words('account.title'));
    await other.page.reload();
    await other.isAt(words('log-in.title'));
    await other.look('log in, sent back');
    await other.type(words('field.identifier'), DAAN.email);
    await other.type(words('field.password'), PASSPHRASE);
    await other.press(words('log-in.send'));
    await other.isAt(words('account.title'));
  });

  await step('logging out everywhere ends every session', async () => {
    await one.press(words('sessions.everywhere'));
    await one.sees(words('home.left'));
    await other.page.reload();
    await other.isAt(words('log-in.title'));
  });

  await step('a return-to that is not on the list is ignored', async () => {
    await one.open('/log-in?return-to=//evil.example/');
    await one.type(words('field.identifier'), DAAN.email);
    await one.type(words('field.password'), PASSPHRASE);
    await one.press(words('log-in.send'));
    await one.isAt(words('means.title'));
    await until(() => new URL(one.page.url()).origin === new URL(desk.url).origin, 'still with us');
  });

  await step('an access cookie that ran out is refreshed without a word', async () => {
    const cookies = (await one.context.cookies()).filter((cookie) => !cookie.name.endsWith('access'));
    await one.context.clearCookies();
    await one.context.addCookies(cookies);
    await one.open('/account');
    await one.isAt(words('account.title'));
  });

  await step('nothing went wrong behind the pages', async () => {
    await one.leave();
    await other.leave();
  });
}
