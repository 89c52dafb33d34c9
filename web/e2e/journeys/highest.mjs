// From EH2 to EH4, the longest way there is: more data, a copy of the ID, a courier who looks, and two colleagues who approve.
import { holds, same, until } from '../check.mjs';
import { extract } from '../extract.mjs';
import { Visitor, words } from '../visitor.mjs';
import { COLLEAGUE, PASSPHRASE, STAFF, WILLEM } from './people.mjs';
import { choosesServices } from './services.mjs';

/** What EH4 does not go on without and EH3 does; a BSN is needed only of whoever is the company himself. */
const EH4_ASKS = ['field.street', 'field.postcode', 'field.town', 'field.certificate-serial'];

export async function highest({ step, browser, desk }) {
  const willem = await Visitor.arrive(browser, desk);
  let home = '';
  let organisation = '';
  const view = () => willem.asks('GET', `/v1${home}`);

  await step('a sole trader with EH2 asks for EH4', async () => {
    await willem.logIn(WILLEM.email, PASSPHRASE);
    await willem.isAt(words('means.title'));
    await willem.page.locator('.means__level').getByText('EH2', { exact: true }).waitFor();
    await willem.page.getByRole('link', { name: words('means.upgrade-long', { number: 'BAL-2001' }) }).click();
    await willem.isAt(words('start.title'));
    await willem.page.getByRole('radio', { name: /EH4/ }).check();
    await willem.press(words('start.send'));
    await choosesServices(willem);
    home = new URL(willem.page.url()).pathname.replace(/\/data$/, '');
    organisation = (await view()).organisationId;
  });

  await step('he is asked what EH3 does not ask; a BSN that is none is told at its field', async () => {
    await willem.type(words('field.birth-place'), 'Amsterdam');
    await willem.choose(words('field.employed'), words('yes'));
    await willem.field(words('field.document-type')).selectOption('passport');
    await willem.type(words('field.document-number'), 'NX12345B7');
    await willem.typeDate(words('field.document-expires'), '2031-08-31');
    await willem.press(words('next'));
    // What EH3 needs is there: what is still missing, EH4 alone needs.
    const summary = willem.page.locator('.summary');
    const missing = (label) => summary.getByRole('link', { name: `${words(label)}: ${words('error.missing')}` }).waitFor();
    for (const label of EH4_ASKS) await missing(label);
    await willem.type(words('field.street'), 'Dorpsstraat 1');
    await willem.type(words('field.postcode'), '3511 AB');
    await willem.type(words('field.town'), 'Utrecht');
    await willem.type(words('field.certificate-serial'), '5A3F19C2D47E8B60');
    // That he is his company is known for sure once the rest is sent; he cannot go on without a BSN then.
    await willem.press(words('next'));
    await missing('field.bsn');
    same(await summary.getByRole('listitem').count(), 1, 'what is still missing');
    await willem.type(words('field.bsn'), '123456789');
    await willem.press(words('next'));
    await summary.getByText(words('error.not-a-bsn')).waitFor();
    same(await summary.getByRole('listitem').count(), 1, 'what is wrong');
    const bsn = willem.field(words('field.bsn'));
    same(await bsn.getAttribute('aria-invalid'), 'true', 'the field is marked');
    // A screen reader hears it at the field, not in the summary alone.
    const told = await bsn.evaluate((field) => field.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).innerText).join(' '));
    holds(told.toLowerCase().includes(words('error.not-a-bsn')), told);
    await willem.look('data at EH4');
    await willem.type(words('field.bsn'), '123456782');
    await willem.press(words('next'));
    await willem.isAt(words('step.representatives.title'));
  });

  await step('he takes himself from the register, and hands in what is asked', async () => {
    await willem.page.getByRole('button', { name: words('register.pick-one', { name: 'Willem van der Meer' }) }).click();
    await willem.press(words('next'));
    await willem.page.getByRole('heading', { name: words('id-copy.title') }).waitFor();
    await willem.sees(words('id-copy.why-level'));
    await willem.look('copy of an ID at EH4');
    await willem.page
      .locator('input[type=file]')
      .last()
      .setInputFiles({ ...extract({ kvkNumber: '69599084', sealed: false }), name: 'paspoort.pdf' });
    await willem.sees(words('document.id-copy-private'));
    await willem.press(words('next'));
    await willem.isAt(words('step.summary.title'));
    await willem.press(words('summary.submit'));
    await willem.isAt(words('tracker.title', { level: 'EH4' }));
    await willem.sees(words('tracker.submitted'));
  });

  await step('the courier sees him, and it is who he said', async () => {
    await until(async () => (await view()).identification?.persons[0]?.bookUrl, 'the partner was asked');
    await willem.open(home);
    await willem.sees(words('identification.what.invited'));
    same((await view()).identification.persons.length, 1, 'who is to be seen: he signs for himself');
    await willem.look('tracker at EH4 that waits for the courier');
    await willem.page.goto(`${desk.url}/courier`);
    await willem.page.locator('section').first().getByRole('button', { name: 'Match' }).click();
    // The partner's pages may not ask our API anything.
    await willem.open(home);
    await until(async () => (await view()).checks.find((check) => check.check === 'identification').state === 'passed', 'he was seen');
    await willem.open(home);
    await willem.sees(words('identification.what.matched'));
    holds((await willem.page.getByRole('link', { name: words('identification.book') }).count()) === 0, 'nothing is left to book');
  });

  /** A member of staff at the case. */
  const atTheCase = async (person) => {
    const staff = await Visitor.arrive(browser, desk);
    await staff.logIn(person.email, PASSPHRASE);
    await staff.page.waitForURL(/\/desk/);
    await staff.open(`/desk/organisations/${organisation}${home}`);
    await staff.page.getByRole('heading', { level: 2, name: words('case.documents') }).waitFor();
    return staff;
  };

  await step('one colleague records the checks and approves; that is not enough', async () => {
    const fatima = await atTheCase(STAFF);
    const waiting = fatima.page.locator('.check--waiting').getByRole('button');
    while ((await waiting.count()) > 0) {
      const before = await waiting.count();
      await waiting.first().click();
      await fatima.choose(words('case.outcome'), words('case.passed'));
      await fatima.type(words('case.note'), 'Gezien en vergeleken.');
      await fatima.press(words('save'));
      await until(async () => (await fatima.page.locator('.check form').count()) === 0 && (await waiting.count()) < before, 'the check is recorded');
    }
    await fatima.sees(words('approvals.needed#other', { count: 2 }));
    await fatima.press(words('case.approve'));
    await fatima.sees(words('approvals.own'));
    holds((await view()).stage === 'in-review', 'a second colleague looks');
    holds((await fatima.page.getByRole('button', { name: words('approvals.second') }).count()) === 0, 'she cannot be the second');
    await fatima.look('case that waits for a second colleague');
    await fatima.leave();
    await willem.open(home);
    await willem.sees(words('tracker.promised'));
    await willem.look('tracker that waits for the second colleague');
    holds((await willem.page.getByRole('link', { name: words('tracker.to-activate') }).count()) === 0, 'he has nothing to activate yet');
  });

  await step('another colleague finds it waiting and approves', async () => {
    const joost = await atTheCase(COLLEAGUE);
    await joost.open('/desk');
    await joost.follow(words('queue-reason.second-approval'));
    await joost.page.locator(`a[href$="${home}"]`).click();
    await joost.sees(words('approvals.by', { name: 'Fatima el Idrissi', time: '' }).trim());
    await joost.look('case for the second colleague');
    await joost.press(words('approvals.second'));
    await joost.sees(words('case.approved-text'));
    await joost.leave();
  });

  await step('with the code from his mail he holds EH4, and the copy is gone', async () => {
    const { found } = await desk.mail(WILLEM.email, /^\s*((?:[A-Z2-9]{4}[ -]?){3})\s*$/m);
    await willem.open(home);
    await willem.follow(words('tracker.to-activate'));
    await willem.type(words('field.activation-code'), found[1]);
    await willem.press(words('activate-means.send', { level: 'EH4' }));
    await willem.isAt(words('activate-means.done', { level: 'EH4' }));
    await willem.follow(words('home.to-means'));
    await willem.page.locator('.means__level').getByText('EH4', { exact: true }).waitFor();
    await willem.open(home);
    await willem.sees(words('tracker.active', { level: 'EH4' }));
    const copy = async () => (await willem.asks('GET', `/v1${home}/documents`)).items.find((document) => document.kind === 'id-copy');
    await until(async () => (await copy())?.state === 'deleted', 'the copy served its purpose (S51)');
    await willem.leave();
  });
}
