// What happens around a case at the desk: finding it, having it in hand, comparing, asking the customer. Part of the journey of an upgrade.
import { holds, same } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { COLLEAGUE, PASSPHRASE } from './people.mjs';

export async function aroundTheCase({ step, browser, desk, petra, staff, tracker }) {
  const place = () => new URL(staff.page.url()).pathname;

  await step('staff see what every source says, and that nothing differs', async () => {
    await staff.page.getByRole('heading', { level: 2, name: words('side.title') }).waitFor();
    await staff.sees(words('side.same'));
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
    const { found } = await desk.mail('petra@donald.example', /\/upgrades\/(upg_\w+)/);
    holds(tracker.endsWith(found[1]), 'the mail leads to the case');
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

/** By the number of the means, from the desk's first page. */
export async function findsByNumber({ staff, number, organisation }) {
  await staff.open('/desk');
  await staff.type(words('find.query'), number.toLowerCase());
  await staff.press(words('find.find'));
  const found = staff.page.getByRole('link', { name: words('queue.open-long', { name: organisation }) }).first();
  await found.waitFor();
  await staff.look('case found');
}
