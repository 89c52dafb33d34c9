// A contract that was sent: its page, the room where one signs on the phone, the desk that registers it, the certificate.
import { readFile } from 'node:fs/promises';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

const START = { pointer: '/start', code: 'starts-in-the-past' };

const SIGNERS = ['betrieb@sommer.example', 'anna@winter.example', 'jonas@winter.example'];

/** Where whoever signs is led by his mail. */
async function linkOf(desk, address) {
  return (await desk.mail(address, /(https?:\S+\/forms\/sign#token=\S+)/)).found[1].replace(/^https?:\/\/[^/]+/, '');
}

async function codeOf(desk, address) {
  return (await desk.mail(address, /^ {4}(\d{6})$/m)).found[1];
}

/** A contract of one parent's child that waits for its signatures; answers its id. */
export async function sendsContract(visitor) {
  const answers = JSON.parse(await readFile(new URL('../../../tests/data/apprenticeship-contract.json', import.meta.url), 'utf8'));
  Object.assign(answers, { custody: 'one-parent', guardians: answers.guardians.slice(0, 1) });
  const { submissionId, revision, edition } = await visitor.asks('POST', '/v1/submissions', { form: 'apprenticeship-contract', language: 'nl' });
  const path = `/v1/submissions/${submissionId}`;
  const saved = await visitor.asks('PUT', `${path}/answers`, { revision, edition, language: 'nl', answers });
  await visitor.asks('POST', `${path}/send`, { revision: saved.revision, confirmed: [START] });
  return submissionId;
}

/** Signs as those whose mails these are, in whosever browser. */
export async function signs(visitor, desk, addresses = SIGNERS) {
  for (const address of addresses) {
    const token = (await linkOf(desk, address)).split('#token=')[1];
    const { fingerprint, consent } = await visitor.asks('POST', '/v1/submission-signing', { token, language: 'nl' });
    await visitor.asks('POST', '/v1/submission-signing/codes', { token, language: 'nl' });
    const signature = { token, language: 'nl', code: await codeOf(desk, address), fingerprint, consent };
    await visitor.asks('POST', '/v1/submission-signing/signatures', signature);
  }
}

export async function submissions({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const apprentice = await Visitor.arrive(browser, desk, { width: 360, height: 740 });
  const fatima = await Visitor.arrive(browser, desk);
  let path;

  await step('a contract is sent, and its page says who signs', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    const id = await sendsContract(mila);
    path = `/v1/submissions/${id}`;
    await mila.open(`/forms/sent/${id}`);
    await mila.sees(words('submissions.waits.signers'));
    await mila.sees('Anna Winter');
    await mila.sees(words('submissions.contract-pdf'));
    await mila.look('a contract that waits for its signatures');
  });

  await step('the apprentice reads and signs on the phone, by the link from the mail', async () => {
    await apprentice.open(await linkOf(desk, 'jonas@winter.example'));
    await apprentice.sees('Tischlerei Sommer GmbH');
    await apprentice.look('the room where a contract is signed');
    await apprentice.page.getByLabel(words('sign.i-agree')).check();
    await apprentice.press(words('sign.code-ask'));
    await apprentice.field(words('sign.code')).waitFor();
    await apprentice.type(words('sign.code'), await codeOf(desk, 'jonas@winter.example'));
    await apprentice.press(words('sign.send'));
    await apprentice.isAt(words('submissions.sign.signed'));
    await apprentice.look('signed');
  });

  await step('the others sign, and the desk registers it', async () => {
    await signs(apprentice, desk, SIGNERS.slice(0, 2));
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await fatima.open('/desk/submissions');
    await fatima.look('what waits for the desk');
    await fatima.page.locator('.queue a').first().click();
    await fatima.sees(words('submissions.desk.complaints'));
    await fatima.look('a contract at the desk');
    await fatima.press(words('submissions.desk.good.contract'));
    await fatima.sees(words('submissions.register-number'));
  });

  await step('the member has the certificate', async () => {
    await mila.page.reload();
    await mila.sees(words('submissions.certificate'));
    await mila.sees(words('submissions.tell'));
    holds((await mila.asks('GET', `${path}/course?language=nl`)).outcome === 'registered', 'it is registered');
    await mila.look('a contract that is registered');
  });
}
