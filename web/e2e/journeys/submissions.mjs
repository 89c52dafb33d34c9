// A contract that was sent: its page, the room where one signs on the phone, the desk that registers it, the certificate.
import { readFile } from 'node:fs/promises';
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

const START = { pointer: '/start', code: 'starts-in-the-past' };

export async function submissions({ step, browser, desk }) {
  const mila = await Visitor.arrive(browser, desk);
  const apprentice = await Visitor.arrive(browser, desk, { width: 360, height: 740 });
  const fatima = await Visitor.arrive(browser, desk);
  const answers = JSON.parse(await readFile(new URL('../../../tests/data/apprenticeship-contract.json', import.meta.url), 'utf8'));
  Object.assign(answers, { custody: 'one-parent', guardians: answers.guardians.slice(0, 1) });
  let path;
  const link = async (address) => (await desk.mail(address, /(https?:\S+\/forms\/sign#token=\S+)/)).found[1].replace(/^https?:\/\/[^/]+/, '');
  const code = async (address) => (await desk.mail(address, /^ {4}(\d{6})$/m)).found[1];

  await step('a contract is sent, and its page says who signs', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    const begun = await mila.asks('POST', '/v1/submissions', { form: 'apprenticeship-contract', language: 'nl' });
    path = `/v1/submissions/${begun.submissionId}`;
    const saved = await mila.asks('PUT', `${path}/answers`, { revision: begun.revision, edition: begun.edition, language: 'nl', answers });
    await mila.asks('POST', `${path}/send`, { revision: saved.revision, confirmed: [START] });
    await mila.open(`/forms/sent/${begun.submissionId}`);
    await mila.sees(words('submissions.waits.signers'));
    await mila.sees('Anna Winter');
    await mila.sees(words('submissions.contract-pdf'));
    await mila.look('a contract that waits for its signatures');
  });

  await step('the apprentice reads and signs on the phone, by the link from the mail', async () => {
    await apprentice.open(await link('jonas@winter.example'));
    await apprentice.sees('Tischlerei Sommer GmbH');
    await apprentice.look('the room where a contract is signed');
    await apprentice.page.getByLabel(words('sign.i-agree')).check();
    await apprentice.press(words('sign.code-ask'));
    await apprentice.field(words('sign.code')).waitFor();
    await apprentice.type(words('sign.code'), await code('jonas@winter.example'));
    await apprentice.press(words('sign.send'));
    await apprentice.isAt(words('submissions.sign.signed'));
    await apprentice.look('signed');
  });

  await step('the others sign, and the desk registers it', async () => {
    for (const address of ['betrieb@sommer.example', 'anna@winter.example']) {
      const token = (await link(address)).split('#token=')[1];
      const room = await apprentice.asks('POST', '/v1/submission-signing', { token, language: 'nl' });
      await apprentice.asks('POST', '/v1/submission-signing/codes', { token, language: 'nl' });
      await apprentice.asks('POST', '/v1/submission-signing/signatures', {
        token,
        language: 'nl',
        code: await code(address),
        fingerprint: room.fingerprint,
        consent: room.consent,
      });
    }
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
