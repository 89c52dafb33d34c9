// Registering, both ways to a first password, logging in, forgetting a password.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { someone } from './people.mjs';

const LINK = /https?:\/\/\S+(\/(?:activate|new-password)#token=\S+)/;

export async function accounts({ step, browser, desk }) {
  const visitor = await Visitor.arrive(browser, desk);
  const email = someone('registers');
  const password = 'vijf natte sokken aan de lijn';
  const newer = 'zes droge sokken in de kast';

  await step('the home page says what Balie does and where to begin', async () => {
    await visitor.open('/');
    await visitor.isAt(words('home.title'));
    await visitor.look('home');
    await visitor.page.locator('main').getByRole('link', { name: words('home.register') }).click();
    await visitor.isAt(words('register.title'));
    await visitor.look('register');
  });

  await step('a form that is not right says so on top, and each line leads to its field', async () => {
    await visitor.press(words('register.send'));
    const summary = visitor.page.locator('.summary');
    await summary.waitFor();
    holds(await summary.evaluate((box) => box === document.activeElement), 'the summary has the focus');
    await visitor.look('register with errors');
    await summary.getByRole('link').first().click();
    holds(await visitor.field(words('field.email')).evaluate((box) => box === document.activeElement), 'the field has the focus');
  });

  await step('registering sends a link that only a press of the button uses up', async () => {
    await visitor.type(words('field.email'), email);
    await visitor.page.getByLabel(words('register.terms')).check();
    await visitor.press(words('register.send'));
    await visitor.isAt(words('mail-sent.title'));
    await visitor.sees(email);
    await visitor.look('mail sent');
    const { found } = await desk.mail(email, LINK);
    await visitor.open(found[1]);
    await visitor.isAt(words('activate.title'));
    holds(!visitor.page.url().includes('token'), 'the address bar forgets the token');
    await visitor.look('activate');
    await visitor.open(found[1]);
    await visitor.type(words('field.password'), 'te kort');
    await visitor.press(words('activate.send'));
    await visitor.page.locator('.summary').waitFor();
    await visitor.type(words('field.password'), `${email.split('@')[0]} en nog wat`);
    await visitor.press(words('activate.send'));
    await visitor.page.locator('.summary').getByText(words('error.contains-context')).waitFor();
    await visitor.look('activate with a bad password');
    await visitor.type(words('field.password'), password);
    await visitor.press(words('activate.send'));
    await visitor.isAt(words('activate.done'));
    await visitor.look('activated');
    await visitor.open('/');
    await visitor.open(found[1]);
    await visitor.type(words('field.password'), password);
    await visitor.press(words('activate.send'));
    await visitor.sees(words('problem.link-not-usable'));
  });

  await step('a wrong password is refused in words, the right one opens', async () => {
    await visitor.logIn(email, 'dit is het zeker niet');
    await visitor.sees(words('problem.wrong-credentials'));
    await visitor.look('log in refused');
    await visitor.type(words('field.password'), password);
    await visitor.press(words('log-in.send'));
    await visitor.isAt(words('means.title'));
    await visitor.sees(words('means.none'));
    await visitor.look('no means');
  });

  await step('name and language are kept', async () => {
    await visitor.page.getByRole('link', { name: words('frame.account') }).click();
    await visitor.isAt(words('account.title'));
    await visitor.look('account');
    await visitor.page.getByLabel(words('field.name')).fill('Robin de Boer');
    await visitor.choose(words('field.language'), words('language.en'));
    await visitor.press(words('save'));
    await visitor.page.getByText(words('saved', {}, 'en'), { exact: true }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole('heading', { level: 1, name: words('account.title', {}, 'en') }).waitFor();
    holds((await visitor.page.getByLabel(words('field.name', {}, 'en')).inputValue()) === 'Robin de Boer', 'the name is kept');
    await visitor.page.getByRole('button', { name: /^NL / }).click();
    await visitor.isAt(words('account.title'));
  });

  await step('a password is changed', async () => {
    await visitor.open('/account/password');
    await visitor.look('change password');
    await visitor.type(words('field.current-password'), 'dit is het zeker niet');
    await visitor.type(words('field.new-password'), newer);
    await visitor.press(words('change-password.send'));
    await visitor.page.locator('.summary').getByText(words('error.wrong-password')).waitFor();
    await visitor.type(words('field.current-password'), password);
    await visitor.press(words('change-password.send'));
    await visitor.sees(words('change-password.done'));
    await visitor.look('password changed');
  });

  await step('logging out leads home', async () => {
    await visitor.logOut();
    await visitor.sees(words('home.left'));
  });

  await step('a forgotten password is replaced through a mailed link', async () => {
    await visitor.open('/lost-access');
    await visitor.look('lost access');
    await visitor.type(words('field.email'), email);
    await visitor.press(words('lost.send'));
    await visitor.isAt(words('lost.sent'));
    await visitor.look('reset sent');
    const { found } = await desk.mail(email, /https?:\/\/\S+(\/new-password#token=\S+)/);
    await visitor.open(found[1]);
    await visitor.look('new password');
    await visitor.type(words('field.new-password'), 'zeven schone sokken in een la');
    await visitor.press(words('new-password.send'));
    await visitor.isAt(words('new-password.done'));
    await visitor.logIn(email, 'zeven schone sokken in een la');
    await visitor.isAt(words('means.title'));
    await visitor.logOut();
  });

  await step('who prefers it gets a first password by mail, good for choosing an own one', async () => {
    const other = someone('by-mail');
    await visitor.open('/register');
    await visitor.type(words('field.email'), other);
    await visitor.page.getByLabel(words('register.terms')).check();
    await visitor.press(words('register.send'));
    await visitor.isAt(words('mail-sent.title'));
    const first = await desk.mail(other, LINK);
    await visitor.press(words('mail-sent.again'));
    await visitor.sees(words('mail-sent.sent-again'));
    const { found } = await desk.mail(other, LINK, first.at);
    await visitor.open(first.found[1]);
    await visitor.type(words('field.password'), password);
    await visitor.press(words('activate.send'));
    await visitor.sees(words('problem.link-not-usable'));
    await visitor.look('activate with an old link');
    await visitor.open(found[1]);
    await visitor.choose(words('activate.choice'), new RegExp(`^${words('activate.by-mail')}`));
    await visitor.press(words('activate.send'));
    await visitor.sees(words('activate.done-mail', { email: other }));
    const mailed = await desk.mail(other, /wachtwoord:?\s*\r?\n\s*(\S{16,})\s*\r?\n/i);
    await visitor.logIn(other, mailed.found[1]);
    await visitor.isAt(words('choose-password.title'));
    await visitor.sees(words('choose-password.initial'));
    await visitor.look('choose password');
    await visitor.open('/means');
    await visitor.isAt(words('choose-password.title'));
    await visitor.type(words('choose-password.mailed'), mailed.found[1]);
    await visitor.type(words('field.new-password'), password);
    await visitor.press(words('change-password.send'));
    await visitor.isAt(words('means.title'));
  });

  await step('who waits in vain for the mail can ask for it from the log-in page', async () => {
    await visitor.logOut();
    await visitor.open('/log-in');
    await visitor.follow(words('mail-sent.again'));
    await visitor.isAt(words('mail-sent.ask'));
    await visitor.look('ask for the mail');
  });

  await step('a page that does not exist says so', async () => {
    await visitor.open('/nergens');
    await visitor.isAt(words('not-found.title'));
    await visitor.look('not found');
    await visitor.open('/activate');
    await visitor.sees(words('link.incomplete'));
    await visitor.look('activate without a token');
  });

  await step('nothing went wrong behind the pages', () => visitor.leave());
}
