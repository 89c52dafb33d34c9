// What happens to a contract after it was registered: a change that is told, and its early end, each noted by the desk and standing with the contract.
import { fileURLToPath } from 'node:url';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';
import { sendsContract, signs } from './submissions.mjs';

const AGREEMENT = fileURLToPath(new URL('../../../tests/data/signed-contract.pdf', import.meta.url));
const CHANGE = 'Wijziging van een opleidingsovereenkomst';
const ENDING = 'Beëindiging van een opleidingsovereenkomst';

export async function notices({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const fatima = await Visitor.arrive(browser, desk);
  const { page } = mila;
  page.on('dialog', (dialog) => void dialog.accept());
  let contract;

  const begins = async (title, part) => {
    await mila.open(contract);
    await mila.follow(title);
    await mila.isAt(title);
    await mila.choose(words('forms.whose'), words('forms.for-myself'));
    await mila.press(words('forms.begin'));
    await mila.isAt('Welk contract?');
    holds((await mila.field('Voornaam van de leerling').inputValue()) === 'Jonas', 'what the contract says stands there');
    await mila.press(words('forms.next'));
    await mila.isAt(part);
  };
  const sends = async (shown) => {
    await mila.press(words('forms.to-review'));
    await mila.isAt(words('forms.review'));
    await mila.sees(shown);
    await mila.look(`before it is sent: ${shown}`);
    await mila.press(words('forms.send'));
    await page.waitForURL(/\/forms\/sent\/sub_/);
    await mila.sees(words('submissions.waits.desk'));
  };
  const notes = async (title) => {
    await fatima.open('/desk/submissions');
    await fatima.follow(title);
    await fatima.isAt(title);
    await fatima.look(`${title}, at the desk`);
    await fatima.press(words('submissions.desk.good.notice'));
    await fatima.sees(words('forms.outcome.noted'));
    await mila.open(contract);
  };

  await step('a contract is registered', async () => {
    for (const [visitor, { email }] of [
      [mila, MILA],
      [fatima, STAFF],
    ]) {
      await visitor.logIn(email, PASSPHRASE);
      await visitor.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    }
    const id = await sendsContract(mila);
    contract = `/forms/sent/${id}`;
    await signs(mila, desk);
    await fatima.asks('POST', `/v1/desk/submissions/${id}/decision`, { outcome: 'registered' });
  });

  await step('its change is told with the agreement as a file', async () => {
    await begins(CHANGE, 'Wat verandert er?');
    await mila.typeDate(/^Geldig vanaf/, '2027-01-01');
    await mila.field('Wat verandert er?').selectOption({ label: 'deeltijd of werktijd' });
    await mila.typeDate(/^Nieuw einde van de opleiding/, '2030-02-28');
    await mila.type('Wat geldt voortaan?', 'Voortaan 30 uur per week.');
    await page.locator('#field-agreementFiles').setInputFiles(AGREEMENT);
    await mila.sees(words('forms.file-state.released'));
    await mila.look('a change of a contract');
    await sends('Voortaan 30 uur per week.');
  });

  await step('once the desk has noted it, it stands with the contract', async () => {
    await notes(CHANGE);
    await mila.sees(words('submissions.after.changes', { date: '1 januari 2027' }));
    await mila.look('a contract that was changed');
  });

  await step('its end: a period of notice that is too short is told beside the day, with its paragraph', async () => {
    await begins(ENDING, 'Hoe eindigt het?');
    await mila.choose('Manier van beëindiging', 'stoppen met de opleiding of een ander beroep');
    await mila.choose('Wie heeft opgezegd?', 'de leerling');
    await mila.typeDate(/^Dag waarop de opzegging aankwam/, '2026-11-02');
    await mila.typeDate('Laatste dag van de opleiding', '2026-11-20');
    await mila.sees(/De opzegtermijn is 4 weken\. \(§ 22 BBiG\)/);
    await mila.look('an end of a contract, too early');
    await mila.typeDate('Laatste dag van de opleiding', '2026-11-30');
    await page.getByText(/De opzegtermijn is 4 weken/).waitFor({ state: 'detached' });
    await sends('stoppen met de opleiding of een ander beroep');
  });

  await step('once the desk has noted it, the contract has ended and nothing more can be told', async () => {
    await notes(ENDING);
    await mila.sees(words('submissions.after.ends', { date: '30 november 2026' }));
    holds((await page.getByRole('link', { name: CHANGE }).count()) === 0, 'no further notice is offered');
    await mila.look('a contract that has ended');
  });

  await mila.leave();
  await fatima.leave();
}
