// What comes beside raising one means: applying for the first, many at once, the people, what lapses, renewing and ending.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { DAAN, NOOR, PASSPHRASE } from './people.mjs';

export async function means({ step, browser, desk }) {
  const noor = await Visitor.arrive(browser, desk);

  await step('a manager sees all means, finds one by name, and the ways on from there', async () => {
    await noor.logIn(NOOR.email, PASSPHRASE);
    await noor.isAt(words('means.title'));
    await noor.page.getByRole('article').first().waitFor();
    await noor.look('means of a manager');
    await noor.type(words('means.filter-name') + ' ' + words('optional'), 'daan');
    await noor.page.getByRole('article').filter({ hasText: 'Noor' }).waitFor({ state: 'detached' });
    holds((await noor.page.getByRole('article').count()) === 1, 'one means is left');
  });

  await step('what lapses, and the secret address for a calendar program', async () => {
    await noor.follow(words('means.lapses'));
    await noor.isAt(words('lapses.title'));
    await noor.sees('BAL-3001');
    await noor.press(words('lapses.feed-open'));
    await noor.sees('/v1/calendars/');
    await noor.look('what lapses');
    const url = await noor.page.locator('code.breaks').innerText();
    const text = await (await fetch(url)).text();
    holds(text.startsWith('BEGIN:VCALENDAR'), `a calendar: ${text.slice(0, 100)}`);
  });

  await step('the people: Daan becomes a manager', async () => {
    await noor.open('/people');
    await noor.page.getByRole('article').nth(1).waitFor();
    await noor.look('people');
    const daan = noor.page.getByRole('article').filter({ hasText: DAAN.email });
    await daan.getByRole('combobox').selectOption('manager');
    await daan.getByRole('button', { name: /^Rol wijzigen/ }).click();
    await noor.sees(words('people.done'));
    await daan.getByText(words('role.manager')).first().waitFor();
  });

  await step('a table: the faults are told row by row, the good ones are sent', async () => {
    await noor.open('/batches');
    await noor.look('many at once');
    const table = 'Middelnummer;Niveau\r\nBAL-3001;EH3\r\nBAL-9999;EH3\r\nBAL-3002;EH2\r\n';
    await noor.page.locator('input[type=file]').setInputFiles({ name: 'iedereen.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await noor.isAt(words('batch.title'));
    await noor.sees(words('batch-fault.unknown-means'));
    await noor.look('a checked table');
    await noor.page.getByRole('button', { name: words('batch.send-button#one', { count: 1 }) }).click();
    await noor.sees(words('error.faulty-rows'));
    await noor.page.getByRole('checkbox').check();
    await noor.page.getByRole('button', { name: words('batch.send-button#one', { count: 1 }) }).click();
    await noor.page.getByRole('heading', { name: words('batch-stage.sent'), exact: true }).waitFor();
    await noor.sees(words('batch.started'));
    await noor.look('a sent table');
  });

  await step('a table with somebody who has no means yet starts a first application', async () => {
    await noor.open('/batches');
    await noor.sees(words('batches.newcomers'));
    const headings = 'E-mailadres gebruiker;Niveau;Voorletters;Voornamen;Achternaam;Geboortedatum;Mobiel nummer';
    const table = `${headings}\r\nnelleke@bolderbast.example;EH3;N.;Nelleke;Nieuw;30-08-1990;+31 6 12345678\r\n`;
    await noor.page.locator('input[type=file]').setInputFiles({ name: 'nieuw.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
    await noor.isAt(words('batch.title'));
    await noor.sees('Nelleke Nieuw');
    await noor.look('a table with a newcomer');
    await noor.page.getByRole('button', { name: words('batch.send-button#one', { count: 1 }) }).click();
    await noor.page.getByRole('heading', { name: words('batch-stage.sent'), exact: true }).waitFor();
    await noor.sees(words('batch.started'));
  });

  await step('what is no table is refused with its reason', async () => {
    await noor.open('/batches');
    await noor.page.locator('input[type=file]').setInputFiles({ name: 'x.xlsx', mimeType: 'text/plain', buffer: Buffer.from('PK\u0003\u0004 nothing') });
    await noor.sees(words('error.not-a-table'));
    await noor.look('a refused table');
  });

  await step('a means is put to sleep, woken, and asked about before it ends', async () => {
    await noor.open('/means');
    await noor.page.getByRole('link', { name: words('means.manage-long', { number: 'BAL-3002' }) }).click();
    await noor.isAt(words('manage.title'));
    await noor.sees(words('manage.not-renewable'));
    await noor.look('managing a means');
    await noor.press(words('manage.suspend'));
    await noor.page.getByRole('button', { name: words('manage.resume') }).click();
    await noor.page.getByRole('button', { name: words('manage.suspend') }).waitFor();
    await noor.press(words('manage.end'));
    await noor.page.getByRole('dialog').waitFor();
    await noor.page.getByRole('button', { name: words('manage.keep') }).click();
  });

  await step('applying: faults at their fields, then the journey of an upgrade', async () => {
    await noor.open('/apply');
    await noor.look('apply');
    await noor.press(words('start.send'));
    await noor.page.locator('.summary').waitFor();
    await noor.look('apply with errors');
    await noor.choose(words('apply.for'), new RegExp(words('apply.for-another')));
    await noor.type(words('apply.holder-email'), 'nieuw@bolderbast.example');
    await noor.type(words('apply.initials'), 'N.');
    await noor.type(words('apply.first-names'), 'Nina');
    await noor.type(words('apply.surname'), 'Nieuw');
    await noor.typeDate(words('apply.birth-date'), '1990-02-03');
    await noor.type(words('apply.mobile'), '0612345678');
    await noor.press(words('start.send'));
    await noor.isAt(words('step.services.title'));
  });

  await step('an appointment is revoked without an account', async () => {
    const visitor = await Visitor.arrive(browser, desk);
    await visitor.open('/revoke-appointment#appointment=app_01jdc5aaaaaaaaaaaaaaaaaaaa');
    await visitor.look('revoke an appointment');
    await visitor.type(words('revoke.code'), 'ABCD');
    await visitor.press(words('revoke.send'));
    await visitor.page.locator('.summary').waitFor();
    await visitor.leave();
  });

  await noor.leave();
}
