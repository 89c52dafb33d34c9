// A joint board signs: each with the link and the code from his own mailbox, in any order, without an account.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { NOOR, PASSPHRASE, STAFF, someone } from './people.mjs';

const BOARD = [
  ['Noor', '', 'Visser', '1983-09-21', 'Voorzitter'],
  ['Hendrik Jan', 'van', 'Dijk', '1957-03-08', 'Secretaris'],
  ['Fleur', '', 'Janssen', '1981-11-25', 'Penningmeester'],
  ['José', 'da', 'Silva', '1970-06-14', 'Bestuurslid'],
  ['Aylin', '', 'Öztürk', '1992-04-30', 'Bestuurslid'],
];

/** Hands in an upgrade to EH3 with five who bind the foundation together; what the pages do for it is another journey. */
async function handIn(visitor, addresses) {
  const { items } = await visitor.asks('GET', '/v1/means');
  const means = items.find((one) => one.targetLevels.includes('EH3'));
  const started = await visitor.asks('POST', '/v1/upgrades', { meansId: means.meansId, targetLevel: 'EH3' });
  const home = `/v1/upgrades/${started.upgradeId}`;
  const known = (section) => Object.fromEntries(started.asked.filter((one) => one.section === section && one.known).map((one) => [one.field, one.known]));
  const identityDocument = { type: 'passport', number: 'NX4512BR7', expiresOn: '2031-05-01' };
  const user = { ...known('user'), birthPlace: 'Lochem', employed: true, identityDocument };
  const representatives = BOARD.map(([firstNames, infix, surname, birthDate, role], at) => ({
    firstNames,
    ...(infix && { infix }),
    surname,
    birthDate,
    function: role,
    email: at === 0 ? user.email : addresses[at - 1],
    mobile: at === 0 ? user.mobile : `+3161111111${at}`,
    power: 'joint',
    isUser: at === 0,
    ...(at > 0 && { identityDocument }),
  }));
  const authorisations = { chosen: [{ scope: 'service', serviceId: 'urn:balie:service:zuid-holland:loket' }] };
  const filled = await visitor.asks('PATCH', home, { version: started.version, user, organisation: known('organisation'), representatives, authorisations });
  await visitor.asks('POST', `${home}/submission`, { version: filled.version });
  return started.upgradeId;
}

export async function signing({ step, browser, desk }) {
  const noor = await Visitor.arrive(browser, desk);
  const [hendrik, fleur, jose, aylin] = ['hendrik', 'fleur', 'jose', 'aylin'].map(someone);
  let tracker = '';
  const link = async (address, after = '') => (await desk.mail(address, /(https?:\S+\/sign#token=\S+)/, after)).found[1].replace(/^https?:\/\/[^/]+/, '');
  /** Opens a link with a browser of its own, reads, asks a code and signs. */
  const signs = async (address, work = async () => {}) => {
    const signer = await Visitor.arrive(browser, desk);
    await signer.open(await link(address));
    await signer.isAt(words('sign.title'));
    await signer.page.getByRole('checkbox').check();
    await signer.press(words('sign.code-ask'));
    await signer.field(words('sign.code')).waitFor();
    await work(signer);
    const { found } = await desk.mail(address, /^ {4}(\d{6})$/m);
    await signer.type(words('sign.code'), found[1]);
    await signer.press(words('sign.send'));
    await signer.isAt(words('sign.signed'));
    return signer;
  };

  await step('an upgrade waits for three of five', async () => {
    await noor.logIn(NOOR.email, PASSPHRASE);
    await noor.isAt(words('means.title'));
    const id = await handIn(noor, [hendrik, fleur, jose, aylin]);
    tracker = `/upgrades/${id}`;
    await until(
      async () => {
        await noor.open(tracker);
        await noor.sees(words('signing.progress', { signed: 0, needed: 3 }));
        return (await noor.page.locator('.files').getByText(words('signer-state.invited'), { exact: true }).count()) === 5;
      },
      'five are invited',
      30,
    );
    await noor.look('signatures asked for');
  });

  await step('the link shows exactly what is signed; a scanner that opens it uses nothing up', async () => {
    const path = await link(fleur);
    const scanner = await Visitor.arrive(browser, desk);
    await scanner.open(path);
    await scanner.isAt(words('sign.title'));
    await scanner.leave();
    const signer = await Visitor.arrive(browser, desk);
    await signer.open(path);
    await signer.sees('Test Stichting Bolderbast');
    holds(!signer.page.url().includes('token'), 'the address bar forgets the token');
    await signer.look('sign, what is asked');
    await signer.press(words('sign.code-ask'));
    await signer.field(words('sign.code')).waitFor();
    await signer.press(words('sign.send'));
    await signer.page.locator('.summary').waitFor();
    await signer.look('sign with errors');
    await signer.leave();
  });

  await step('she agrees with the code from a mail of its own', async () => {
    const signer = await signs(fleur, async (visitor) => {
      await visitor.type(words('sign.code'), '000000');
      await visitor.press(words('sign.send'));
      await visitor.page.getByText(words('problem.wrong-code')).or(visitor.page.getByText(words('problem.code-void'))).first().waitFor();
    });
    await signer.look('signed');
    await signer.leave();
  });

  await step('one will not, and says why', async () => {
    const signer = await Visitor.arrive(browser, desk);
    await signer.open(await link(jose));
    await signer.press(words('sign.decline'));
    await signer.page.getByRole('dialog').waitFor();
    await signer.page.getByRole('dialog').getByLabel(words('sign.decline-reason')).fill('Eerst in de vergadering.');
    await signer.page.getByRole('dialog').getByRole('button', { name: words('sign.decline'), exact: true }).click();
    await signer.isAt(words('sign.declined'));
    await signer.look('declined');
    await signer.leave();
  });

  await step('an address is corrected: the old link is dead, the new one works', async () => {
    const old = await link(hendrik);
    await noor.open(tracker);
    await noor.sees('Eerst in de vergadering.');
    await noor.page.getByRole('button', { name: new RegExp(`^${words('signing.replace')}.*Hendrik`) }).click();
    const dialog = noor.page.getByRole('dialog');
    await dialog.getByLabel(words('field.email')).fill(NOOR.email);
    await dialog.getByRole('button', { name: words('signing.replace-send') }).click();
    await dialog.locator('.summary').waitFor();
    const right = someone('hendrik');
    await dialog.getByLabel(words('field.email')).fill(right);
    await dialog.getByRole('button', { name: words('signing.replace-send') }).click();
    await dialog.waitFor({ state: 'detached' });
    const signer = await Visitor.arrive(browser, desk);
    await signer.open(old);
    await signer.isAt(words('sign.dead'));
    await signer.look('dead link');
    await signer.leave();
    await (await signs(right)).leave();
  });

  await step('with the last one the form is signed, and the evidence can be printed', async () => {
    await (await signs(NOOR.email)).leave();
    await noor.open(tracker);
    await noor.sees(words('signing.progress', { signed: 3, needed: 3 }));
    await noor.look('all signed');
    await noor.follow(words('signing.to-evidence'));
    await noor.isAt(words('signatures.title'));
    await noor.sees('Fleur Janssen');
    await noor.look('evidence');
    const late = await Visitor.arrive(browser, desk);
    await late.open(await link(aylin));
    await late.isAt(words('sign.enough'));
    await late.leave();
  });

  await step('the desk sees who signed what', async () => {
    const organisation = await noor.page.evaluate(async (path) => (await (await fetch(`/v1${path}`)).json()).organisationId, tracker);
    const staff = await Visitor.arrive(browser, desk);
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.isAt(words('queue.title'));
    await staff.open(`/desk/organisations/${organisation}${tracker}`);
    await staff.sees(words('signing.progress', { signed: 3, needed: 3 }));
    await staff.press(words('signing.to-evidence'));
    await staff.sees(words('signatures.factor.mailed-code'));
    await staff.look('signatures at the desk');
    await staff.leave();
  });
  await noor.leave();
}
