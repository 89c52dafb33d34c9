// Help: why one cannot log in, what is asked most, and a question to the service desk, by a stranger and by somebody who is logged in.
import { holds, same } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, PETRA, STAFF } from './people.mjs';

const STRANGER = 'ada@nergens.example';

export async function help({ step, browser, desk }) {
  const ada = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  let reference = '';

  await step('what is asked most leads to the pages where it is done, with the desk one can phone', async () => {
    await ada.open('/help');
    await ada.isAt(words('help.title'));
    await ada.sees('088 585 1 585');
    await ada.look('help');
    for (const [asked, link, path] of [
      ['total', 'faq.to-invoices', '/invoices'],
      ['online', 'faq.to-spend', '/spend'],
      ['download', 'faq.to-overviews', '/account/overviews'],
      ['main-user', 'faq.to-codes', '/access-codes'],
      ['lost', 'faq.to-lost', '/lost-access'],
    ]) {
      const details = ada.page.locator('details', { hasText: words(`faq.${asked}`) });
      await details.locator('summary').press('Enter');
      same(await details.getByRole('link', { name: words(link) }).getAttribute('href'), path, asked);
    }
    await ada.look('help with answers open');
  });

  await step('the cause is found by two questions, with the keyboard, and nothing is asked of the server', async () => {
    await ada.follow(words('help.to-cannot'));
    await ada.isAt(words('cannot.title'));
    await ada.sees(words('cannot.fine'));
    const asked = [];
    ada.page.on('request', (request) => asked.push(request.url()));
    await ada.page.getByRole('radio', { name: words('cannot-way.email') }).focus();
    await ada.page.keyboard.press('Space');
    await ada.choose(words('cannot.seen'), words('cannot-seen.locked'));
    await ada.sees(words('cannot-why.locked'));
    await ada.sees(/hoogstens 15 minuten/);
    await ada.look('cannot log in, locked');
    for (const [way, seen] of [
      ['email', 'not-activated'],
      ['code', 'lost-code'],
      ['e-herkenning', 'not-linked'],
    ]) {
      await ada.page.getByRole('radio', { name: words(`cannot-way.${way}`), exact: false }).first().check();
      await ada.choose(words('cannot.seen'), words(`cannot-seen.${seen}`));
      await ada.sees(words(`cannot-why.${seen}`));
    }
    holds(!asked.some((url) => url.includes('/v1/')), `the answers are the same for everybody: ${asked.join(' ')}`);
    await ada.look('cannot log in, not linked');
  });

  await step('a browser that keeps no cookies is told so', async () => {
    const wary = await Visitor.arrive(browser, desk);
    const session = await wary.context.newCDPSession(wary.page);
    await session.send('Emulation.setDocumentCookieDisabled', { disabled: true });
    await wary.open('/help/log-in');
    await wary.sees(words('cannot.cookies'));
    holds((await wary.page.getByText(words('cannot.fine')).count()) === 0, 'it is not said to be fine');
    await wary.look('cannot log in, no cookies');
    await wary.leave();
  });

  await step('a stranger asks; what is missing is said at the field', async () => {
    await ada.page.getByRole('link', { name: words('help.to-ask') }).click();
    await ada.isAt(words('ask.title'));
    same(await ada.field(words('ask.topic')).inputValue(), 'e-herkenning', 'the topic is chosen already');
    await ada.field(words('ask.topic')).selectOption('log-in');
    await ada.press(words('ask.send'));
    await ada.page.locator('.summary').waitFor();
    await ada.look('question with faults');
    await ada.type(words('ask.text'), 'Ik krijg steeds de inlogpagina terug.');
    await ada.page.locator('#field-name').fill('Ada Kanarie');
    await ada.type(words('field.email'), STRANGER);
    await ada.page.locator('#field-phone').fill('bel mij');
    await ada.press(words('ask.send'));
    await ada.sees(words('error.invalid'));
    await ada.page.locator('#field-phone').fill('020 123 45 67');
    await ada.press(words('ask.send'));
    await ada.isAt(words('asked.title'));
    reference = (await ada.page.locator('.reference').innerText()).trim();
    holds(/^\d{3} \d{3} \d{3}$/.test(reference), `a number to read out: ${reference}`);
    await ada.look('question asked');
  });

  await step('the desk finds it by its number, takes it and answers', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.isAt(words('queue.title'));
    await staff.open('/desk/tickets');
    await staff.page.locator('.queue__entry').first().waitFor();
    await staff.look('questions at the desk');
    await staff.type(words('tickets.reference'), reference.replaceAll(' ', '-'));
    await staff.press(words('tickets.find'));
    await staff.isAt(words('question.title', { reference }));
    await staff.press(words('hands.take'));
    await staff.page.getByRole('button', { name: words('hands.release') }).waitFor();
    await staff.look('question in hand');
    await staff.type(words('messages.text'), 'Staan cookies aan in uw browser?');
    await staff.press(words('messages.send'));
    await staff.page.locator('.thread__message').nth(1).waitFor();
    await staff.sees(words('ticket-state.waiting-for-customer'));
  });

  await step('she reads the answer by the link from her mail, and writes back', async () => {
    const { found } = await desk.mail(STRANGER, new RegExp(`vraag ${reference} is een antwoord[\\s\\S]*?(http\\S+/help/thread#token=\\S+)`));
    const [text, link] = found;
    holds(!text.includes('cookies'), 'the answer does not stand in the mail');
    await ada.page.goto(link);
    await ada.isAt(words('question.title', { reference }));
    await ada.sees('Staan cookies aan in uw browser?');
    holds(!ada.page.url().includes('token'), 'the address bar forgets the link');
    await ada.look('answer to a stranger');
    await ada.type(words('messages.text'), 'Nu wel, en het werkt.');
    await ada.press(words('messages.send'));
    await ada.page.locator('.thread__message').nth(2).waitFor();
  });

  await step('the desk closes it with an answer; a link that was replaced says how to get another', async () => {
    await staff.page.reload();
    await staff.isAt(words('question.title', { reference }));
    await staff.page.getByRole('checkbox', { name: words('tickets.closing') }).check();
    await staff.type(words('messages.text'), 'Fijn. Dan sluit ik uw vraag af.');
    await staff.press(words('messages.send'));
    await staff.sees(words('ticket-state.closed'));
    await ada.open(`/help/thread#token=${'x'.repeat(43)}`);
    await ada.isAt(words('link.dead'));
    await ada.look('link that does not work');
    await ada.type(words('link.reference'), reference);
    await ada.type(words('field.email'), STRANGER);
    await ada.press(words('link.send'));
    await ada.sees(words('link.sent'));
    await ada.leave();
  });

  await step('whoever is logged in asks from the page where he is stuck, and finds the answer in his account', async () => {
    const petra = await Visitor.arrive(browser, desk);
    await petra.logIn(PETRA.email, PASSPHRASE);
    await petra.isAt(words('means.title'));
    await petra.open('/batches');
    await petra.page.getByRole('link', { name: words('guide.to-help') }).last().click();
    await petra.isAt(words('ask.title'));
    same(await petra.field(words('ask.topic')).inputValue(), 'many-users', 'the topic is chosen already');
    await petra.sees(words('ask.known', { email: PETRA.email }));
    await petra.type(words('ask.text'), 'Wij zijn met veertig mensen.');
    await petra.press(words('ask.send'));
    await petra.isAt(words('asked.title'));
    await petra.follow(words('asked.to-question'));
    await petra.sees('Wij zijn met veertig mensen.');
    await petra.look('own question');
    await petra.follow(words('questions.title'));
    await petra.isAt(words('questions.title'));
    await petra.page.getByRole('table').getByRole('link').first().waitFor();
    await petra.look('own questions');
    await petra.leave();
  });

  await staff.leave();
}
