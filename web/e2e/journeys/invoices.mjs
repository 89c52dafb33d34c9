// Invoices: what a total is for in one glance, the lines behind it in one click, and a payment that the desk writes down.
import { holds, same, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, PETRA, STAFF } from './people.mjs';

export async function invoices({ step, browser, desk }) {
  const petra = await Visitor.arrive(browser, desk);
  let latest;

  await step('the main user sees every invoice, with its total and where its payment stands', async () => {
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    await petra.follow(words('frame.invoices'));
    await petra.isAt(words('invoices.title'));
    const { items } = await petra.asks('GET', '/v1/invoices');
    latest = items[0];
    holds(items.length >= 5 && items.every((one, at) => at === 0 || one.number < items[at - 1].number), 'the latest first, no number twice');
    await petra.sees(latest.number);
    await petra.sees(words('invoice-state.paid'));
    await petra.look('invoices');
  });

  await step('one invoice says in one glance what it is for, until when it is paid, and what follows otherwise', async () => {
    await until(async () => (await petra.asks('GET', `/v1/invoices/${latest.invoiceId}`)).contents.download, 'the paper is there');
    await petra.follow(latest.number);
    await petra.isAt(words('invoice.title', { number: latest.number }));
    await petra.sees(words('invoice.by-product'));
    await petra.sees(words('invoice.by-code'));
    await petra.sees(words('invoice.register-has-no-vat'));
    await petra.sees('Inkoop');
    const href = await petra.page.getByRole('link', { name: words('invoice.download') }).getAttribute('href');
    const paper = await fetch(href);
    same(new TextDecoder().decode((await paper.arrayBuffer()).slice(0, 5)), '%PDF-');
    await petra.look('one invoice');
  });

  await step('one click leads to exactly the lines behind the total, and the sum is equal to the cent', async () => {
    const total = new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(latest.payment.sum.grossCents / 100);
    await petra.follow(words('invoice.lines#other', { count: latest.payment.sum.lines }));
    await petra.isAt(words('spend.title'));
    await petra.sees(total);
    const { items } = await petra.asks('GET', `/v1/spend/lines?invoice=${latest.invoiceId}`);
    same(items.reduce((sum, line) => sum + line.grossCents, 0), latest.payment.sum.grossCents);
  });

  await step('the desk finds an invoice by its number and writes down that it was paid', async () => {
    const fatima = await Visitor.arrive(browser, desk);
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.isAt(words('queue.title'));
    await fatima.open('/desk/invoices');
    await fatima.press(words('desk-invoice.find'));
    await fatima.page.locator('.summary').waitFor();
    await fatima.look('no number of an invoice');
    await fatima.type(words('invoice.number'), latest.number);
    await fatima.press(words('desk-invoice.find'));
    await fatima.isAt(words('invoice.title', { number: latest.number }));
    await fatima.look('an invoice at the desk');
    await fatima.typeDate(words('desk-invoice.paid-on'), latest.madeOn);
    await fatima.press(words('desk-invoice.record-button'));
    await fatima.sees(words('desk-invoice.settled'));
    await fatima.look('an invoice that was paid');
    await fatima.leave();
    await petra.open(`/invoices/${latest.invoiceId}`);
    await petra.sees(words('invoice-since.paid'));
    holds((await petra.page.getByText(words('invoice.ahead')).count()) === 0, 'nothing follows any more');
  });

  await petra.leave();
}
