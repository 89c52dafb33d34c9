// Ordering from the register: from a name to a PDF, and what is said when the register does not deliver.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { DAAN, NOOR, PASSPHRASE } from './people.mjs';

const euros = (cents) => new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR' }).format(cents / 100);

async function chooses(visitor, product) {
  await visitor.page.getByRole('radio', { name: new RegExp(`^${words(`product.${product}`).replaceAll(/[()]/g, '.')},`) }).check();
}

export async function orders({ step, browser, desk }) {
  const guest = await Visitor.arrive(browser, desk);
  const noor = await Visitor.arrive(browser, desk);
  let ordered = '';

  await step('anybody sees what there is, what it costs and that there is no VAT on it', async () => {
    await guest.open('/products');
    await guest.isAt(words('products.title'));
    await guest.sees(words('product.certified-extract'));
    await guest.sees(euros(235));
    await guest.look('products');
  });

  await step('nothing ordered yet; a company is found by name, by number and by the number of a branch', async () => {
    await noor.logIn(NOOR.email, PASSPHRASE);
    await noor.isAt(words('means.title'));
    await noor.follow(words('frame.orders'));
    await noor.isAt(words('orders.title'));
    await noor.sees(words('orders.none'));
    await noor.look('orders, none');
    await noor.follow(words('orders.new'));
    await noor.isAt(words('companies.title'));
    await noor.type(words('companies.query'), '123');
    await noor.press(words('companies.search'));
    await noor.sees(words('error.not-a-company-number'));
    await noor.type(words('companies.query'), '000037178601');
    await noor.press(words('companies.search'));
    await noor.page.getByRole('link', { name: 'Test BV Donald Nevenvestiging' }).waitFor();
    await noor.type(words('companies.query'), '68727720');
    await noor.press(words('companies.search'));
    await noor.page.getByRole('link', { name: 'Test NV Katrien' }).first().waitFor();
    await noor.type(words('companies.query'), 'Katrien');
    await noor.press(words('companies.search'));
    await noor.page.getByRole('link', { name: 'Katrien aan zee' }).waitFor();
    await noor.look('companies found');
  });

  await step('the company with what can be ordered; nothing chosen is told at its place', async () => {
    await noor.page.getByRole('link', { name: 'Test NV Katrien' }).first().click();
    await noor.isAt('Test NV Katrien');
    await noor.sees(words('sheet.main-branch'));
    await noor.press(words('company.next'));
    await noor.sees(words('error.choose-one'));
    await noor.look('a company');
  });

  await step('an extract: confirmed with its price, ordered once however often it is pressed, read and downloaded', async () => {
    await chooses(noor, 'extract');
    await noor.press(words('company.next'));
    await noor.isAt(words('order.confirm'));
    await noor.sees(words('order.no-vat'));
    await noor.type(`${words('order.reference')} ${words('optional')}`, 'Dossier Haven');
    await noor.look('confirming an order');
    await noor.page.getByRole('button', { name: words('order.send', { price: euros(235) }) }).dblclick();
    await noor.isAt(words('product.extract'));
    await noor.page.getByText(words('order-state.ready')).first().waitFor();
    await noor.sees(words('order.delivered'));
    await noor.sees('Mila Johanna de Boer');
    await noor.sees('Dossier Haven');
    await noor.look('a delivered extract');
    ordered = new URL(noor.page.url()).pathname;
    const link = await noor.page.getByRole('link', { name: words('order.download') }).getAttribute('href');
    const file = await fetch(link);
    holds(file.ok && (await file.text()).startsWith('%PDF-'), 'the PDF can be downloaded');
    const { items } = await noor.asks('GET', '/v1/orders');
    holds(items.length === 1, `a double click orders once: ${items.length}`);
  });

  await step('one filed document, by its name', async () => {
    await noor.open('/companies/68727720');
    await chooses(noor, 'filed-document');
    await noor.page.getByLabel(words('company.filing'), { exact: true }).selectOption({ index: 1 });
    await noor.press(words('company.next'));
    await noor.press(words('order.send', { price: euros(315) }));
    await noor.page.getByText(words('order-state.ready')).first().waitFor();
    holds((await noor.page.getByText(words('order.delivered')).count()) === 0, 'a file is not shown on the page');
  });

  await step('direct debit is offered to whose organisation gave a mandate, and to nobody else', async () => {
    await noor.open('/companies/68727720/order?product=history');
    await noor.isAt(words('order.confirm'));
    await noor.sees(words('order-payment.invoice'));
    holds((await noor.page.getByText(words('order-payment.direct-debit')).count()) === 0, 'without a mandate nothing is collected');
  });

  await step('what the register does not have is told, and not charged', async () => {
    await noor.open('/companies/90002520/order?product=annual-accounts');
    await noor.press(words('order.send', { price: euros(430) }));
    await noor.sees(words('order-failed.nothing-found'));
    await noor.sees(words('order.not-charged'));
    await noor.look('not delivered');
  });

  await step('what the register works on can be ordered, and waits', async () => {
    await noor.open('/companies/90002903');
    await noor.sees(words('company.later'));
    await chooses(noor, 'extract');
    await noor.press(words('company.next'));
    await noor.press(words('order.send', { price: euros(235) }));
    await noor.sees(words('order-waits.being-processed'));
    await noor.look('an order that waits');
  });

  await step('all of them in a list, by month; the main user sees those of others, others only their own', async () => {
    await noor.open('/orders');
    await noor.sees('Test NV Katrien (68727720)');
    await noor.look('orders');
    await noor.page.getByLabel(words('orders.month'), { exact: true }).selectOption({ index: 2 });
    await noor.page.locator('.empty').waitFor();
    const daan = await Visitor.arrive(browser, desk);
    await daan.logIn(DAAN.email, PASSPHRASE);
    await daan.isAt(words('means.title'));
    await daan.open('/orders');
    await daan.sees(words('orders.none'));
    await daan.open(ordered);
    await daan.sees(words('problem.not-found'));
    await daan.leave();
  });

  await step('an extract without an account: paid at once, downloaded, mailed, and said to be in no overview', async () => {
    await guest.open('/products');
    await guest.page.locator('main').getByRole('link', { name: words('counter.title') }).click();
    await guest.isAt(words('counter.title'));
    await guest.sees(words('counter.nowhere'));
    await guest.press(words('counter.pay', { price: euros(235) }));
    await guest.sees(words('error.missing'));
    await guest.look('an extract without an account');
    await guest.type(words('companies.kvk'), '68727720');
    await guest.type(words('field.email'), 'gast@example.org');
    await guest.press(words('counter.pay', { price: euros(235) }));
    await guest.page.getByRole('button', { name: 'Pay' }).click();
    await guest.isAt(words('counter.yours'));
    await guest.page.getByText(words('counter.ready')).first().waitFor();
    await guest.sees(words('counter.nowhere'));
    await guest.look('a paid extract');
    const link = await guest.page.getByRole('link', { name: words('order.download') }).getAttribute('href');
    holds((await (await fetch(link)).text()).startsWith('%PDF-'), 'the PDF can be downloaded');
    const { found } = await desk.mail('gast@example.org', /\/order-extract\/done#token=(\S+)/);
    const later = await Visitor.arrive(browser, desk);
    await later.open(found[0]);
    await later.page.getByText(words('counter.ready')).first().waitFor();
    await later.leave();
  });

  await step('called off: nothing is made', async () => {
    await guest.open('/order-extract');
    await guest.type(words('companies.kvk'), '68727720');
    await guest.type(words('field.email'), 'gast@example.org');
    await guest.press(words('counter.pay', { price: euros(235) }));
    await guest.page.getByRole('button', { name: 'Call off' }).click();
    await guest.sees(words('counter.not-paid'));
  });

  await guest.leave();
  await noor.leave();
}
