// Direct-debit mandates: filled in, read, signed with a code from a mail, on paper, another account, revoked, given anew.
import { readFile } from 'node:fs/promises';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE } from './people.mjs';

export async function mandates({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  let room = '';
  let reference = '';
  let read = '';

  async function signs() {
    await mila.press(words('mandates.mail-code'));
    await mila.sees(words('mandates.mailed'));
    const { at, found } = await desk.mail(MILA.email, /^ {4}(\d{6})$/m, read);
    read = at;
    await mila.type(words('mandates.code'), found[1]);
    await mila.press(words('mandates.sign-now'));
  }

  async function fillsIn() {
    const { page } = mila;
    await page.getByRole('textbox', { name: words('mandates.iban') }).fill('DE88 3704 0044 0532 0130 00');
    await page.locator('[data-iban="iban-check-digits"]').waitFor();
    await page.getByRole('textbox', { name: words('mandates.iban') }).fill('DE89 3704 0044 0532 0130 00');
    await mila.sees(words('mandates.iban-bank', { iban: 'DE89 3704 0044 0532 0130 00', bank: 'Commerzbank' }));
    await page.getByRole('textbox', { name: words('mandates.holder') }).fill('Tischlerei Sommer GmbH');
    await mila.type(words('field.street'), 'Hauptstr. 1');
    await mila.type(words('field.postcode'), '50667');
    await mila.type(words('field.town'), 'Köln');
    await page.getByRole('textbox', { name: words('mandates.place') }).fill('Köln');
  }

  await step('no mandate yet; what is missing is told at its place', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    const { items } = await mila.asks('GET', '/v1/businesses');
    const business = items[0].id;
    room = `/businesses/${business}/mandates`;
    await mila.open(room);
    await mila.sees(words('mandates.none'));
    await mila.look('mandates, none');
    await mila.follow(words('mandates.give'));
    await mila.isAt(words('mandates.give'));
    await mila.press(words('mandates.to-review'));
    await mila.sees(words('error.missing'));
    await mila.look('a mandate, not filled in');
  });

  await step('filled in: the account number is checked while it is typed, and the bank is named', async () => {
    await fillsIn();
    await mila.look('a mandate, filled in');
    await mila.press(words('mandates.to-review'));
    await mila.sees(words('mandates.draft-title'));
    reference = (await mila.page.locator('.code').first().innerText()).trim();
    await mila.look('a mandate to sign');
  });

  await step('signed with a code from a mail, and downloaded as PDF', async () => {
    await signs();
    await mila.sees(words('mandates.active-title'));
    const link = mila.page.getByRole('link', { name: words('mandates.paper') });
    await link.waitFor();
    await mila.look('a mandate that is good');
    const [file] = await Promise.all([mila.page.waitForEvent('download'), link.click()]);
    holds(file.suggestedFilename() === `${reference}.pdf`, `it is named by its reference: ${file.suggestedFilename()}`);
    const bytes = await readFile(await file.path());
    holds(bytes.subarray(0, 5).toString() === '%PDF-', 'it is a PDF');
    if (process.env.BALIE_SHOTS) await file.saveAs(`${process.env.BALIE_SHOTS}/mandate.pdf`);
  });

  await step('another account keeps the reference and is signed as well', async () => {
    await mila.follow(words('mandates.change'));
    await mila.isAt(words('mandates.change'));
    await mila.sees(words('mandates.stays-text'));
    await mila.page.getByRole('textbox', { name: words('mandates.iban') }).fill('NL91 ABNA 0417 1643 00');
    await mila.look('changing a mandate');
    await mila.press(words('mandates.to-review'));
    await mila.sees(words('mandates.change-waits-title'));
    await mila.look('a change to sign');
    await signs();
    await mila.sees(words('mandates.active-title'));
    await mila.sees('NL91 ABNA 0417 1643 00');
    await mila.sees(reference);
  });

  await step('a B2B mandate says what is different, and brings a form for the bank', async () => {
    await mila.open(`${room}/new`);
    await mila.page.getByRole('radio', { name: words('mandates.scheme.b2b') }).first().check();
    await mila.sees(words('mandates.b2b-no-refund'));
    await fillsIn();
    await mila.press(words('mandates.to-review'));
    await mila.page.getByText(words('error.must-accept')).first().waitFor();
    await mila.page.getByRole('checkbox', { name: words('mandates.not-a-consumer') }).check();
    await mila.look('a B2B mandate, filled in');
    await mila.press(words('mandates.to-review'));
    await mila.sees(words('mandates.draft-title'));
    await signs();
    await mila.page.getByRole('link', { name: words('mandates.bank-form') }).waitFor();
    await mila.look('a B2B mandate that is good');
  });

  await step('revoked by the keyboard alone, and given anew with what was filled in', async () => {
    const revoke = mila.page.getByRole('button', { name: words('mandates.revoke'), exact: true });
    await revoke.focus();
    await mila.page.keyboard.press('Enter');
    const now = mila.page.getByRole('button', { name: words('mandates.revoke-now') });
    await now.focus();
    await mila.page.keyboard.press('Enter');
    await mila.sees(words('mandates.state.revoked'));
    await mila.look('a mandate that was revoked');
    await mila.follow(words('mandates.give-anew'));
    await mila.isAt(words('mandates.give'));
    const holder = await mila.page.getByRole('textbox', { name: words('mandates.holder') }).inputValue();
    holds(holder === 'Tischlerei Sommer GmbH', 'what was filled in is there');
    await mila.open(room);
    await mila.look('mandates');
  });
}
