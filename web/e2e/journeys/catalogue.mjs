// What for: the overview of services and advice without an account; the choice is carried into the wizard, with its price and a code; the
// desk sees whom a higher level hurts and publishes it.
import { holds } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, STAFF } from './people.mjs';

const NOOR = 'noor@bolderbast.example';

const uwv = (visitor) => visitor.page.getByRole('group', { name: 'UWV', exact: true });

export async function catalogue({ step, browser, desk }) {
  const noor = await Visitor.arrive(browser, desk);
  const staff = await Visitor.arrive(browser, desk);
  const code = noor.page.getByLabel(new RegExp(`^${words('services.code')}`));

  await step('anybody finds a service and the level it asks', async () => {
    await noor.open('/');
    await noor.follow(words('catalogue.title'));
    await noor.isAt(words('catalogue.title'));
    await noor.page.getByRole('table').waitFor();
    await noor.look('services');
    await noor.type(words('catalogue.search'), 'werkgeversportaal');
    await noor.sees(words('catalogue.count#one', { count: 1 }));
    await noor.page.getByRole('row', { name: /UWV.*EH3/ }).waitFor();
  });

  await step('anybody sees what each level asks', async () => {
    await noor.follow(words('catalogue.to-data-table'));
    await noor.isAt(words('data-table.title'));
    await noor.page.getByRole('table').first().waitFor();
    await noor.look('data table');
  });

  await step('anybody reads what he agrees to, and which codes are announced', async () => {
    await noor.follow(words('terms.title'));
    await noor.isAt(words('terms.title'));
    await noor.look('terms');
    await noor.follow(words('privacy.title'));
    await noor.isAt(words('privacy.title'));
    await noor.look('privacy');
    await noor.open('/how-upgrading-works');
    await noor.sees('UPGRADE30');
    await noor.look('how upgrading works');
  });

  await step('unsure is EH3, with the reason', async () => {
    await noor.open('/advice');
    await noor.page.locator('summary', { hasText: 'UWV' }).waitFor();
    await noor.press(words('advice.ask'));
    await noor.page.getByRole('heading', { level: 2, name: /EH3/ }).waitFor();
    await noor.look('advice unsure');
  });

  await step('with services chosen the advice names what decides, what to mind and the price', async () => {
    await noor.type(words('catalogue.search'), 'uwv');
    await uwv(noor).getByRole('checkbox').first().check();
    await noor.type(words('catalogue.search'), '');
    await noor.choose(words('advice.branch'), words('yes'));
    await noor.choose(words('advice.role'), words('advice-role.signs-alone'));
    await noor.choose(words('advice.employed'), words('yes'));
    await noor.field(words('advice.from-level')).selectOption('EH2+');
    await noor.press(words('advice.ask'));
    await noor.sees(words('advice.decisive'));
    await noor.sees(/weigert een middel met vestigingsnummer/);
    await noor.page.getByRole('table', { name: words('advice.prices') }).waitFor();
    await noor.look('advice');
  });

  await step('the choice goes along into the wizard', async () => {
    await noor.logIn(NOOR, PASSPHRASE);
    await noor.isAt(words('means.title'));
    await noor.page.getByRole('link', { name: words('means.upgrade-long', { number: 'BAL-3001' }) }).click();
    await noor.page.getByRole('radio', { name: /EH3/ }).check();
    await noor.press(words('start.send'));
    await noor.isAt(words('step.services.title'));
    await uwv(noor).waitFor();
    holds(await uwv(noor).getByRole('checkbox').first().isChecked(), 'what was chosen for the advice is chosen here');
    await noor.page.locator('summary', { hasText: 'RVO' }).click();
    await noor.sees(words('choose.held'));
    await noor.sees(words('price.gross'));
    await noor.look('services step');
  });

  await step('a code that does not exist is said so; UPGRADE30 takes off thirty percent', async () => {
    await code.fill('GIBTSNICHT');
    await noor.sees(words('error.discount-unknown'));
    await noor.look('services step with errors');
    await code.fill('upgrade30');
    await noor.sees(words('price.discount', { code: 'UPGRADE30' }));
    await noor.choose(words('services.term'), words('services.years#other', { count: 3 }));
    await noor.sees(words('price.contract#other', { count: 3 }));
    await noor.press(words('next'));
    await noor.isAt(words('step.data.title'));
  });

  await step('the price stands on the summary before anything is sent', async () => {
    await noor.open(new URL(noor.page.url()).pathname.replace(/\/data$/, '/summary'));
    await noor.isAt(words('step.summary.title'));
    await noor.sees(words('price.discount', { code: 'UPGRADE30' }));
    await noor.look('summary with price');
  });

  await step('the desk sees whom a higher level hurts, and publishes it', async () => {
    await staff.logIn(STAFF.email, PASSPHRASE);
    await staff.page.getByRole('link', { name: words('frame.catalogue'), exact: true }).click();
    await staff.isAt(words('desk-catalogue.title'));
    await staff.page.getByRole('table').first().waitFor();
    await staff.look('desk catalogue');
    await staff.follow(/RVO, Mijn RVO, eenvoudige/);
    await staff.field(words('catalogue.level')).selectOption('EH3');
    await staff.typeDate(words('desk-catalogue.from-day'), '2099-01-01');
    await staff.press(words('desk-catalogue.whom'));
    await staff.page.getByRole('table', { name: /kunnen? hier dan niet meer inloggen|kan hier dan niet meer inloggen/ }).waitFor();
    await staff.look('desk service');
    await staff.type(words('desk-catalogue.note'), 'Aangekondigd door RVO.');
    await staff.press(words('desk-catalogue.publish'));
    await staff.isAt(words('desk-catalogue.title'));
    await staff.sees('Aangekondigd door RVO.');
  });

  await step('the desk keeps discount codes and versions', async () => {
    await staff.follow(words('desk-codes.title'));
    await staff.isAt(words('desk-codes.title'));
    await staff.sees('UPGRADE30');
    await staff.look('discount codes');
    await staff.open('/desk/editions');
    await staff.page.getByRole('table').first().waitFor();
    await staff.look('editions');
  });

  await noor.leave();
  await staff.leave();
}
