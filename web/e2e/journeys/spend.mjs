// What was spent: nobody should have to phone to learn what an invoice is made of, or who the main user is.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { BRAM, DAAN, NOOR, PASSPHRASE } from './people.mjs';

const lines = (visitor, count) =>
  until(async () => {
    const { summary } = await visitor.asks('GET', '/v1/spend');
    return summary.total.lines >= count;
  }, `${count} lines are booked`);

async function orders(visitor, product, cents, reference) {
  await visitor.asks('POST', '/v1/orders', { product, kvkNumber: '69599084', reference, payment: 'invoice', cents, language: 'nl' });
}

export async function spend({ step, browser, desk }) {
  const noor = await Visitor.arrive(browser, desk);
  const daan = await Visitor.arrive(browser, desk);

  await step('before anything is ordered the page says so, and leads to ordering', async () => {
    await noor.logIn(NOOR.email, PASSPHRASE);
    await noor.isAt(words('means.title'));
    await noor.follow(words('frame.spend'));
    await noor.isAt(words('spend.title'));
    await noor.sees(words('spend.none'));
    await noor.sees(words('spend.you-see-all', { name: 'Noor Visser' }));
    await noor.look('spend, nothing yet');
  });

  await step('the sum first, what it is made of, and every line with who, what and for how much', async () => {
    await daan.logIn(DAAN.email, PASSPHRASE);
    await daan.isAt(words('means.title'));
    await orders(noor, 'extract', 235, 'Bestuur');
    await orders(daan, 'extract', 235, 'Dossier Haven');
    await orders(daan, 'certified-extract', 770, 'Dossier Haven');
    await lines(noor, 3);
    await noor.open('/spend');
    await noor.sees('€ 12,40');
    const table = noor.page.getByRole('region', { name: words('spend.every-line') });
    await table.getByText('Projecten').first().waitFor();
    holds((await table.getByRole('row').count()) === 4, 'three lines under their heads');
    for (const told of ['Daan Smit', '69599084', 'Dossier Haven', words('spend.not-invoiced')]) await table.getByText(told).first().waitFor();
    holds((await noor.page.getByRole('img', { name: /12,40/ }).count()) === 1, 'the chart says in words what it shows');
    await noor.look('spend of all codes');
  });

  await step('a filter stands in the address: it can be kept, sent on and gone back from', async () => {
    await noor.page.getByRole('region', { name: words('spend.by-code') }).getByRole('link', { name: 'Projecten' }).click();
    await noor.page.waitForURL(/code=cod_/);
    await noor.sees(words('spend.clear'));
    await noor.sees('€ 10,05');
    await noor.field(`${words('spend.reference')} ${words('optional')}`).fill('dossier haven');
    await noor.press(words('spend.show'));
    await noor.page.waitForURL(/reference=dossier\+haven/);
    await noor.page.reload();
    await noor.sees('€ 10,05');
    await noor.page.getByRole('region', { name: words('spend.every-line') }).getByRole('row').nth(2).waitFor();
    await noor.look('spend under a filter');
    await noor.open('/spend?reference=dat+is+er+niet');
    await noor.sees(words('spend.none-found'));
    await noor.page.getByRole('link', { name: words('spend.clear') }).first().click();
    await noor.sees('€ 12,40');
  });

  await step('who is not the main user sees his own code, and who the main user is', async () => {
    await daan.open('/spend');
    await daan.sees(words('spend.you-see-own', { name: 'Noor Visser' }));
    await daan.sees('€ 10,05');
    await daan.page.getByRole('region', { name: words('spend.every-line') }).getByText('Daan Smit').first().waitFor();
    holds((await daan.page.getByText('Bestuur').count()) === 0, 'nothing of another code');
    await daan.look('spend of one code');
  });

  await step('a budget for a code is set, seen by its holder, and told at 80 percent', async () => {
    await noor.open('/spend');
    await noor.press(words('spend.budget-set'));
    await noor.page.locator('.summary').waitFor();
    await noor.look('a budget with errors');
    const form = noor.page.locator('form').last();
    await form.getByRole('combobox').selectOption({ index: 2 });
    await noor.field(words('spend.budget-amount')).fill('12,50');
    await noor.press(words('spend.budget-set'));
    await noor.page.getByRole('region', { name: words('spend.budgets') }).getByText(words('spend.percent', { percent: 80 })).waitFor();
    await noor.look('a budget');
    await daan.page.reload();
    await daan.page.getByRole('region', { name: words('spend.budgets') }).getByText(words('spend.percent', { percent: 80 })).waitFor();
    if (desk.controls) {
      await fetch(`${desk.url}/_test/jobs/watch-budgets`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
      const { subject } = await desk.mail(DAAN.email, /Projecten/);
      holds(subject.includes('80'), subject);
    }
    await noor.page.getByRole('button', { name: words('spend.budget-remove-long', { label: 'Projecten' }) }).click();
    await noor.page.getByRole('region', { name: words('spend.budgets') }).waitFor({ state: 'detached' });
  });

  await step('by keyboard: from the filters to a line, and on to its order', async () => {
    await noor.open('/spend');
    const product = noor.page.getByRole('region', { name: words('spend.by-product') }).getByRole('link').first();
    await product.focus();
    await noor.page.keyboard.press('Enter');
    await noor.page.waitForURL(/product=/);
    await noor.sees(words('spend.clear'));
  });

  await noor.leave();
  await daan.leave();

  await step('without an access code the page says what is missing and whom to ask', async () => {
    const bram = await Visitor.arrive(browser, desk);
    await bram.logIn(BRAM.email, PASSPHRASE);
    await bram.isAt(words('means.title'));
    await bram.open('/spend');
    await bram.sees(words('spend.you-see-all', { name: 'Bram Kuipers' }));
    await bram.leave();
  });
}
