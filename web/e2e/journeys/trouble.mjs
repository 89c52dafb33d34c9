// What a person sees when something is wrong on our side, or on the way.
import { Visitor, words } from '../visitor.mjs';
import { PASSPHRASE, WILLEM } from './people.mjs';

function problem(slug, status) {
  const body = JSON.stringify({ type: `https://balie.example/problems/${slug}`, title: slug, status, traceId: 'trc_for_the_test' });
  return (route) => route.fulfill({ status, contentType: 'application/problem+json', body });
}

export async function trouble({ step, browser, desk }) {
  const visitor = await Visitor.arrive(browser, desk);

  await step('a fault of ours is told with a number to quote', async () => {
    await visitor.logIn(WILLEM.email, PASSPHRASE);
    await visitor.isAt(words('means.title'));
    await visitor.page.getByRole('article').first().waitFor();
    await visitor.look('limited means');
    await visitor.page.route('**/v1/means', problem('internal', 500));
    await visitor.open('/means');
    await visitor.sees(words('problem.internal'));
    await visitor.sees('trc_for_the_test');
    await visitor.look('internal problem');
  });

  await step('trying again works once it is over', async () => {
    await visitor.page.unroute('**/v1/means');
    await visitor.press(words('try-again'));
    await visitor.page.getByRole('article').first().waitFor();
  });

  await step('being unreachable is told, also without a body', async () => {
    await visitor.page.route('**/v1/me', (route) => route.fulfill({ status: 503, body: '' }));
    await visitor.open('/log-in');
    await visitor.page.goto(`${desk.url}/means`);
    await visitor.sees(words('problem.unavailable'));
    await visitor.look('unreachable');
    await visitor.page.unroute('**/v1/me');
  });

  await step('no network is told, and what was typed stays', async () => {
    await visitor.open('/lost-access');
    await visitor.type(words('field.email'), 'iemand@example.com');
    await visitor.context.setOffline(true);
    await visitor.sees(words('frame.offline'));
    await visitor.press(words('lost.send'));
    await visitor.sees(words('problem.offline'));
    await visitor.context.setOffline(false);
    await visitor.press(words('lost.send'));
    await visitor.isAt(words('lost.sent'));
  });

  await step('something of somebody else does not exist', async () => {
    await visitor.open('/upgrades/upg_01jdc5aaaaaaaaaaaaaaaaaaaa');
    await visitor.sees(words('problem.not-found'));
    await visitor.look('no such upgrade');
    await visitor.open('/desk');
    await visitor.isAt(words('means.title'));
  });

  await step('nothing went wrong behind the pages', () => visitor.leave());
}
