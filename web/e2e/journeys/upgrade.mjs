// The one real journey: from EH2+ to EH3, with an extract that is too old, a refusal, a mend, staff, a code by mail.
import { holds, same, until } from '../check.mjs';
import { extract } from '../extract.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, PETRA, STAFF } from './people.mjs';
import { choosesServices } from './services.mjs';

export async function upgrade({ step, browser, desk }) {
  const petra = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  let tracker = '';
  let home = '';

  await step('Petra logs in and sees her means', async () => {
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    await petra.page.getByRole('article').first().waitFor();
    await petra.look('my means');
  });

  await step('she starts an upgrade to EH3', async () => {
    await petra.page.getByRole('link', { name: words('means.upgrade-long', { number: 'BAL-1001' }) }).click();
    await petra.isAt(words('start.title'));
    await petra.page.getByRole('radio').first().waitFor();
    await petra.look('start an upgrade');
    await petra.page.getByRole('radio', { name: /EH3/ }).check();
    await petra.press(words('start.send'));
    await choosesServices(petra);
    tracker = new URL(petra.page.url()).pathname.replace(/\/data$/, '');
    home = tracker;
  });

  await step('what is registered is filled in; what is missing is said', async () => {
    holds((await petra.field(words('field.surname')).inputValue()) !== '', 'the surname is filled in');
    await petra.look('data');
    await petra.press(words('next'));
    await petra.page.locator('.summary').waitFor();
    await petra.look('data with errors');
  });

  await step('what is typed stays, also over a reload', async () => {
    await petra.type(words('field.birth-place'), 'Duckstad');
    await petra.page.reload();
    await petra.isAt(words('step.data.title'));
    same(await petra.field(words('field.birth-place')).inputValue(), 'Duckstad', 'the place of birth');
  });

  await step('she completes her data; it saves itself', async () => {
    await petra.choose(words('field.employed'), words('yes'));
    await petra.field(words('field.document-type')).selectOption('passport');
    await petra.type(words('field.document-number'), 'NX12345B7');
    await petra.typeDate(words('field.document-expires'), '2031-08-31');
    await petra.page.getByText(words('kept.saved'), { exact: true }).waitFor();
    await petra.press(words('next'));
    await petra.isAt(words('step.representatives.title'));
    await petra.look('representatives');
  });

  await step('she is the representative herself and types nothing twice', async () => {
    await petra.press(words('next'));
    await petra.page.locator('.summary').waitFor();
    await petra.look('representatives with errors');
    await petra.page.getByRole('checkbox').first().check();
    await petra.type(words('field.function'), 'Directeur');
    await petra.choose(words('field.power'), new RegExp(`^${words('power.alone')}`));
    await petra.press(words('next'));
    await petra.isAt(words('step.extract.title'));
    await petra.look('extract');
  });

  await step('another representative can be added and taken away, and the focus goes along', async () => {
    await petra.follow(words('previous'));
    await petra.isAt(words('step.representatives.title'));
    await petra.press(words('representatives.add'));
    const heading = petra.page.getByRole('heading', { level: 2, name: words('representatives.number', { number: 2 }) });
    await heading.waitFor();
    holds(await heading.evaluate((element) => element === document.activeElement), 'the new card has the focus');
    await petra.look('two representatives');
    await petra.page.getByRole('button', { name: words('representatives.remove-long', { number: 2 }) }).click();
    await heading.waitFor({ state: 'detached' });
    await petra.press(words('next'));
    await petra.isAt(words('step.extract.title'));
  });

  await step('going back loses nothing', async () => {
    await petra.follow(words('previous'));
    await petra.isAt(words('step.representatives.title'));
    same(await petra.field(words('field.function')).inputValue(), 'Directeur', 'the position');
    await petra.follow(words('step.data'));
    await petra.isAt(words('step.data.title'));
    same(await petra.field(words('field.birth-place')).inputValue(), 'Duckstad', 'the place of birth');
    await petra.open(`${home}/extract`);
  });

  const hand = (file) => petra.page.locator('input[type=file]').setInputFiles(file);

  await step('files that cannot be an extract are refused in words', async () => {
    await hand({ name: 'brief.docx', mimeType: 'application/msword', buffer: Buffer.from('x') });
    await petra.sees(words('error.not-the-declared-type'));
    await hand({ name: 'groot.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(11 * 1024 * 1024) });
    await petra.sees(words('error.too-large'));
    await hand({ ...extract({ kvkNumber: PETRA.kvkNumber }), name: 'zip.pdf', buffer: Buffer.from('PK\u0003\u0004 not a pdf at all') });
    await petra.sees(words('document-reason.not-the-declared-type'));
    await hand({ ...extract({ kvkNumber: PETRA.kvkNumber, javascript: true }), name: 'script.pdf' });
    await petra.sees(words('document-reason.active-content'));
    await hand({ ...extract({ kvkNumber: '69599084' }), name: 'ander.pdf' });
    await petra.sees(words('document-reason.extract-of-another-company'));
    await hand({ ...extract({ kvkNumber: PETRA.kvkNumber, daysOld: 40 }), name: 'oud.pdf' });
    await petra.sees(words('document-reason.extract-too-old'));
    await petra.look('extract refused');
  });

  await step('a fresh extract goes up, is read and is fine', async () => {
    await hand(extract({ kvkNumber: PETRA.kvkNumber }));
    await petra.page.locator('.file').filter({ hasText: 'uittreksel.pdf' }).getByText(words('document-state.released')).waitFor();
    await petra.look('extract fine');
    await petra.press(words('next'));
    await petra.isAt(words('step.summary.title'));
    await petra.sees('Duckstad');
    await petra.look('summary');
  });

  await step('she hands it in and sees when she will have an answer', async () => {
    await petra.press(words('summary.submit'));
    await petra.isAt(words('tracker.title', { level: 'EH3' }));
    await petra.sees(words('tracker.submitted'));
    await petra.sees(words('tracker.promised'));
    await petra.look('tracker in review');
  });

  await step('staff find the case in the queue', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.isAt(words('queue.title'));
    await staff.page.getByRole('link', { name: words('queue-reason.data') }).waitFor();
    await staff.look('queues');
    await staff.follow(words('queue-reason.data'));
    await staff.isAt(words('queue-reason.data'));
    await staff.page.locator('.queue__entry').first().waitFor();
    await staff.look('queue');
    await staff.page.locator(`a[href$="${tracker.split('/').at(-1)}"]`).click();
    await staff.page.getByRole('heading', { level: 2, name: words('case.documents') }).waitFor();
    await staff.sees('uittreksel.pdf');
    await staff.look('case');
  });

  await step('staff open the extract', async () => {
    const link = staff.page.getByRole('link', { name: words('document.download', { name: 'uittreksel.pdf' }) });
    const response = await fetch(await link.getAttribute('href'));
    same(response.status, 200, 'the download');
    holds((await response.text()).startsWith('%PDF'), 'it is the PDF that was handed in');
  });

  await step('staff refuse, with a reason and a text', async () => {
    await staff.press(words('case.refuse'));
    await staff.press(words('case.refuse-now'));
    await staff.page.locator('.summary').waitFor();
    await staff.look('case refusing');
    await staff.field(words('case.reason')).selectOption('representative-not-authorised');
    await staff.type(words('case.refusal-text'), 'Noem de bestuurder die op het uittreksel staat.');
    await staff.press(words('case.refuse-now'));
    await staff.sees(words('case.refused'));
    await staff.look('case refused');
  });

  await step('Petra reads why, mends it and hands in again without typing anything twice', async () => {
    await petra.open(tracker);
    await petra.sees('Noem de bestuurder die op het uittreksel staat.');
    await petra.look('tracker refused');
    await petra.follow(words('tracker.mend'));
    await petra.isAt(words('step.representatives.title'));
    await petra.type(words('field.function'), 'Algemeen directeur');
    await petra.press(words('next'));
    await petra.isAt(words('step.extract.title'));
    await petra.press(words('next'));
    await petra.isAt(words('step.summary.title'));
    await petra.press(words('summary.submit'));
    await petra.isAt(words('tracker.title', { level: 'EH3' }));
  });

  await step('staff record each check and approve', async () => {
    await staff.open('/desk/queues/data');
    await staff.page.locator(`a[href$="${tracker.split('/').at(-1)}"]`).click();
    await staff.page.getByRole('heading', { level: 2, name: words('case.documents') }).waitFor();
    const waiting = staff.page.locator('.check--waiting').getByRole('button');
    await until(async () => {
      if ((await waiting.count()) === 0) return true;
      const before = await waiting.count();
      await waiting.first().click();
      await staff.choose(words('case.outcome'), words('case.passed'));
      await staff.type(words('case.note'), 'Gezien en vergeleken.');
      await staff.press(words('save'));
      await until(async () => (await staff.page.locator('.check form').count()) === 0 && (await waiting.count()) < before, 'the check is recorded');
      return false;
    }, 'every check is recorded', 60);
    await staff.look('case ready');
    await staff.press(words('case.approve'));
    await staff.sees(words('case.approved-text'));
    await staff.look('case approved');
  });

  await step('a code comes by mail; a wrong one is counted, a new one voids the old', async () => {
    await petra.open(tracker);
    await petra.sees(words('tracker.enter-code'));
    await petra.look('tracker approved');
    await petra.follow(words('tracker.to-activate'));
    await petra.isAt(words('activate-means.title'));
    await petra.type(words('field.activation-code'), 'ABCD EFGH 2345');
    await petra.press(words('activate-means.send', { level: 'EH3' }));
    await petra.page.getByRole('alert').waitFor();
    await petra.look('activate means refused');
  });

  await step('she types the code with dashes and small letters, and holds EH3', async () => {
    const first = await desk.mail(PETRA.email, /^\s*((?:[A-Z2-9]{4}[ -]?){3})\s*$/m);
    await petra.open(tracker);
    await petra.press(words('tracker.renew'));
    await petra.sees(words('tracker.renewed'));
    const { found } = await desk.mail(PETRA.email, /^\s*((?:[A-Z2-9]{4}[ -]?){3})\s*$/m, first.at);
    holds(found[1] !== first.found[1], 'the new code is another one');
    await petra.follow(words('tracker.to-activate'));
    await petra.type(words('field.activation-code'), found[1].trim().toLowerCase().replace(/[ -]/g, '').replace(/(.{4})(?=.)/g, '$1-'));
    await petra.press(words('activate-means.send', { level: 'EH3' }));
    await petra.isAt(words('activate-means.done', { level: 'EH3' }));
    await petra.look('activated means');
    await petra.follow(words('home.to-means'));
    await petra.page.locator('.means__level').first().getByText('EH3', { exact: true }).waitFor();
    await petra.open(tracker);
    await petra.sees(words('tracker.active', { level: 'EH3' }));
    await petra.look('tracker active');
  });

  await step('nothing went wrong behind the pages', async () => {
    await petra.leave();
    await staff.leave();
  });
}
