// Another e-mail address in its three ways, deleting an account, the portal's help, and log-in at the top right of every page.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, someone, STAFF } from './people.mjs';

const ACTIVATE = /https?:\/\/\S+(\/activate#token=\S+)/;
const CONFIRM = /https?:\/\/\S+(\/new-address\S*#token=\S+)/;
const KEEP_ADDRESS = /https?:\/\/\S+(\/keep-address#token=\S+)/;
const KEEP_ACCOUNT = /https?:\/\/\S+(\/keep-account#token=\S+)/;

/** Opens an account at an address and logs in. */
async function opensAccount(visitor, desk, address) {
  await visitor.open('/register');
  await visitor.type(words('field.email'), address);
  await visitor.page.getByLabel(words('register.terms')).check();
  await visitor.press(words('register.send'));
  await visitor.isAt(words('mail-sent.title'));
  const { found } = await desk.mail(address, ACTIVATE);
  await visitor.open(found[1]);
  await visitor.type(words('field.password'), PASSPHRASE);
  await visitor.press(words('activate.send'));
  await visitor.isAt(words('activate.done'));
  await visitor.logIn(address, PASSPHRASE);
  await visitor.isAt(words('means.title'));
}

/** Whether log-in or log-out stands in the header, to the right of everything else in its line, and can be seen. */
async function isTopRight(visitor, name) {
  const at = await visitor.page.locator('header .person').evaluate((box) => {
    const place = box.getBoundingClientRect();
    return { top: place.top, right: innerWidth - place.right, wide: innerWidth };
  });
  holds(at.top < 140, `${name}: log-in stands at the top, not ${at.top} px below it`);
  holds(at.right <= Math.max(32, at.wide * 0.2), `${name}: log-in stands at the right, not ${at.right} px from it`);
  holds(await visitor.page.locator('header .person :is(a, button)').last().isVisible(), `${name}: log-in can be seen`);
}

export async function email({ step, browser, desk }) {
  const visitor = await Visitor.arrive(browser, desk);
  const [old, taken] = [someone('old-address'), someone('new-address')];

  await step('log-in stands at the top right of every page, at every width', async () => {
    for (const width of [320, 768, 1280]) {
      await visitor.page.setViewportSize({ width, height: 900 });
      for (const path of ['/', '/help', '/help/portal', '/services', '/register', '/products', '/nergens', '/new-address']) {
        await visitor.open(path);
        await isTopRight(visitor, `${path} at ${width}`);
      }
    }
  });

  await step('the portal has a page of help of its own', async () => {
    await visitor.open('/help');
    await visitor.follow(words('help.to-portal'));
    await visitor.isAt(words('portal.title'));
    await visitor.page.getByText(words('faq.portal-pin')).click();
    await visitor.sees(words('faq-answer.portal-pin'));
    await visitor.look('portal help');
  });

  await step('what is open without a PIN stands right behind the log-in', async () => {
    await opensAccount(visitor, desk, old);
    await visitor.sees(words('services-open.title'));
    await visitor.look('right after logging in');
    await isTopRight(visitor, 'logged in');
  });

  await step('a customer changes his address with a confirmation from both mailboxes', async () => {
    await visitor.open('/account/address');
    await visitor.look('address');
    await visitor.press(words('address.send'));
    await visitor.page.locator('.summary').waitFor();
    await visitor.type(words('address.new-email'), taken);
    await visitor.press(words('address.send'));
    await visitor.sees(words('address.underway'));
    await visitor.look('address under way');
    const ofNew = await desk.mail(taken, CONFIRM);
    await visitor.open(ofNew.found[1]);
    await visitor.isAt(words('new-address.title'));
    holds(!visitor.page.url().includes('token'), 'the address bar forgets the token');
    await visitor.look('new mailbox confirms');
    await visitor.press(words('new-address.confirm-new'));
    await visitor.isAt(words('address-outcome.other-mailbox'));
    const ofOld = await desk.mail(old, CONFIRM);
    await visitor.open(ofOld.found[1]);
    await visitor.sees(words('keep-address.what'));
    await visitor.look('old mailbox confirms');
    await visitor.press(words('new-address.confirm-old'));
    await visitor.isAt(words('address-outcome.log-in'));
    await visitor.look('address changed');
    await visitor.logIn(taken, PASSPHRASE);
    await visitor.isAt(words('means.title'));
    await visitor.open('/account/address');
    await visitor.sees(words('address.done', { email: taken }));
    await visitor.look('address can be undone');
  });

  await step('the old mailbox says it was not him', async () => {
    const { found } = await desk.mail(old, KEEP_ADDRESS);
    await visitor.open(found[1]);
    await visitor.isAt(words('keep-address.title'));
    await visitor.look('not me');
    await visitor.press(words('keep-address.send'));
    await visitor.isAt(words('address-outcome.undone'));
    await visitor.look('undone');
    await visitor.open('/account');
    await visitor.isAt(words('log-in.title'));
    const reset = await desk.mail(old, /https?:\/\/\S+(\/new-password#token=\S+)/);
    await visitor.open(reset.found[1]);
    await visitor.type(words('field.new-password'), 'zeven schone sokken in een la');
    await visitor.press(words('new-password.send'));
    await visitor.isAt(words('new-password.done'));
  });

  await step('who lost his old mailbox writes to the desk, which changes it', async () => {
    const [lost, next] = [someone('lost-mailbox'), someone('next-mailbox')];
    await opensAccount(visitor, desk, lost);
    await visitor.open('/account/address');
    await visitor.follow(words('address.to-desk'));
    await visitor.isAt(words('ask.title'));
    await visitor.type(words('address.new-email'), next);
    await visitor.type(words('ask.text'), 'Ik kan niet meer bij mijn oude mailbox.');
    await visitor.look('ask for another address');
    await visitor.press(words('ask.send'));
    await visitor.isAt(words('asked.title'));
    await visitor.logOut();

    const staff = await Visitor.arrive(browser, desk);
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.isAt(words('queue.title'));
    const { items } = await staff.asks('GET', '/v1/desk/tickets');
    const ticket = items.find((one) => one.topic === 'change-address');
    await staff.open(`/desk/tickets/${ticket.ticketId}`);
    await staff.sees(words('desk-address.title'));
    await staff.look('desk changes an address');
    await staff.press(words('desk-address.send'));
    await staff.sees(words('desk-address.asked'));
    await staff.look('desk asked both mailboxes');
    await staff.leave();

    const { found } = await desk.mail(next, CONFIRM);
    await visitor.open(found[1]);
    await visitor.press(words('new-address.confirm-new'));
    await visitor.isAt(words('address-outcome.log-in'));
    await visitor.logIn(next, PASSPHRASE);
    await visitor.isAt(words('means.title'));
  });

  await step('a question is closed by whoever asked it, and opened by writing', async () => {
    await visitor.open('/help/questions');
    await visitor.page.locator('main').getByRole('link', { name: /\d/ }).first().click();
    await visitor.press(words('question.close'));
    await visitor.sees(words('question.closed-text'));
    await visitor.look('question closed');
  });

  await step('an account is deleted when what is lost was said, and taken back within a week', async () => {
    // Somebody else: an address that was changed lately stands in the way.
    await visitor.sees(words('question.closed-text'));
    await visitor.open('/account/delete');
    await visitor.sees(words('deletion.in-the-way'));
    await visitor.look('something stands in the way');
    await visitor.logOut();
    await opensAccount(visitor, desk, someone('leaves'));
    await visitor.open('/account');
    await visitor.look('account with address and deletion');
    await visitor.follow(words('account.deletion-look'));
    await visitor.isAt(words('deletion.title'));
    await visitor.sees(words('deletion.stays-text'));
    await visitor.look('what is lost');
    await visitor.press(words('deletion.send'));
    await visitor.sees(words('error.must-accept'));
    await visitor.page.getByLabel(words('deletion.sure')).check();
    await visitor.press(words('deletion.send'));
    await visitor.sees(words('deletion.pending-text'));
    await visitor.look('deletion pending');
    const me = await visitor.asks('GET', '/v1/me');
    const { found } = await desk.mail(me.email, KEEP_ACCOUNT);
    await visitor.open(found[1]);
    await visitor.isAt(words('keep-account.title'));
    await visitor.look('keep the account');
    await visitor.press(words('keep-account.send'));
    await visitor.isAt(words('keep-account.done'));
    await visitor.open('/account/delete');
    await visitor.sees(words('deletion.ask'));
  });

  await visitor.leave();
}
