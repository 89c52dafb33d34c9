// Forms: read before one logs in, filled in with complaints beside the field, saved by themselves, gone on with on the phone, two devices at once,
// the review, sending; and a form that staff add as data.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { MILA, PASSPHRASE, STAFF } from './people.mjs';

const kept = (key) => new RegExp(words(key).split('{')[0]);

async function isSaved(visitor) {
  await visitor.page.getByText(kept('forms.saved')).first().waitFor();
}

async function next(visitor, heading) {
  await visitor.press(words('forms.next'));
  await visitor.isAt(heading);
}

export async function forms({ step, browser, desk }) {
  const stranger = await Visitor.arrive(browser, desk);
  const mila = await Visitor.arrive(browser, desk);
  const phone = await Visitor.arrive(browser, desk, { width: 360, height: 740 });
  const fatima = await Visitor.arrive(browser, desk);
  for (const one of [mila, phone]) one.page.on('dialog', (dialog) => void dialog.accept());
  let draft;

  await step('what there is and what will be asked stands open to everybody', async () => {
    await stranger.open('/forms');
    await stranger.isAt(words('forms.title'));
    await stranger.sees(words('forms.kind.request'));
    await stranger.look('the forms there are');
    await stranger.follow('Verzoek om eerder gezellenexamen te mogen doen');
    await stranger.sees('Laatste rapport van de beroepsschool');
    await stranger.sees(words('forms.log-in'));
    await stranger.look('one form before it is filled in');
  });

  await step('a form of businesses is begun for the business', async () => {
    await mila.logIn(MILA.email, PASSPHRASE);
    await mila.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await mila.open('/forms/business-change');
    await mila.press(words('forms.begin'));
    await mila.isAt('Wat er verandert');
    draft = mila.page.url().split('?')[0];
    await mila.press(words('forms.next'));
    await mila.sees(words('forms.complaint.missing'));
    const summary = mila.page.locator('.summary');
    await summary.waitFor();
    holds(await summary.evaluate((box) => box === document.activeElement), 'the summary has the focus');
    await mila.look('a part with what is missing');
  });

  await step('what is typed is checked, kept, and asked for only where it applies', async () => {
    await mila.choose('Soort wijziging', 'Het bedrijf stopt');
    await mila.typeDate(/Geldig vanaf/, '1999-03-31');
    await mila.sees(words('forms.complaint.too-early'));
    await mila.typeDate(/Geldig vanaf/, '2027-03-31');
    await isSaved(mila);
    await next(mila, 'Stoppen met het bedrijf');
    await mila.choose('Reden', 'Leeftijd of ziekte');
    await mila.choose('Worden er leerlingen opgeleid?', words('yes'));
    await mila.press(words('forms.add-one', { label: 'Leerlingen die een nieuw bedrijf nodig hebben' }));
    await mila.type('Naam', 'Jonas Winter');
    await mila.type('Opleidingsberoep', 'Tischler');
    await mila.typeDate(/Opleiding tot/, '2027-08-31');
    await isSaved(mila);
    await mila.look('questions asked several times');
  });

  await step('gone on with on the phone; two devices at once lose nothing', async () => {
    await phone.logIn(MILA.email, PASSPHRASE);
    await phone.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await phone.page.goto(`${draft}?part=contact`);
    await phone.isAt('Vragen');
    await phone.type('Wie wij iets kunnen vragen', 'Mila Sommer');
    await isSaved(phone);
    await mila.page.getByLabel('Naam', { exact: true }).fill('Jonas Winter jr.');
    await mila.sees(words('forms.conflict'));
    await mila.sees('Mila Sommer');
    await mila.look('changed elsewhere');
    await mila.press(words('forms.take-other'));
    await mila.type('Naam', 'Jonas Winter jr.');
    await isSaved(mila);
  });

  await step('the review reads everything back and sends it', async () => {
    await next(mila, 'Vragen');
    await mila.press(words('forms.to-review'));
    await mila.isAt(words('forms.review'));
    await mila.sees('Jonas Winter jr.');
    await mila.look('everything before it is sent');
    await mila.press(words('forms.send'));
    await mila.page.waitForURL(/\/forms\/sent\/sub_/);
    await mila.open('/forms/mine');
    await mila.sees(words('forms.state.with-desk'));
    await mila.look('my forms');
  });

  await step('staff add a form as data; every slip is named, and the customer fills it in without a release', async () => {
    await fatima.logIn(STAFF.email, PASSPHRASE);
    await fatima.page.waitForURL((url) => !url.pathname.startsWith('/log-in'));
    await fatima.open('/desk/forms');
    await fatima.look('the forms at the desk');
    await fatima.follow(words('desk-forms.add'));
    await fatima.isAt(words('desk-forms.add'));
    await fatima.sees(words('desk-forms.sound'));
    await fatima.sees(words('desk-forms.preview'));
    const box = fatima.field(words('desk-forms.content'));
    const sample = await box.inputValue();
    await box.fill(sample.replace('"kind": "date"', '"kind": "dat"'));
    await fatima.sees('/sections/0/fields/1');
    await box.fill(sample.slice(0, 50));
    await fatima.sees(words('desk-forms.not-json'));
    await box.fill(sample.replace('new-form', 'instalments').replaceAll('"Titel"', '"Betaling in termijnen"'));
    await fatima.sees(words('desk-forms.sound'));
    await fatima.look('a form in the making');
    await fatima.type(words('desk-forms.note'), 'Nieuw');
    await fatima.press(words('desk-forms.publish'));
    await fatima.isAt('Betaling in termijnen');
    await mila.open('/forms/instalments');
    await mila.isAt('Betaling in termijnen');
    await until(async () => (await mila.asks('GET', '/v1/forms')).items.some((form) => form.form === 'instalments'), 'the form is offered');
  });

  for (const visitor of [stranger, mila, phone, fatima]) await visitor.leave();
}
