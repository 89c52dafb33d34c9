// A manager raises what others hold: for one of them, who gets his own part by mail, binds the means to a branch and is not employed; and for a
// thousand at once from a table, of which thirty rows are bad.
import { holds, same, until } from '../check.mjs';
import { extract } from '../extract.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, YOUSSEF } from './people.mjs';

const [KATRIEN, BRANCH] = ['68727720', '000037143565'];
const MEANS = { number: 'BAL-4002', name: 'Youssef Amrani' };
/** The bad rows of every hundred: what stands there, and what is said of it. */
const BAD = { 7: ['NOT', 'EH3;;', 'means', 'unknown-means'], 8: ['CROWD', 'EH9;;', 'level', 'not-a-level'], 9: ['CROWD', 'EH3;;2', 'term', 'not-a-term'] };

/** A table of a thousand, three rows in every hundred bad, and what the page says of those; the headings are row 1. */
function aThousand() {
  const lines = ['Middelnummer;Niveau;Diensten;Looptijd in jaren'];
  const faults = [];
  for (let number = 1; number <= 1000; number += 1) {
    const [series, rest, column, code] = BAD[number % 100] ?? ['CROWD', 'EH3;alle;3'];
    lines.push(`${series}-${number};${rest}`);
    if (code) faults.push([number + 1, words(`batch-column.${column}`), words(`batch-fault.${code}`)].join(' | '));
  }
  return { text: `${lines.join('\r\n')}\r\n`, faults };
}

/** An ID, as it is typed of the user and of who signs. */
async function givesDocument(visitor, number) {
  await visitor.field(words('field.document-type')).selectOption('passport');
  await visitor.type(words('field.document-number'), number);
  await visitor.typeDate(words('field.document-expires'), '2031-05-01');
}

export async function forAnother({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const youssef = await Visitor.arrive(browser, desk);
  let home = '';
  const started = (visitor) => visitor.asks('GET', `/v1${home}`);

  await step('Mila starts for Youssef from the list of means, and chooses what for', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    await mila.follow(words('means.start-for-long', MEANS));
    await mila.page.getByRole('radio', { name: /EH3/ }).check();
    await mila.press(words('start.send'));
    await mila.isAt(words('step.services.title'));
    // Two that refuse a branch, and one that does not.
    for (const [provider, service] of [['UWV', /^Werkgeversportaal/], ['DUO', /^DUO Zakelijk/], ['Provincie Zuid-Holland', /^Digitaal loket/]]) {
      await mila.type(words('catalogue.search'), provider);
      await mila.page.getByRole('group', { name: provider, exact: true }).getByRole('checkbox', { name: service }).check();
    }
    await mila.press(words('next'));
    await mila.isAt(words('step.data.title'));
    home = new URL(mila.page.url()).pathname.replace(/\/data$/, '');
    await mila.open('/means');
    await mila.page.getByRole('link', { name: words('means.follow-long', MEANS) }).waitFor();
  });

  await step('Youssef gets his own part by mail, and the link leads him there once he is logged in', async () => {
    const { subject, found } = await desk.mail(YOUSSEF.email, /https?:\/\/[^/\s]+(\/upgrades\/\S+)/);
    holds(subject.includes('EH3'), subject);
    same(found[1], home, 'the link in the mail');
    await youssef.open(found[1]);
    await youssef.type(words('field.identifier'), YOUSSEF.email);
    await youssef.type(words('field.password'), PASSPHRASE);
    await youssef.press(words('log-in.send'));
    await youssef.isAt(words('tracker.title', { level: 'EH3' }));
    await youssef.look('started by a manager');
  });

  await step('what is registered is there; he fills in what only he knows, and that he is not employed there', async () => {
    await youssef.follow(words('tracker.continue'));
    await youssef.isAt(words('step.data.title'));
    same(await youssef.field(words('field.surname')).inputValue(), 'Amrani', 'the surname');
    await youssef.type(words('field.birth-place'), 'Veendam');
    await youssef.choose(words('field.employed'), words('no'));
    await givesDocument(youssef, 'IX4512BR7');
    await youssef.page.getByText(words('kept.saved'), { exact: true }).waitFor();
  });

  await step('a branch: each chosen service that will refuse it is named, and he is asked again before it is taken', async () => {
    await youssef.field(words('branch.choose')).selectOption(BRANCH);
    await youssef.sees(words('branch.refuses'));
    const warning = youssef.page.getByRole('status').filter({ hasText: words('branch.refuses') });
    const named = await warning.getByRole('listitem').allInnerTexts();
    same(named.sort().join(), 'DUO: DUO Zakelijk,UWV: Werkgeversportaal', 'the services that will refuse');
    await youssef.press(words('next'));
    await youssef.page.locator('.summary').getByText(words('error.branch-unconfirmed')).waitFor();
    await youssef.look('data with a branch that was not confirmed');
    holds(!(await started(youssef)).data.organisation.establishmentNumber, 'nothing is bound before he says so');
    await youssef.page.getByRole('checkbox', { name: words('branch.confirm') }).check();
    await youssef.press(words('next'));
    await youssef.isAt(words('step.representatives.title'));
    same((await started(youssef)).data.organisation.establishmentNumber, BRANCH, 'the branch');
  });

  await step('Mila sees what he filled in and what his branch costs, and names herself as who signs', async () => {
    await mila.open(`${home}/services`);
    await mila.sees(words('services.branch-refused'));
    await mila.look('services that refuse the branch');
    await mila.open(`${home}/data`);
    same(await mila.field(words('field.birth-place')).inputValue(), 'Veendam', 'what he filled in');
    await mila.open(`${home}/representatives`);
    await mila.page.getByRole('button', { name: words('register.pick-one', { name: 'Mila Johanna de Boer' }) }).click();
    holds(!(await mila.page.getByRole('checkbox').first().isChecked()), 'she is not the user');
    await mila.typeDate(words('field.birth-date'), '1979-05-17');
    await mila.type(words('field.email'), MILA.email);
    await mila.type(words('field.mobile'), '0689012345');
    await givesDocument(mila, 'NX4512BR7');
    await mila.sees(words('register.settled'));
    await mila.press(words('next'));
    await mila.isAt(words('extract.documents'));
  });

  await step('no extract, but a copy of his ID is asked: what to hide, what to keep; he hands it in and she does not see it', async () => {
    await youssef.open(`${home}/extract`);
    await youssef.sees(words('extract.not-needed'));
    await youssef.sees(words('id-copy.why'));
    for (const line of ['mask-photo', 'mask-nationality', 'mask-bsn', 'keep-names', 'keep-number', 'keep-mrz']) await youssef.sees(words(`id-copy.${line}`));
    await youssef.look('a copy of an ID and no extract');
    await youssef.page.locator('input[type=file]').setInputFiles({ ...extract({ kvkNumber: KATRIEN, sealed: false }), name: 'paspoort.pdf' });
    await youssef.sees(words('document.id-copy-private'));
    const { items } = await mila.asks('GET', `/v1${home}/documents`);
    holds(items.every(({ kind }) => kind !== 'id-copy'), 'the copy is not for who manages him');
  });

  await step('she hands in for him; he follows it himself', async () => {
    await mila.open(`${home}/summary`);
    await mila.sees(words('branch.changes', { from: words('branch.whole'), to: BRANCH }));
    await mila.look('summary for another');
    await mila.press(words('summary.submit'));
    await mila.sees(words('tracker.submitted'));
    await mila.sees(words('tracker.promised'));
    await youssef.open(home);
    await youssef.sees(words('tracker.promised'));
    holds((await youssef.page.getByRole('link', { name: words('tracker.contract') }).count()) === 0, 'there is no form to sign');
  });

  await youssef.leave();
  // A thousand people with a means are planted, which only a stage with controls can.
  if (!desk.controls) return mila.leave();
  const { text, faults } = aThousand();
  const [good, one] = [970, 'user-1@crowd.example'];
  const send = words('batch.send-button#other', { count: good });
  const batch = () => mila.asks('GET', `/v1${new URL(mila.page.url()).pathname}`);
  const outcomes = mila.page.getByRole('table', { name: words('batch.good-rows') }).getByRole('row');

  await step('a table of a thousand: how many are good, and the thirty bad rows each with their fault', async () => {
    const headers = { 'content-type': 'application/json' };
    const planted = await fetch(`${desk.url}/_test/crowd`, { method: 'POST', headers, body: JSON.stringify({ kvkNumber: KATRIEN, count: 1000 }) });
    same(planted.status, 204, 'planting a crowd');
    await mila.open('/means');
    await mila.follow(words('means.many-link'));
    await mila.page.locator('input[type=file]').setInputFiles({ name: 'iedereen.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await mila.isAt(words('batch.title'));
    await mila.page.getByRole('heading', { name: words('batch.faulty#other', { count: 30 }) }).waitFor();
    await mila.sees(words('batch.send-text#other', { count: good }));
    const told = await mila.page.getByRole('table', { name: words('batch.faults') }).locator('tbody tr').all();
    const shown = await Promise.all(told.map(async (row) => (await row.locator('th, td').allInnerTexts()).join(' | ')));
    same(shown.join('\n'), faults.join('\n'), 'the faults by row');
    await mila.look('a checked table of a thousand');
  });

  await step('nothing is sent before she says so, nor as long as she leaves the bad rows in', async () => {
    await mila.press(send);
    await mila.page.getByText(words('error.faulty-rows')).first().waitFor();
    const { stage, started: begun } = await batch();
    same(`${stage} ${begun}`, 'checked 0', 'the batch');
    await outcomes.filter({ hasText: words('batch.not-sent') }).first().waitFor();
    const { items } = await (await fetch(`${desk.url}/mailbox/messages?to=${one}`)).json();
    same(items.length, 0, 'mails to the first of them');
  });

  await step('without the bad rows it goes on behind the page: 970 are started, and who holds one is told', async () => {
    await mila.page.getByRole('checkbox', { name: words('batch.leave-out#other', { count: 30 }) }).check();
    await mila.press(send);
    await mila.page.getByRole('progressbar', { name: words('batch.progress') }).waitFor();
    // Exactly so: while it goes on the heading ends in the same word.
    const sent = mila.page.getByRole('heading', { name: words('batch-stage.sent'), exact: true });
    await until(() => sent.isVisible(), 'all is sent', 120);
    await mila.sees(words('batch.progress-text', { done: good, good }));
    const { started: begun, failed } = await batch();
    same(`${begun} ${failed}`, `${good} 0`, 'started and failed');
    await outcomes.filter({ hasText: words('batch.started') }).nth(1).waitFor();
    await mila.look('a sent table of a thousand');
    await desk.mail(one, /\/register/);
    await mila.follow(words('batches.title'));
    const row = mila.page.getByRole('row', { name: /^iedereen\.csv/ });
    await row.getByText(words('batch-stage.sent'), { exact: true }).waitFor();
    await row.getByText(words('batches.good#other', { count: good })).waitFor();
    await mila.leave();
  });
}
