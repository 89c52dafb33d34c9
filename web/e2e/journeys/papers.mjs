// The contract on paper: made, printed, found at the desk by its code, signed in pen; and void after a change.
import { holds, same } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, STAFF, YOUSSEF } from './people.mjs';

/** Whoever may sign by the register. */
const anouk = (mobile) => [
  {
    firstNames: 'Anouk Maria',
    surname: 'Peters',
    birthDate: '1990-08-30',
    function: 'Procuratiehouder',
    email: 'peters@board.example',
    mobile,
    power: 'limited',
    isUser: false,
    identityDocument: { type: 'passport', number: 'NX4512BR7', expiresOn: '2031-05-01' },
  },
];

/** Youssef's means on its way to EH3, filled in. */
async function filledIn(youssef) {
  const me = await youssef.asks('GET', '/v1/me');
  const { items } = await youssef.asks('GET', '/v1/means');
  const means = items.find((one) => one.holder.accountId === me.accountId && one.targetLevels.includes('EH3'));
  const { upgradeId } = await youssef.asks('POST', '/v1/upgrades', { meansId: means.meansId, targetLevel: 'EH3' });
  const path = `/v1/upgrades/${upgradeId}`;
  const upgrade = await youssef.asks('GET', path);
  const known = (section) =>
    Object.fromEntries(upgrade.asked.filter((one) => one.section === section && one.known).map((one) => [one.field, one.known]));
  await youssef.asks('PATCH', path, {
    version: upgrade.version,
    user: {
      birthPlace: 'Utrecht',
      ...known('user'),
      employed: true,
      identityDocument: { type: 'passport', number: 'NX4512BR7', expiresOn: '2031-05-01' },
    },
    organisation: known('organisation'),
    representatives: anouk('+31622222222'),
    authorisations: { chosen: [{ scope: 'service', serviceId: 'urn:balie:service:zuid-holland:loket' }] },
  });
  return path;
}

async function handsIn(youssef, path) {
  const { version } = await youssef.asks('GET', path);
  await youssef.asks('POST', `${path}/submission`, { version });
}

export async function papers({ step, browser, desk }) {
  const youssef = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  let path = '';
  let page = '';
  let first = '';

  const codeShown = async () => (await youssef.page.locator('.code').first().innerText()).trim();

  await step('before it is handed in there is no contract, and the page says so', async () => {
    await youssef.logIn(YOUSSEF.email, PASSPHRASE);
    await youssef.isAt(words('means.title'));
    path = await filledIn(youssef);
    page = `${path.replace('/v1', '')}/contract`;
    await youssef.open(page);
    await youssef.sees(words('contract.not-yet'));
    await youssef.look('contract not yet');
  });

  await step('he makes the contract and gets a PDF', async () => {
    await handsIn(youssef, path);
    await youssef.open(page);
    await youssef.press(words('contract.make'));
    await youssef.sees(words('contract.ready'));
    first = await codeShown();
    holds(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]$/.test(first), `a code: ${first}`);
    const link = await youssef.page.getByRole('link', { name: words('contract.download') }).getAttribute('href');
    const answered = await youssef.context.request.get(link);
    const pdf = await answered.body();
    same(pdf.subarray(0, 5).toString(), '%PDF-', 'what the link gives');
    await youssef.look('contract ready');
  });

  await step('a slip in the code is found before anything is asked; a code nobody has is told', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.page.getByRole('link', { name: words('frame.papers') }).click();
    await staff.isAt(words('paper.title'));
    await staff.type(words('paper.code'), '3333-3333-G');
    await staff.press(words('paper.find'));
    await staff.page.locator('.summary').waitFor();
    await staff.look('paper with a slip');
    await staff.type(words('paper.code'), '3333 3333 f');
    await staff.press(words('paper.find'));
    await staff.sees(words('paper.unknown'));
    await staff.look('paper unknown');
  });

  await step('the code leads to the case, and a signature is written down by keyboard', async () => {
    await staff.type(words('paper.code'), first.toLowerCase());
    await staff.page.keyboard.press('Enter');
    await staff.sees(words('paper.signatures'));
    await staff.look('paper on the desk');
    await staff.press(words('paper.record-long', { name: 'Anouk Maria Peters' }));
    await staff.press(words('paper.write-down'));
    await staff.page.locator('.summary').waitFor();
    await staff.look('paper signature form');
    await staff.typeDate(words('paper.date'), '2026-11-01');
  });

  await step('changed data after printing: the paper is void, and its signature is refused', async () => {
    const { organisationId } = await youssef.asks('GET', path);
    const at = `/v1/desk/organisations/${organisationId}/upgrades/${path.split('/').at(-1)}`;
    const { upgrade } = await staff.asks('GET', at);
    await staff.asks('POST', `${at}/refusal`, { version: upgrade.version, reason: 'other', text: 'Het mobiele nummer klopt niet.' });
    const { version } = await youssef.asks('GET', path);
    await youssef.asks('PATCH', path, { version, representatives: anouk('+31633333333') });
    await handsIn(youssef, path);

    await staff.page.getByLabel(words('paper.seen')).check();
    await staff.press(words('paper.write-down'));
    await staff.sees(words('paper.void-text'));
    await staff.look('paper void');
    await youssef.open(page);
    await youssef.sees(words('contract.void'));
    await youssef.sees(words('contract.what-changed', { what: words('section.representatives') }));
    await youssef.look('contract void');
  });

  await step('the new contract is signed, and that is all that was needed', async () => {
    await youssef.press(words('contract.make'));
    await youssef.sees(words('contract.ready'));
    const second = await codeShown();
    holds(second !== first, 'another code');
    await staff.open(`/desk/paper/${second}`);
    await staff.press(words('paper.record-long', { name: 'Anouk Maria Peters' }));
    const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(new Date());
    await staff.typeDate(words('paper.date'), today);
    await staff.page.getByLabel(words('paper.seen')).check();
    await staff.press(words('paper.write-down'));
    await staff.sees(words('paper.all-signed'));
    await staff.look('paper signed');
  });

  await step('the evidence is there to be kept', async () => {
    await youssef.open(page);
    await youssef.press(words('contract.evidence-make'));
    const link = await youssef.page.getByRole('link', { name: words('contract.evidence-download') }).getAttribute('href');
    const pdf = await (await youssef.context.request.get(link)).body();
    same(pdf.subarray(0, 5).toString(), '%PDF-', 'what the link gives');
    await youssef.look('contract with evidence');
  });

  await staff.leave();
  await youssef.leave();
}
