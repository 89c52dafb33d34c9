// My business > Documents: several files at once, a connection that breaks, versions, the search, a zip; what the desk puts there and sees; templates.
import { readFile } from 'node:fs/promises';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

/** Text of so many bytes, no two parts of it the same. */
function longText(bytes) {
  let text = '';
  for (let line = 0; text.length < bytes; line += 1) text += `Zeile ${String(line).padStart(10, '0')}: Grundbuch\n`;
  return Buffer.from(text.slice(0, bytes), 'ascii');
}

const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.isBuffer(text) ? text : Buffer.from(text) });

async function chooses(visitor, files) {
  await visitor.page.getByLabel(words('folders.choose'), { exact: true }).setInputFiles(files);
}

async function handedIn(visitor, name) {
  const sent = visitor.page.getByRole('list', { name: words('folders.sending') }).getByRole('listitem').filter({ hasText: name });
  await sent.getByText(words('folders-step.released')).first().waitFor();
}

async function downloads(visitor, button) {
  const [arrived] = await Promise.all([visitor.page.waitForEvent('download'), button.click()]);
  return { name: arrived.suggestedFilename(), bytes: await readFile(await arrived.path()) };
}

export async function folders({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const fatima = await Visitor.arrive(browser, desk);
  const long = longText(12_000_000);
  mila.page.on('dialog', (dialog) => void dialog.accept());
  let business;

  await step('from my business to its documents', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    const opened = await mila.asks('GET', '/v1/businesses');
    business = opened.items[0].id;
    await mila.open(`/businesses/${business}`);
    await mila.follow(words('business-room.documents'));
    await mila.isAt(words('folders.title'));
    await mila.sees('Bijdragen en leges');
    await mila.look('the folders of a business');
  });

  await step('several files at once, each with its progress; what is not taken says so', async () => {
    await mila.follow('Bijdragen en leges');
    await mila.isAt('Bijdragen en leges');
    await mila.sees(words('folders.none'));
    await chooses(mila, [file('Beitrag 2026.txt', 'eins'), file('Gebühr März.txt', 'zwei'), file('tool.exe', 'MZ')]);
    await handedIn(mila, 'Beitrag 2026.txt');
    await handedIn(mila, 'Gebühr März.txt');
    await mila.sees(words('folders-wrong.not-taken'));
    await chooses(mila, [file('Falsch.txt', '<!DOCTYPE html><html></html>')]);
    await mila.sees(words('folders-reason.not-the-declared-type'));
    await mila.look('a folder with files that were handed in, and one refused');
  });

  await step('a broken connection: it waits, and goes on by itself where it was', async () => {
    const puts = [];
    let broken = false;
    await mila.page.route('**/quarantine/**', async (route) => {
      const part = new URL(route.request().url()).searchParams.get('partNumber');
      if (broken && part === '2') return route.abort('connectionreset');
      puts.push(part);
      return route.continue();
    });
    broken = true;
    await chooses(mila, [file('Grundbuch.txt', long)]);
    await mila.sees(words('folders.waiting-text'));
    await mila.look('an upload that waits for the connection');
    broken = false;
    await handedIn(mila, 'Grundbuch.txt');
    holds(puts.filter((part) => part === '1').length === 1, `the first part was sent once: ${puts}`);
    await mila.page.unroute('**/quarantine/**');
  });

  await step('left half-way, the page knows it again: the same file goes on where it was', async () => {
    let puts = [];
    let broken = true;
    await mila.page.route('**/quarantine/**', async (route) => {
      const part = new URL(route.request().url()).searchParams.get('partNumber');
      if (broken && part === '2') return route.abort('connectionreset');
      puts.push(part);
      return route.continue();
    });
    await chooses(mila, [file('Pläne.txt', long)]);
    await mila.sees(words('folders.waiting-text'));
    await mila.page.reload();
    await mila.sees(words('folders.broken-off'));
    await mila.sees('Pläne.txt');
    await mila.look('an upload that broke off earlier');
    broken = false;
    puts = [];
    await chooses(mila, [file('Pläne.txt', long)]);
    await handedIn(mila, 'Pläne.txt');
    holds(!puts.includes('1') && puts.includes('2') && puts.includes('3'), `only what was missing was sent: ${puts}`);
    await mila.page.unroute('**/quarantine/**');
  });

  await step('the same name again is a new version; the older one stays', async () => {
    await chooses(mila, [file('Beitrag 2026.txt', 'eins, neu')]);
    await handedIn(mila, 'Beitrag 2026.txt');
    await mila.follow('Beitrag 2026.txt');
    await mila.isAt('Beitrag 2026.txt');
    await mila.look('a file with two versions');
    const older = mila.page.getByRole('button', { name: words('folders.download-version', { name: 'Beitrag 2026.txt', number: 1 }) });
    const got = await downloads(mila, older);
    holds(got.bytes.toString() === 'eins' && got.name === 'Beitrag 2026.txt', `${got.name}: ${got.bytes}`);
  });

  await step('found by how its words begin, and everything as one zip', async () => {
    await mila.open(`/businesses/${business}/documents`);
    await mila.type(words('folders.search-name'), 'gebuhr mar');
    await mila.press(words('folders.search-do'));
    await mila.page.getByRole('link', { name: 'Gebühr März.txt' }).waitFor();
    await mila.press(words('folders.zip', { what: words('folders.zip-all') }));
    const zip = mila.page.getByRole('button', { name: /^Zipbestand downloaden: / });
    await zip.waitFor();
    await mila.look('a search and a zip that is ready');
    const got = await downloads(mila, zip);
    holds(got.bytes.subarray(0, 2).toString() === 'PK' && got.bytes.includes('Bijdragen en leges/Beitrag 2026.txt'), got.name);
  });

  await step('the desk sees what came in, and puts a document there', async () => {
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await fatima.open('/desk/documents');
    await fatima.isAt(words('desk-folders.title'));
    await fatima.page.getByText('Tischlerei Sommer GmbH').first().waitFor();
    await fatima.look('the queue of documents at the desk');
    await fatima.page.getByRole('button', { name: words('desk-folders.seen-long', { name: 'Beitrag 2026.txt' }) }).click();
    await fatima.page.getByRole('button', { name: words('desk-folders.seen-long', { name: 'Beitrag 2026.txt' }) }).waitFor({ state: 'detached' });
    await fatima.type(words('desk-folders.query'), '471100');
    await fatima.press(words('desk-folders.find-do'));
    await fatima.page.getByRole('region', { name: words('desk-folders.find') }).getByRole('link', { name: 'Tischlerei Sommer GmbH' }).click();
    await fatima.isAt(words('desk-folders.documents'));
    await fatima.page.getByLabel(new RegExp(`^${words('folders.note')}`)).fill('Bitte prüfen');
    await chooses(fatima, [file('Bescheid.txt', 'Bescheid')]);
    await handedIn(fatima, 'Bescheid.txt');
    await fatima.look('documents of a business at the desk');
  });

  await step('it is new until it is opened', async () => {
    await mila.open(`/businesses/${business}/documents/notices`);
    await mila.page.getByText(words('folders.new'), { exact: true }).waitFor();
    await mila.sees('Bitte prüfen');
    await mila.look('a document from the chamber');
    const got = await downloads(mila, mila.page.getByRole('button', { name: words('folders.download-long', { name: 'Bescheid.txt' }) }));
    holds(got.bytes.toString() === 'Bescheid', 'it is the one');
    await mila.page.getByText(words('folders.new'), { exact: true }).waitFor({ state: 'detached' });
  });

  await step('templates: kept at the desk, filled in with the data of the business', async () => {
    await fatima.open('/desk/templates');
    await fatima.isAt(words('desk-templates.title'));
    await fatima.look('templates at the desk');
    await fatima.press(words('desk-templates.add'));
    for (const language of ['de', 'nl', 'en']) {
      await fatima.type(`${words('desk-templates.name')} (${words(`language.${language}`)})`, `Aanvraag ${language}`);
    }
    await fatima.look('a template being added');
    await fatima.press(words('desk-templates.save'));
    await fatima.page.getByRole('button', { name: words('desk-templates.replace-long', { title: 'Aanvraag nl' }) }).click();
    await fatima.page.getByLabel(words('desk-templates.choose', { title: 'Aanvraag nl' })).setInputFiles([file('Antrag.txt', 'Antrag')]);
    await handedIn(fatima, 'Antrag.txt');
    await mila.open(`/businesses/${business}/templates`);
    await mila.isAt(words('templates.title'));
    await mila.sees('Aanvraag nl');
    await mila.look('the templates of a business');
    const letter = mila.page.getByRole('button', { name: words('templates.fill-in-long', { title: 'Volmacht voor het klantenportaal' }) });
    const got = await downloads(mila, letter);
    holds(got.bytes.subarray(0, 5).toString() === '%PDF-', got.name);
  });

  await step('deleting asks first, by the keyboard alone', async () => {
    await mila.open(`/businesses/${business}/documents/fees`);
    await mila.follow('Pläne.txt');
    await mila.isAt('Pläne.txt');
    await mila.page.getByRole('button', { name: words('folders.delete') }).focus();
    await mila.page.keyboard.press('Enter');
    await mila.page.getByRole('dialog').waitFor();
    await mila.page.getByRole('button', { name: words('folders.delete-do') }).focus();
    await mila.page.keyboard.press('Enter');
    await mila.isAt('Bijdragen en leges');
    await mila.page.getByRole('link', { name: 'Gebühr März.txt' }).waitFor();
    holds((await mila.page.getByRole('link', { name: 'Pläne.txt' }).count()) === 0, 'it is gone');
  });

  await mila.leave();
  await fatima.leave();
}
