// My account > Overviews: asking for one, watching it being made, downloading it, having them come by themselves.
import { readFile } from 'node:fs/promises';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { DAAN, NOOR, PASSPHRASE } from './people.mjs';

async function orders(visitor, product, cents) {
  const body = { product, kvkNumber: '68727720', payment: 'invoice', cents, language: 'nl', reference: 'Dossier Haven' };
  const { orderId } = await visitor.asks('POST', '/v1/orders', body);
  for (;;) {
    const { order } = await visitor.asks('GET', `/v1/orders/${orderId}`);
    if (order.state.kind === 'ready') return;
    await new Promise((done) => setTimeout(done, 200));
  }
}

export async function overviews({ step, browser, desk }) {
  const noor = await Visitor.arrive(browser, desk);
  const daan = await Visitor.arrive(browser, desk, { width: 320, height: 640 });

  await step('from my account to overviews: nothing there yet', async () => {
    await noor.logIn(NOOR.email, PASSPHRASE);
    await noor.isAt(words('means.title'));
    await orders(noor, 'extract', 235);
    await orders(noor, 'history', 235);
    await noor.open('/account');
    await noor.follow(words('account.overviews-look'));
    await noor.isAt(words('overviews.title'));
    await noor.sees(words('overviews.none'));
    await noor.look('overviews, none');
  });

  await step('a period that ends before it begins is told at its place', async () => {
    await noor.page.getByLabel(words('overviews.from'), { exact: true }).selectOption({ index: 0 });
    await noor.page.getByLabel(words('overviews.to'), { exact: true }).selectOption({ index: 3 });
    await noor.press(words('overviews.send'));
    await noor.sees(words('error.before-from'));
    await noor.page.getByLabel(words('overviews.to'), { exact: true }).selectOption({ index: 0 });
  });

  await step('asked for by the keyboard alone, made, told by mail, downloaded', async () => {
    const csv = noor.page.getByRole('radio', { name: new RegExp(`^${words('overview-format.csv')}`) }).first();
    await csv.focus();
    await noor.page.keyboard.press('Space');
    await noor.page.getByRole('button', { name: words('overviews.send') }).focus();
    await noor.page.keyboard.press('Enter');
    await noor.sees(words('overviews.sent'));
    const download = noor.page.getByRole('button', { name: /^Downloaden bestedingenoverzicht/ }).first();
    await download.waitFor();
    await noor.sees(words('overview-state.ready'));
    await noor.look('an overview that is ready');
    const [file] = await Promise.all([noor.page.waitForEvent('download'), download.click()]);
    holds(/^bestedingen-\d{4}-\d{2}\.csv$/.test(file.suggestedFilename()), `it has a name to find again: ${file.suggestedFilename()}`);
    const text = await readFile(await file.path(), 'utf8');
    holds(text.startsWith('\uFEFF') && text.includes('Totaal;;2;4,70;0,00;4,70'), 'the file says what the page says');
    const { summary } = await noor.asks('GET', '/v1/spend');
    holds(summary.total.grossCents === 470, 'and the page of spend says the same');
  });

  await step('the main user chooses codes, and has overviews come by themselves', async () => {
    await noor.page.getByRole('radio', { name: words('overviews.choose-codes') }).check();
    await noor.page.getByRole('checkbox', { name: /Projecten/ }).waitFor();
    await noor.look('choosing codes of an overview');
    await noor.press(words('overviews.subscribe'));
    await noor.sees(words('overviews.subscription-saved'));
    await noor.look('overviews that come by themselves');
    await noor.press(words('overviews.unsubscribe'));
    await noor.sees(words('overviews.subscription-ended'));
  });

  await step('a user sees his own code only, on a narrow screen', async () => {
    await daan.logIn(DAAN.email, PASSPHRASE);
    await daan.isAt(words('means.title'));
    await daan.open('/account/overviews');
    await daan.isAt(words('overviews.title'));
    await daan.sees(words('overviews.own-code'));
    holds((await daan.page.getByRole('button', { name: words('overviews.subscribe') }).count()) === 0, 'subscribing is for the main user');
    await daan.look('overviews of a user');
  });
}
