// Access codes: the main user gives one away, its holder logs in with it, loses it, and finds help; and who the main user is.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { DAAN, PASSPHRASE, PETRA, someone } from './people.mjs';

const CODE = /([2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4})/;
const PASSWORD = 'vijf natte sokken aan de lijn';

export async function accessCodes({ step, browser, desk }) {
  const petra = await Visitor.arrive(browser, desk);
  const colleague = await Visitor.arrive(browser, desk);
  const daan = await Visitor.arrive(browser, desk);
  const email = someone('collega');
  let code;

  await step('everybody who acts for an organisation sees who its main user is', async () => {
    await colleague.logIn('sanne@donald.example', PASSPHRASE);
    await colleague.isAt(words('means.title'));
    await colleague.open('/access-codes');
    await colleague.isAt(words('codes.title'));
    await colleague.sees('Petra Jansen');
    await colleague.sees('Inkoop');
    holds((await colleague.page.getByRole('article').count()) === 1, 'her own code and no other');
    await colleague.look('own access code');
    await colleague.logOut();
  });

  await step('the main user sees every code, masked, and gives a colleague one', async () => {
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    await petra.follow(words('frame.codes'));
    await petra.isAt(words('codes.title'));
    await petra.page.getByRole('article').nth(2).waitFor();
    await petra.press(words('codes.issue-send'));
    await petra.page.locator('.summary').getByText(words('error.missing')).waitFor();
    await petra.type(words('field.email'), email);
    await petra.page.locator('#field-label').fill('Kostenplaats 12');
    await petra.press(words('codes.issue-send'));
    await petra.sees(words('codes.issued'));
    await petra.sees('Kostenplaats 12');
    await petra.look('all access codes');
    // Somebody who works for another organisation already.
    await petra.asks('POST', '/v1/people', { email: DAAN.email, label: 'Daan bij Donald' });
  });

  await step('code and password come apart, and the colleague logs in with both', async () => {
    const { found } = await desk.mail(email, CODE);
    code = found[1];
    const invitation = await desk.mail(email, /https?:\/\/\S+(\/activate\?invited#token=\S+)/);
    holds(!invitation.found.input.includes(code), 'the code is not in the mail with the link');
    await colleague.open(invitation.found[1]);
    await colleague.sees(words('activate.invited'));
    await colleague.look('invited');
    await colleague.type(words('field.password'), PASSWORD);
    await colleague.press(words('activate.send'));
    await colleague.isAt(words('activate.done'));
    await colleague.open('/log-in');
    await colleague.look('log in with a code');
    await colleague.logIn(code.toLowerCase().replaceAll('-', ' '), PASSWORD);
    await colleague.isAt(words('means.title'));
    await colleague.follow(words('frame.codes'));
    await colleague.sees('Kostenplaats 12');
  });

  await step('a label is changed', async () => {
    await colleague.press(words('codes.relabel-long', { label: 'Kostenplaats 12' }));
    const dialog = colleague.page.getByRole('dialog');
    await dialog.getByLabel(words('codes.label')).fill('Magazijn');
    await dialog.getByRole('button', { name: words('codes.save') }).click();
    await colleague.sees(words('codes.labelled'));
    await colleague.page.getByRole('heading', { name: /^Magazijn/ }).waitFor();
    await colleague.logOut();
  });

  await step('whoever lost code and password finds one page for both, and the old code dies', async () => {
    await colleague.open('/log-in');
    await colleague.follow(words('log-in.lost'));
    await colleague.isAt(words('lost.title'));
    await colleague.choose(words('lost.what'), new RegExp(`^${words('lost.both')}`));
    await colleague.type(words('field.email'), email);
    await colleague.look('lost access code and password');
    await colleague.press(words('lost.send'));
    await colleague.isAt(words('lost.sent'));
    await colleague.look('lost, sent');
    await desk.mail(email, /(\/new-password#token=\S+)/);
    const { found } = await desk.mail(email, /https?:\/\/\S+(\/new-access-code#token=\S+)/);
    await colleague.open(found[1]);
    await colleague.isAt(words('new-code.title'));
    holds(!colleague.page.url().includes('token'), 'the address bar forgets the token');
    await colleague.look('new access code');
    await colleague.press(words('new-code.send'));
    await colleague.isAt(words('new-code.done'));
    await colleague.look('new access code sent');
    const again = await desk.mail(email, new RegExp(`(?!${code})${CODE.source}`));
    await colleague.logIn(code, PASSWORD);
    await colleague.sees(words('problem.wrong-credentials'));
    await colleague.logIn(again.found[1], PASSWORD);
    await colleague.isAt(words('means.title'));
    await desk.mail(PETRA.email, /Magazijn/);
  });

  await step('the main user hands over, and everybody sees it', async () => {
    await petra.open('/access-codes');
    await petra.press(words('codes.hand-over'));
    const dialog = petra.page.getByRole('dialog');
    await dialog.getByRole('button', { name: words('codes.hand-over') }).click();
    await dialog.locator('.summary').waitFor();
    await dialog.getByLabel(words('codes.heir')).selectOption({ label: 'Karim de Vries' });
    await dialog.getByRole('button', { name: words('codes.hand-over') }).click();
    await petra.sees(words('codes.handed-over'));
    await petra.sees('Karim de Vries');
    await petra.look('handed over');
    await colleague.open('/access-codes');
    await colleague.sees('Karim de Vries');
    await desk.mail('karim@donald.example', /Petra Jansen/);
  });

  await step('whoever came by a code goes on for its organisation after proving himself anew', async () => {
    if (!desk.controls) return;
    await daan.logIn(DAAN.email, PASSPHRASE);
    await daan.isAt(words('means.title'));
    await daan.logOut();
    const { found } = await desk.mail(DAAN.email, CODE);
    await daan.logIn(found[1], PASSPHRASE);
    await daan.isAt(words('means.title'));
    await desk.advance(16 * 60);
    await daan.open('/access-codes');
    await daan.sees('Test BV Donald');
    await daan.press(words('codes.renew-long', { label: 'Daan bij Donald' }));
    await daan.page.getByRole('dialog').getByRole('button', { name: words('codes.renew'), exact: true }).click();
    await daan.type(words('field.password'), PASSPHRASE);
    await daan.press(words('reauthentication.send'));
    await daan.sees(words('codes.renewed'));
    await daan.sees('Test BV Donald');
  });

  await step('nothing went wrong behind the pages', async () => {
    await petra.leave();
    await colleague.leave();
    await daan.leave();
  });
}
