// What becomes of an extract, in words; and the copy of an ID of somebody who is not employed.
import { holds } from '../check.mjs';
import { extract } from '../extract.mjs';
import { Visitor, words } from '../visitor.mjs';
import { begun } from './desk.mjs';
import { PASSPHRASE, PETRA } from './people.mjs';

/** The user does not work for the organisation; gives who is named, as an extract writes it. */
function notEmployed(visitor, id) {
  return visitor.page.evaluate(async (upgradeId) => {
    const path = `/v1/upgrades/${upgradeId}`;
    const { version, data } = await (await fetch(path)).json();
    const headers = { 'content-type': 'application/json', 'x-balie-client': 'web' };
    const body = JSON.stringify({ version, user: { ...data.user, employed: false } });
    const answer = await fetch(path, { method: 'PATCH', headers, body });
    if (!answer.ok) throw new Error(await answer.text());
    const { firstNames, infix, surname, birthDate } = data.representatives[0];
    const [year, month, day] = birthDate.split('-');
    return `${infix ? `${infix} ` : ''}${surname}, ${firstNames}: ${day}-${month}-${year}`;
  }, id);
}

export async function documents({ step, browser, desk }) {
  const petra = await Visitor.arrive(browser, desk);
  let home = '';
  let director = '';
  const INPUTS = ['kvk-extract', 'id-copy'];
  const upload = (kind, file) => petra.page.locator('input[type=file]').nth(INPUTS.indexOf(kind)).setInputFiles(file);

  await step('Petra is told what to hide on a copy of her ID and what to keep', async () => {
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    const begin = await begun(petra);
    director = await notEmployed(petra, begin.id);
    home = `/upgrades/${begin.id}`;
    await petra.open(`${home}/extract`);
    await petra.page.getByRole('heading', { name: words('id-copy.title') }).waitFor();
    await petra.sees(words('id-copy.mask-photo'));
    await petra.sees(words('id-copy.keep-mrz'));
    await petra.look('documents asked');
  });

  await step('a print goes before a person, and the page says why', async () => {
    await upload('kvk-extract', extract({ kvkNumber: PETRA.kvkNumber, sealed: false }));
    await petra.sees(words('evidence.staff'));
    await petra.sees(words('staff-reason.unsealed'));
    await petra.look('extract without a seal');
  });

  await step('the sealed one that says what was entered is accepted by itself', async () => {
    await upload('kvk-extract', extract({ kvkNumber: PETRA.kvkNumber, director }));
    await petra.sees(words('evidence.accepted'));
    await petra.page.getByRole('table', { name: words('evidence.officials') }).waitFor();
    await petra.look('extract accepted');
  });

  await step('the copy is taken, and cannot be opened again', async () => {
    await petra.open(`${home}/summary`);
    await petra.press(words('summary.submit'));
    await petra.page.getByText(words('error.id-copy-missing')).waitFor();
    await petra.open(`${home}/extract`);
    await upload('id-copy', { ...extract({ kvkNumber: PETRA.kvkNumber, sealed: false }), name: 'paspoort.pdf' });
    await petra.sees(words('document.id-copy-private'));
    holds((await petra.page.getByRole('link', { name: /paspoort/ }).count()) === 0, 'no link to the copy');
    await petra.look('documents handed in');
    await petra.open(`${home}/summary`);
    await petra.press(words('summary.submit'));
    await petra.sees(words('tracker.promised'));
  });
}
