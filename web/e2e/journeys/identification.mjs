// Being identified: invited, booked on the partner's page, something differs, and the desk sees both values.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

/** An upgrade to EH3 of whoever is logged in, who represents the company himself: filled in and handed in. */
async function handsIn(visitor) {
  const { items } = await visitor.asks('GET', '/v1/means');
  const me = await visitor.asks('GET', '/v1/me');
  const own = items.find((means) => means.holder.accountId === me.accountId);
  if (own.openUpgrade) {
    const { version } = await visitor.asks('GET', `/v1/upgrades/${own.openUpgrade.upgradeId}`);
    await visitor.asks('POST', `/v1/upgrades/${own.openUpgrade.upgradeId}/cancellation`, { version });
  }
  const started = await visitor.asks('POST', '/v1/upgrades', { meansId: own.meansId, targetLevel: 'EH3' });
  const known = (section) => Object.fromEntries(started.asked.filter((one) => one.section === section && one.known).map((one) => [one.field, one.known]));
  const user = {
    birthPlace: 'Utrecht',
    mobile: '+31611111111',
    ...known('user'),
    employed: true,
    identityDocument: { type: 'passport', number: 'NX4512BR7', expiresOn: '2031-05-01' },
  };
  const { firstNames, infix, surname, birthDate, email, mobile } = user;
  const representative = { firstNames, infix, surname, birthDate, email, mobile, function: 'Bestuurder', power: 'alone', isUser: true };
  const path = `/v1/upgrades/${started.upgradeId}`;
  const filled = await visitor.asks('PATCH', path, {
    version: started.version,
    user,
    organisation: known('organisation'),
    representatives: [representative],
    authorisations: { chosen: [{ scope: 'service', serviceId: 'urn:balie:service:zuid-holland:loket' }] },
  });
  await visitor.asks('POST', `${path}/submission`, { version: filled.version });
  return started.upgradeId;
}

export async function identification({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  let upgradeId = '';
  let organisationId = '';

  /** The tracker, once it stands so. */
  const stands = async (state) => {
    // The partner's pages may not ask our API anything.
    await mila.open(`/upgrades/${upgradeId}`);
    const view = () => mila.asks('GET', `/v1/upgrades/${upgradeId}`);
    await until(async () => (await view()).identification.persons[0].state === state, state);
    await mila.open(`/upgrades/${upgradeId}`);
  };

  await step('Mila, sole director, hands in and is asked to choose place and time', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.isAt(words('means.title'));
    upgradeId = await handsIn(mila);
    const view = () => mila.asks('GET', `/v1/upgrades/${upgradeId}`);
    await until(async () => (await view()).identification?.persons[0]?.bookUrl, 'the partner was asked');
    organisationId = (await view()).organisationId;
    await mila.open(`/upgrades/${upgradeId}`);
    await mila.sees(words('identification.what.invited'));
    await mila.look('identification invited');
  });

  await step('she books a visit on the partner’s page, with a keyboard and nothing else', async () => {
    await mila.follow(words('identification.book'));
    const { page } = mila;
    await page.getByRole('heading', { level: 1, name: 'Kies een plaats en een tijd' }).waitFor();
    holds(page.url().includes('/courier/book/'), page.url());
    await page.getByLabel('Adres voor een bezoek').focus();
    await page.keyboard.type('Dorpsstraat 1, Utrecht');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Dorpsstraat 1, Utrecht').waitFor();
  });

  await step('the tracker shows where and when', async () => {
    await stands('booked');
    await mila.sees('Dorpsstraat 1, Utrecht');
    await mila.look('identification booked');
  });

  await step('the courier finds another date of birth; she is told what happens now', async () => {
    await mila.page.goto(`${desk.url}/courier`);
    const section = mila.page.locator('section').first();
    await section.getByRole('button', { name: 'Another date of birth' }).click();
    await stands('mismatched');
    await mila.sees(words('identification.what.mismatched'));
    await mila.sees(words('identification.field.birth-date'));
    await mila.look('identification mismatch');
  });

  await step('the desk sees what was entered beside what was seen, and what to do', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.page.waitForURL(/\/desk/);
    await staff.open(`/desk/organisations/${organisationId}/upgrades/${upgradeId}`);
    await staff.sees(words('identification.column-seen'));
    await staff.sees(words('identification.desk-what'));
    await staff.look('identification at the desk');
  });

  await step('she calls it off', async () => {
    const { version } = await mila.asks('GET', `/v1/upgrades/${upgradeId}`);
    await mila.asks('POST', `/v1/upgrades/${upgradeId}/cancellation`, { version });
    await mila.leave();
    await staff.leave();
  });
}
