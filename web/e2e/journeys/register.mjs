// The business register answers first: a difference mended with one click, powers settled, a branch that services refuse, a bankrupt company.
import { holds, same } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { BRAM, MILA, PASSPHRASE } from './people.mjs';

/** Starts raising somebody's own means to EH3, with one service chosen; what the pages do for it is another journey. */
async function start(visitor, serviceId) {
  const me = await visitor.asks('GET', '/v1/me');
  const { items } = await visitor.asks('GET', '/v1/means');
  const means = items.find((one) => one.holder.accountId === me.accountId && one.targetLevels.includes('EH3'));
  const { upgradeId, version } = await visitor.asks('POST', '/v1/upgrades', { meansId: means.meansId, targetLevel: 'EH3' });
  await visitor.asks('PATCH', `/v1/upgrades/${upgradeId}`, { version, authorisations: { chosen: [{ scope: 'service', serviceId }] } });
  return upgradeId;
}

/** What is not registered yet: place of birth, employed, identity document. */
async function fillIn(visitor) {
  await visitor.type(words('field.birth-place'), 'Veendam');
  await visitor.choose(words('field.employed'), words('yes'));
  await visitor.field(words('field.document-type')).selectOption('passport');
  await visitor.type(words('field.document-number'), 'NX4512BR7');
  await visitor.typeDate(words('field.document-expires'), '2031-05-01');
}

/** A service that refuses a branch: the employers' desk of UWV. */
async function uwv(visitor) {
  return visitor.page.evaluate(async () => {
    const { services } = await (await fetch('/v1/services?search=UWV')).json();
    return services.find((one) => !one.acceptsBranch && one.level !== 'EH4').serviceId;
  });
}

export async function register({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const bram = await Visitor.arrive(browser, desk);
  let home = '';

  await step('Mila sees what differs from her registration and takes over what is registered with one click', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    home = `/upgrades/${await start(mila, await uwv(mila))}`;
    await mila.open(`${home}/data`);
    await mila.type(words('field.surname'), 'Boeren');
    await mila.sees(words('differs.title'));
    await mila.page.getByRole('link', { name: words('differs.ask') }).waitFor();
    await mila.look('data that differs');
    await mila.page.getByRole('button', { name: words('differs.take-long', { field: words('pointer.surname') }) }).click();
    same(await mila.field(words('field.surname')).inputValue(), 'Boer', 'the surname as registered');
    await fillIn(mila);
  });

  await step('a branch is chosen from the register; the services that will refuse it are named, and she is asked again', async () => {
    await mila.page.getByText(words('kept.saved'), { exact: true }).waitFor();
    await mila.field(words('branch.choose')).selectOption('000037143565');
    await mila.sees(words('branch.refuses'));
    await mila.sees(words('branch.changes', { from: words('branch.whole'), to: '000037143565' }));
    await mila.page.getByRole('listitem').filter({ hasText: 'UWV' }).first().waitFor();
    await mila.look('branch that services refuse');
    await mila.press(words('next'));
    await mila.page.locator('.summary').getByText(words('error.branch-unconfirmed')).waitFor();
    await mila.press(words('branch.without'));
    await mila.press(words('next'));
    await mila.isAt(words('step.representatives.title'));
  });

  await step('she picks from the register; the power is settled there and no extract is asked', async () => {
    await mila.look('representatives of the register');
    await mila.page.getByRole('button', { name: words('register.pick-one', { name: 'Mila Johanna de Boer' }) }).click();
    same(await mila.field(words('field.function')).inputValue(), 'Algemeen directeur', 'the position as registered');
    holds(await mila.page.getByRole('checkbox').first().isChecked(), 'she is known to be the user herself');
    await mila.sees(words('register.settled'));
    await mila.look('powers settled');
    await mila.press(words('next'));
    await mila.isAt(words('extract.documents'));
    await mila.open(`${home}/summary`);
    holds((await mila.page.getByText(words('summary.no-extract')).count()) === 0, 'no extract is missing');
  });

  await step('the director of a bankrupt company reads at once that it cannot be done', async () => {
    await bram.logIn(BRAM.email, PASSPHRASE);
    await bram.isAt(words('means.title'));
    await bram.open(`/upgrades/${await start(bram, await uwv(bram))}/data`);
    await fillIn(bram);
    await bram.page.getByRole('alert').getByText(words('register.blocked')).waitFor();
    await bram.sees(words('ground.bankrupt'));
    await bram.look('bankrupt');
  });

  await mila.leave();
  await bram.leave();
}
