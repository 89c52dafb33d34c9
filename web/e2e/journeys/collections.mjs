// Collections at the desk: put together, announced, handed to the bank as a file, given back; and what the member sees of it.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

const ADDRESS = { street: 'Hauptstr. 1', postcode: '50667', town: 'Köln', country: 'DE' };

/** A table of what is to be collected, as staff hand it in. */
const table = (rows) => ({ name: 'table.csv', mimeType: 'text/csv', buffer: Buffer.from(`Kenmerk;Bedrag;Tekst\n${rows}`) });

export async function collections({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const fatima = await Visitor.arrive(browser, desk);
  let mandate = '';
  let reference = '';
  let business = '';
  let collection = '';

  await step('a member gives a mandate', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    business = (await mila.asks('GET', '/v1/businesses')).items[0].id;
    const all = `/v1/businesses/${business}/mandates`;
    const filled = { scheme: 'core', frequency: 'recurring', language: 'de', holder: 'Tischlerei Sommer GmbH', iban: 'DE89370400440532013000', place: 'Köln', address: ADDRESS };
    const drafted = await mila.asks('POST', all, filled);
    mandate = `${all}/${drafted.id}`;
    reference = drafted.reference;
    await mila.asks('POST', `${mandate}/codes`, { language: 'de' });
    const { found } = await desk.mail(MILA.email, /^ {4}(\d{6})$/m, '');
    const signed = await mila.asks('POST', `${mandate}/signatures`, { fingerprint: drafted.toSign, code: found[1] });
    holds(signed.state === 'active', 'it is signed');
  });

  await step('the desk lists it and begins a collection for the earliest day', async () => {
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.isAt(words('queue.title'));
    await fatima.open('/desk/mandates');
    await fatima.sees(reference);
    await fatima.look('mandates at the desk');
    await fatima.open('/desk/collections');
    await fatima.sees(words('collections.none'));
    await fatima.look('collections, none');
    await fatima.press(words('collections.make-button'));
    await fatima.sees(words('collections.empty'));
    collection = new URL(fatima.page.url()).pathname;
    await fatima.look('a collection, empty');
  });

  await step('what is wrong is told at its place; a table is taken whole or not at all', async () => {
    await fatima.press(words('collections.add-one-button'));
    await fatima.sees(words('error.missing'));
    await fatima.type(words('collections.reference'), 'BALIE-0');
    await fatima.page.getByRole('textbox', { name: words('collections.amount') }).fill('55,00');
    await fatima.page.getByRole('textbox', { name: words('collections.text') }).fill('Beitrag 2026');
    await fatima.press(words('collections.add-one-button'));
    await fatima.sees(words('error.unknown-mandate'));
    await fatima.look('a debit without a mandate');
    const file = fatima.page.locator('input[type=file]');
    await file.setInputFiles(table(`${reference};12,50;Gebühr\nNONE;1;x\n`));
    await fatima.sees(words('collections.fault.unknown-mandate'));
    await fatima.look('a table with a fault');
    await file.setInputFiles(table(`${reference};12,50;Gebühr\n`));
    await fatima.sees(words('collections.added#one', { count: 1 }));
    await fatima.type(words('collections.reference'), reference);
    await fatima.press(words('collections.add-one-button'));
    await fatima.sees('Beitrag 2026');
    await fatima.look('a collection with two debits');
  });

  await step('announced: the member is mailed, and sees it beside his mandate', async () => {
    await fatima.press(words('collections.announce-button'));
    await fatima.press(words('collections.announce-sure'));
    await fatima.sees(words('collections.state.announced'));
    await until(async () => (await fatima.asks('GET', `/v1${collection}`)).items.every((debit) => debit.outcome === 'told'), 'everybody is told');
    await desk.mail(MILA.email, /NL\d\dZZZ[\dA-Z]+/, '');
    await mila.open(mandate.replace('/v1/', '/'));
    await mila.sees(words('collected.announced'));
    await mila.look('a mandate with what is announced');
  });

  await step('exported: a file that is always the same', async () => {
    await fatima.press(words('collections.export-button'));
    await fatima.press(words('collections.export-sure'));
    await fatima.sees(words('collections.file'));
    const download = fatima.page.waitForEvent('download');
    await fatima.press(words('collections.file-button'));
    const name = (await download).suggestedFilename();
    holds(/^BAL-[0-9A-Z]{26}\.xml$/.test(name), `the file is called ${name}`);
    await fatima.look('a collection with its file');
  });

  await step('the bank gives one back, and the member is told why and what to do', async () => {
    await fatima.page.getByRole('button', { name: words('collections.return-long', { reference }) }).first().click();
    await fatima.page.getByLabel(words('collections.reason')).selectOption('AM04');
    const today = (await fatima.asks('GET', '/v1/desk/collections')).items[0].since.slice(0, 10);
    await fatima.typeDate(words('collections.returned-on'), today);
    await fatima.look('a return');
    await fatima.press(words('collections.return-button'));
    await fatima.sees(words('collections.outcome.returned'));
    await fatima.look('a collection with a return');
    await mila.open(mandate.replace('/v1/', '/'));
    await mila.sees(words('collected.returned'));
    await mila.look('a mandate with what came back');
  });
}
