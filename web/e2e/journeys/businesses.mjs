// My business: how one is opened, what is told when PIN and password are mixed up, its rooms and people; the desk's businesses and letters.
import { readFile } from 'node:fs/promises';
import { extractText } from 'unpdf';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF, YOUSSEF } from './people.mjs';

/** The eight digits of a letter, read off the paper as whoever opens the envelope reads them. */
async function pinOn(letter) {
  const { text } = await extractText(new Uint8Array(letter), { mergePages: true });
  const pin = text.match(/\b\d{4} \d{4}\b/)?.[0];
  holds(pin, 'the letter has a PIN');
  return pin;
}

export async function businesses({ step, browser, desk }) {
  const youssef = await Visitor.arrive(browser, desk, { width: 320, height: 640 });
  const mila = await Visitor.arrive(browser, desk);
  const fatima = await Visitor.arrive(browser, desk);
  let pin;

  await step('a PIN in the field of the password is told, after it failed', async () => {
    await youssef.open('/log-in');
    await youssef.type(words('field.identifier'), YOUSSEF.email);
    await youssef.type(words('field.password'), '4071 8326');
    await youssef.press(words('log-in.send'));
    await youssef.sees(words('log-in.pin-hint'));
    await youssef.look('a PIN in the field of the password');
  });

  await step('whoever has no business reads how one is opened', async () => {
    await youssef.logIn(YOUSSEF.email, PASSPHRASE);
    await youssef.isAt(words('means.title'));
    await youssef.open('/businesses');
    await youssef.isAt(words('business.title'));
    await youssef.sees(words('business.how'));
    await youssef.look('my business, none');
  });

  await step('a password in the field of the PIN is told, and is not sent', async () => {
    await youssef.open('/businesses/open');
    await youssef.isAt(words('business.open'));
    await youssef.page.locator('#field-companyNumber').fill('471200');
    await youssef.page.locator('#field-pin').fill(PASSPHRASE);
    await youssef.page.locator('#main').getByRole('button', { name: words('business.open'), exact: true }).click();
    await youssef.sees(words('error.not-a-pin'));
    await youssef.look('a password in the field of the PIN');
  });

  await step('a wrong PIN, by the keyboard alone', async () => {
    await youssef.page.locator('#field-pin').fill('4071 8326');
    await youssef.page.locator('#field-pin').press('Enter');
    await youssef.sees(words('business.wrong-pin'));
    await youssef.look('a wrong PIN');
  });

  await step('a letter is asked for', async () => {
    await youssef.page.locator('#field-letterNumber').fill('471200');
    await youssef.press(words('business.letter-ask'));
    await youssef.sees(words('business.letter-asked'));
    await youssef.look('a letter is asked for');
  });

  await step('a business that is open, its rooms and its people', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    await mila.follow(words('frame.business'));
    await mila.isAt(words('business.title'));
    await mila.sees('Tischlerei Sommer GmbH');
    await mila.look('my business');
    await mila.follow('Tischlerei Sommer GmbH');
    await mila.isAt('Tischlerei Sommer GmbH');
    await mila.look('one business');
    await mila.follow(words('business-room.people'));
    await mila.isAt(words('business.people'));
    await mila.press(words('business.leave'));
    await mila.sees(words('business.leave-last'));
    await mila.press(words('business.keep'));
  });

  await step('the desk writes a business down and has a letter made', async () => {
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.follow(words('frame.businesses'));
    await fatima.isAt(words('desk-business.title'));
    await fatima.sees('Bäckerei Winter');
    await fatima.look('businesses at the desk');
    await fatima.follow(words('desk-business.register'));
    await fatima.isAt(words('desk-business.register'));
    for (const [name, text] of Object.entries({
      number: '471300',
      name: 'Malerei Herbst',
      'address-street': 'Am Wall 7',
      'address-postcode': '18055',
      'address-town': 'Rostock',
    })) {
      await fatima.page.locator(`#field-${name}`).fill(text);
    }
    await fatima.press(words('desk-business.save'));
    await fatima.isAt('Malerei Herbst');
    await fatima.press(words('desk-business.issue'));
    const fetch = fatima.page.getByRole('button', { name: words('desk-business.fetch') });
    await fetch.waitFor();
    await fatima.look('a business at the desk');
    const [file] = await Promise.all([fatima.page.waitForEvent('download'), fetch.click()]);
    const bytes = await readFile(await file.path());
    holds(file.suggestedFilename() === '471300.pdf' && bytes.subarray(0, 5).toString() === '%PDF-', 'a letter for the post');
    pin = await pinOn(bytes);
  });

  await step('letters for the post, and a table with a fault', async () => {
    await fatima.open('/desk/businesses/letters');
    await fatima.sees('Malerei Herbst');
    await fatima.look('letters for the post');
    await fatima.open('/desk/businesses/import');
    const table = 'Betriebsnummer;Name;Straße;PLZ;Ort\n47x;Eins;Allee 1;18055;Rostock\n';
    await fatima.page.locator('#field-content').setInputFiles({ name: 'betriebe.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await fatima.sees(words('desk-business.import-faults'));
    await fatima.look('a table of businesses with a fault');
  });

  await step('the PIN of the letter opens the business, once', async () => {
    const opens = async () => {
      await youssef.open('/businesses/open');
      await youssef.page.locator('#field-companyNumber').fill('471300');
      await youssef.page.locator('#field-pin').fill(pin);
      await youssef.page.locator('#field-pin').press('Enter');
    };
    await opens();
    await youssef.isAt('Malerei Herbst');
    await youssef.look('a business that was opened with the PIN of its letter');
    await opens();
    await youssef.sees(words('business.open-already'));
    await fatima.open('/desk/businesses');
    await fatima.follow('Malerei Herbst');
    await fatima.page.getByText(words('pin-letter.used'), { exact: true }).waitFor();
  });

  await Promise.all([youssef, mila, fatima].map((visitor) => visitor.leave()));
}
