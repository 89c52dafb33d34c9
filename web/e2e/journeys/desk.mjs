// What happens around a case at the desk: queues, finding it, having it in hand, comparing, asking the customer.
import { holds, same } from '../check.mjs';
import { extract } from '../extract.mjs';
import { Visitor, words } from '../visitor.mjs';
import { COLLEAGUE, PASSPHRASE, PETRA, STAFF } from './people.mjs';

/** Begins raising Petra's means and fills in all but the extract; what the pages do for that is another journey. */
export async function begun(visitor) {
  const me = await visitor.asks('GET', '/v1/me');
  const { items } = await visitor.asks('GET', '/v1/means');
  const own = items.filter((one) => one.holder.accountId === me.accountId);
  const open = own.find((one) => one.openUpgrade)?.openUpgrade;
  if (open) {
    const { version } = await visitor.asks('GET', `/v1/upgrades/${open.upgradeId}`);
    await visitor.asks('POST', `/v1/upgrades/${open.upgradeId}/cancellation`, { version });
  }
  const { meansId } = own.find((one) => one.openUpgrade || one.targetLevels.length > 0);
  const means = await visitor.asks('GET', `/v1/means/${meansId}`);
  const upgrade = await visitor.asks('POST', '/v1/upgrades', { meansId, targetLevel: means.targetLevels.at(0) });
  const known = (section) =>
    Object.fromEntries(upgrade.asked.filter((one) => one.section === section && one.known).map((one) => [one.field, one.known]));
  const user = {
    ...known('user'),
    birthPlace: 'Duckstad',
    employed: true,
    identityDocument: { type: 'passport', number: 'NX4512BR7', expiresOn: '2031-05-01' },
  };
  const { firstNames, infix, surname, birthDate, email, mobile } = user;
  await visitor.asks('PATCH', `/v1/upgrades/${upgrade.upgradeId}`, {
    version: upgrade.version,
    user,
    organisation: known('organisation'),
    representatives: [{ firstNames, infix, surname, birthDate, email, mobile, function: 'Directeur', power: 'alone', isUser: true }],
    authorisations: { chosen: [{ scope: 'service', serviceId: 'urn:balie:service:zuid-holland:loket' }] },
  });
  return { id: upgrade.upgradeId, number: means.number, organisation: means.organisation.name, level: upgrade.targetLevel };
}

export async function atTheDesk({ step, browser, desk }) {
  const petra = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  const place = () => new URL(staff.page.url()).pathname;
  let tracker = '';
  let begin;

  await step('Petra hands in an upgrade and sees her date', async () => {
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    begin = await begun(petra);
    tracker = `/upgrades/${begin.id}`;
    await petra.open(`${tracker}/extract`);
    await petra.page.locator('input[type=file]').first().setInputFiles(extract({ kvkNumber: PETRA.kvkNumber }));
    await petra.page.locator('.file').filter({ hasText: 'uittreksel.pdf' }).getByText(words('document-state.released')).waitFor();
    await petra.open(`${tracker}/summary`);
    await petra.press(words('summary.submit'));
    await petra.isAt(words('tracker.title', { level: begin.level }));
    await petra.sees(words('tracker.promised'));
    await petra.look('tracker with a date');
  });

  await step('staff see how much waits where, and find the case by the number of the means', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.isAt(words('queue.title'));
    await staff.page.getByRole('link', { name: words('queue-reason.data') }).waitFor();
    await staff.look('queues');
    await staff.press(words('find.find'));
    await staff.page.locator('.summary').waitFor();
    await staff.type(words('find.query'), begin.number.toLowerCase());
    await staff.press(words('find.find'));
    await staff.page.locator(`a[href$="${begin.id}"]`).waitFor();
    await staff.look('case found');
  });

  await step('the case stands in the queue of what is judged first', async () => {
    await staff.follow(words('queue-reason.data'));
    await staff.isAt(words('queue-reason.data'));
    await staff.page.locator('.queue__entry').first().waitFor();
    await staff.look('queue of data');
    await staff.page.locator(`a[href$="${begin.id}"]`).click();
    await staff.page.getByRole('heading', { level: 2, name: words('case.documents') }).waitFor();
  });

  await step('staff see what every source says', async () => {
    await staff.page.getByRole('heading', { level: 2, name: words('side.title') }).waitFor();
    await staff.look('case side by side');
    const table = staff.page.getByRole('table', { name: words('side.title') });
    same(await table.getByRole('rowheader', { name: words('pointer.kvkNumber'), exact: true }).count(), 1, 'the number of the company has a row');
  });

  await step('she takes the case in hand; a colleague sees who has it and cannot decide', async () => {
    await staff.press(words('hands.take'));
    await staff.page.getByRole('button', { name: words('hands.release') }).waitFor();
    await staff.look('case in hand');
    const colleague = await Visitor.arrive(browser, desk);
    await colleague.logIn(COLLEAGUE.email, PASSPHRASE);
    await colleague.isAt(words('queue.title'));
    await colleague.open(place());
    await colleague.page.getByText(words('hands.others', { name: '' }).trim()).first().waitFor();
    holds((await colleague.page.getByRole('button', { name: words('hands.take') }).count()) === 0, 'what is taken cannot be taken');
    await colleague.press(words('case.refuse'));
    await colleague.field(words('case.reason')).selectOption('other');
    await colleague.type(words('case.refusal-text'), 'Zo gaat het niet.');
    await colleague.press(words('case.refuse-now'));
    await colleague.sees(words('problem.taken-by-another'));
    await colleague.look('case in the hands of another');
    await colleague.leave();
  });

  await step('she asks the customer something; Petra reads it on her page and answers', async () => {
    await staff.type(words('messages.text'), 'Staat uw tweede voornaam op het paspoort?');
    await staff.press(words('messages.send'));
    await staff.page.locator('.thread__message').first().waitFor();
    await desk.mail(PETRA.email, new RegExp(`bericht[\\s\\S]*${begin.id}`));
    await petra.open(tracker);
    await petra.sees('Staat uw tweede voornaam op het paspoort?');
    await petra.look('tracker with a message');
    await petra.press(words('messages.send'));
    await petra.page.locator('.summary').waitFor();
    await petra.type(words('messages.text'), 'Ja, Petra Maria.');
    await petra.press(words('messages.send'));
    await petra.page.locator('.thread__message').nth(1).waitFor();
    await staff.open(place());
    await staff.sees('Ja, Petra Maria.');
    await staff.press(words('messages.put-away'));
    await staff.look('case with messages');
    await staff.press(words('hands.release'));
    await staff.page.getByRole('button', { name: words('hands.take') }).waitFor();
  });
}
