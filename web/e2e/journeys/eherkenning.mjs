// Logging in with eHerkenning: cancelled, the very first time with the access code, straight in from then on, for one branch, and ended again.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE } from './people.mjs';

const DAAN = { person: 'Daan de Vries', kvk: '69599068', code: 'VAWC-BCZB-PC6G', email: 'daan@bolderbast.example' };

/** At the stand-in broker: who to be. */
async function shows(visitor, { person, kvk, branch = '', level = 'EH3' }) {
  await visitor.page.getByRole('heading', { level: 1, name: 'Log in with eHerkenning' }).waitFor();
  await visitor.page.getByLabel('Person').fill(person);
  await visitor.page.getByLabel('KvK number of the organisation').fill(kvk);
  await visitor.page.getByLabel('Branch number, when the log-in is for one branch only').fill(branch);
  await visitor.page.getByRole('radio', { name: level, exact: true }).check();
  await visitor.page.getByRole('button', { name: 'Log in', exact: true }).click();
}

export async function eherkenning({ step, browser, desk }) {
  const daan = await Visitor.arrive(browser, desk);

  await step('eHerkenning is offered beside the access code, and cancelling returns quietly', async () => {
    await daan.open('/log-in');
    await daan.look('log in, with eHerkenning offered');
    await daan.press(words('eherkenning.log-in'));
    await daan.page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await daan.isAt(words('log-in.title'));
    await daan.sees(words('eherkenning.cancelled'));
    holds(!daan.page.url().includes('state='), 'nothing of the broker stays in the address bar');
    await daan.look('cancelled at the broker');
  });

  await step('the very first time asks for the access code and its password', async () => {
    await daan.press(words('eherkenning.log-in'));
    await shows(daan, DAAN);
    await daan.isAt(words('eherkenning.link.title'));
    holds(!daan.page.url().includes('code='), 'nothing of the broker stays in the address bar');
    await daan.look('link eHerkenning');
    await daan.press(words('eherkenning.link.send'));
    await daan.page.locator('.summary').getByText(words('error.missing')).first().waitFor();
    await daan.type(words('eherkenning.access-code'), DAAN.email);
    await daan.type(words('field.password'), PASSPHRASE);
    await daan.press(words('eherkenning.link.send'));
    await daan.sees(words('error.not-an-access-code'));
    await daan.type(words('eherkenning.access-code'), DAAN.code);
    await daan.press(words('eherkenning.link.send'));
    await daan.isAt(words('means.title'));
    await daan.open('/account');
    await daan.sees(words('eherkenning.now', { level: 'EH3' }));
    await daan.sees(words('eherkenning.linked'));
    await daan.look('account, linked to eHerkenning');
    await daan.logOut();
  });

  await step('from then on it is straight in, and for a branch it says so', async () => {
    await daan.open('/log-in');
    await daan.press(words('eherkenning.log-in'));
    await shows(daan, { ...DAAN, branch: '000037178598', level: 'EH4' });
    await daan.isAt(words('means.title'));
    await daan.open('/account');
    await daan.sees(words('eherkenning.now-branch', { branch: '000037178598' }));
    await daan.look('account, in for one branch');
  });

  await step('the link is ended on the account page', async () => {
    await daan.press(words('eherkenning.unlink'));
    await daan.sees(words('eherkenning.not-linked'));
    await daan.logOut();
  });

  await daan.leave();
}
