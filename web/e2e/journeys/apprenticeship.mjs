// The apprenticeship contract, in German, filled in from the first question to sending with nothing but the keyboard on a screen of 320 pixels:
// for somebody of sixteen, so that guardians, certificate and the Youth Employment Act are met; what the rules suggest is taken over.
import { holds, same, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE } from './people.mjs';

const de = (key, values) => words(key, values, 'de');

/** Hands on a keyboard: they go from one thing to the next until they are where they want to be. */
function hands(page) {
  const id = () => page.evaluate(() => document.activeElement?.id ?? '');
  const to = async (wanted) => {
    for (let step = 0; step < 90; step += 1) {
      if ((await id()) === wanted) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to ${wanted}; it is at ${await id()}`);
  };
  const toButton = async (name) => {
    for (let step = 0; step < 90; step += 1) {
      const here = await page.evaluate(() => (document.activeElement?.tagName === 'BUTTON' ? (document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText) : ''));
      if (here.trim() === name) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`the keyboard does not come to the button ${name}`);
  };
  return {
    async types(name, text) {
      await to(`field-${name}`);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    async picks(name, nth = 0) {
      await to(`field-${name}`);
      await page.keyboard.press('Space');
      for (let step = 0; step < nth; step += 1) await page.keyboard.press('ArrowDown');
    },
    async dates(name, day) {
      const [year, month, date] = day.split('-');
      for (const [part, text] of [[`field-${name}`, date], [`field-${name}-month`, month], [`field-${name}-year`, year]]) {
        await to(part);
        await page.keyboard.press('ControlOrMeta+A');
        await page.keyboard.type(text);
      }
    },
    async presses(name) {
      await toButton(name);
      await page.keyboard.press('Enter');
    },
  };
}

export async function apprenticeship({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk, { width: 320, height: 720 });
  mila.page.on('dialog', (dialog) => void dialog.accept());
  const { page } = mila;
  const keys = hands(page);
  const isAt = (heading) => page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  const says = (text) => page.getByText(text).first().waitFor();
  const next = async (heading) => {
    await keys.presses(de('forms.next'));
    await isAt(heading);
    // A page begins at its beginning, for hands as for eyes.
    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  };
  const takes = async (field) => {
    const take = page.locator('.suggested', { has: page.locator('button') }).getByRole('button', { name: new RegExp(field) });
    await take.waitFor();
    await take.focus();
    await page.keyboard.press('Enter');
  };

  await step('a contract begins for the opened business, with what is known of it', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await mila.open('/forms/apprenticeship-contract');
    await page.getByRole('button', { name: /^DE / }).click();
    await isAt('Berufsausbildungsvertrag');
    // The businesses of whoever is logged in are asked for first.
    await page.locator('#field-whose').waitFor();
    await keys.picks('whose', 1);
    await keys.presses(de('forms.begin'));
    await isAt('Beruf und Beginn');
    await keys.types('occupation', 'schreine');
    await page.getByRole('option', { name: 'Tischler/Tischlerin' }).waitFor();
    await page.keyboard.press('Enter');
    await keys.dates('start', '2026-09-01');
    await says(/Der Beginn liegt schon zurück/);
    await next('Ausbildungsbetrieb');
    same(await page.locator('#field-businessName').inputValue(), 'Tischlerei Sommer GmbH', 'the name of the business stands there');
    same(await page.locator('#field-companyNumber').inputValue(), '471100', 'its number too');
    await keys.types('agencyNumber', '1234');
    await says(/hat 8 Ziffern/);
    await keys.types('agencyNumber', '12345678');
    await keys.types('representative', 'Mila Sommer');
    await keys.types('businessEmail', 'betrieb@sommer.example');
    await next('Auszubildende Person');
  });

  await step('whoever is not of age has guardians and a certificate', async () => {
    await keys.types('firstName', 'Jonas');
    await keys.types('lastName', 'Winter');
    await keys.dates('born', '2009-10-14');
    await keys.types('street', 'Am Hang 2');
    await keys.types('postcode', '18057');
    await keys.types('town', 'Rostock');
    await keys.types('email', 'jonas@winter.example');
    await next('Gesetzliche Vertretung');
    await keys.picks('custody');
    await keys.presses(de('forms.next'));
    await says(/Minderjährige schließen den Vertrag mit ihren gesetzlichen Vertretern/);
    await mila.look('a contract without guardians');
    await page.getByRole('button', { name: /^DE / }).click();
    for (const [nth, name] of ['Anna', 'Uwe'].entries()) {
      await keys.presses(de('forms.add-one', { label: 'Gesetzliche Vertreter' }));
      await page.locator(`#field-guardians-${nth}-firstName`).focus();
      await keys.types(`guardians-${nth}-firstName`, name);
      await keys.types(`guardians-${nth}-lastName`, 'Winter');
      await keys.types(`guardians-${nth}-street`, 'Am Hang 2');
      await keys.types(`guardians-${nth}-postcode`, '18057');
      await keys.types(`guardians-${nth}-town`, 'Rostock');
      if (nth === 0) await says(/nennen Sie auch den zweiten Elternteil/);
    }
    await keys.dates('medicalExamination', '2025-06-01');
    await says(/nicht älter als 14 Monate sein/);
    await page.locator('#field-medicalExamination').focus();
    await keys.dates('medicalExamination', '2026-05-04');
    await next('Dauer und Probezeit');
  });

  await step('the last day is suggested and taken over; a probation of six months is refused with its paragraph', async () => {
    await keys.picks('shortened', 1);
    await keys.picks('partTime', 1);
    await takes('Ende der Ausbildung');
    same(await page.locator('#field-end-year').inputValue(), '2029', 'the last day');
    await page.locator('#field-end').focus();
    await keys.types('probationMonths', '6');
    await says(/höchstens 4 Monate. \(§ 20 BBiG\)/);
    await mila.look('duration with what is suggested');
    await page.getByRole('button', { name: /^DE / }).click();
    await page.locator('#field-probationMonths').focus();
    await keys.types('probationMonths', '4');
    await next('Ort, Ausbilder, Schule');
    await keys.picks('placeDiffers', 1);
    await keys.picks('outside', 1);
    await keys.types('trainerFirstName', 'Mila');
    await keys.types('trainerLastName', 'Sommer');
    await keys.dates('trainerBorn', '1980-02-03');
    await keys.picks('trainerQualification');
    await keys.types('school', 'Berufliche Schule Rostock');
    await keys.picks('plan');
    await keys.picks('recordForm', 1);
    await next('Arbeitszeit');
  });

  await step('hours of minors, least pay and holiday by age are told beside the field and mended', async () => {
    await keys.types('dailyHours', '9');
    await says(/höchstens 8 Stunden. \(§ 8 JArbSchG\)/);
    await page.locator('#field-dailyHours').focus();
    await keys.types('dailyHours', '8');
    await keys.types('weeklyHours', '40');
    await keys.types('daysAWeek', '5');
    await keys.picks('overtime', 2);
    await next('Vergütung');
    await keys.types('payYear1', '650');
    await says(/Mindestvergütung von 724,00 €. \(§ 17 BBiG\)/);
    await mila.look('pay below the minimum');
    await page.getByRole('button', { name: /^DE / }).click();
    for (const year of [1, 2, 3]) await takes(`Brutto im Monat, ${year}. Ausbildungsjahr`);
    same(await page.locator('#field-payYear3').inputValue(), '977,00', 'the third year');
    await page.locator('#field-payYear3').focus();
    await keys.picks('collectiveAgreement', 1);
    await next('Urlaub');
    await takes('Urlaub im Kalenderjahr');
    same(await page.locator('#field-holiday-1-days').inputValue(), '21', 'seventeen on 1 January 2027');
    await page.locator('#field-holiday-1-days').focus();
    await keys.types('holiday-1-days', '20');
    await says(/mindestens 21 Arbeitstage in diesem Jahr. \(§ 19 JArbSchG\)/);
    await mila.look('holiday of a minor');
    await page.getByRole('button', { name: /^DE / }).click();
    await page.locator('#field-holiday-1-days').focus();
    await keys.types('holiday-1-days', '21');
    await next('Weitere Vereinbarungen');
  });

  await step('the whole of it is read back, the warning confirmed, and sent to be signed', async () => {
    await keys.presses(de('forms.to-review'));
    await isAt(de('forms.review'));
    await says('Tischler/Tischlerin');
    await mila.look('the whole contract before it is sent');
    await page.getByRole('button', { name: /^DE / }).click();
    const warning = page.getByRole('checkbox', { name: /Der Beginn liegt schon zurück/ });
    await warning.focus();
    await page.keyboard.press('Space');
    holds(await warning.isChecked(), 'the warning is confirmed');
    await keys.presses(de('forms.send'));
    await page.waitForURL(/\/forms\/sent\/sub_/);
    await mila.open('/forms/mine');
    await until(async () => (await page.getByText(de('forms.state.to-sign')).count()) > 0, 'it waits for signatures', 15);
  });
  await mila.leave();
}
