// Without a mouse: only Tab, Enter, Space and letters. Wherever the focus is, it can be seen.
import { holds, until } from '../check.mjs';
import { Visitor, words } from '../visitor.mjs';
import { NOOR, PASSPHRASE } from './people.mjs';

export async function keyboard({ step, browser, desk }) {
  const visitor = await Visitor.arrive(browser, desk, { width: 360, height: 740 });
  const { page } = visitor;
  const focused = () =>
    page.evaluate(() => {
      const at = document.activeElement;
      const style = getComputedStyle(at);
      return {
        name: (at.getAttribute('aria-label') ?? at.labels?.[0]?.textContent ?? at.textContent ?? '').trim(),
        tag: at.tagName,
        seen: style.outlineStyle !== 'none' || style.boxShadow !== 'none',
      };
    });

  /** Presses Tab until the focus is on something with this name. */
  const tabTo = async (name) => {
    for (let presses = 0; presses < 90; presses += 1) {
      await page.keyboard.press('Tab');
      const at = await focused();
      if (at.tag === 'BODY') continue;
      holds(at.seen, `the focus cannot be seen on ${at.tag} ${at.name}`);
      if (typeof name === 'string' ? at.name === name : name.test(at.name)) return;
    }
    throw new Error(`Tab never reaches ${name}`);
  };

  await step('the first Tab offers to skip to the content', async () => {
    await visitor.open('/');
    await page.keyboard.press('Tab');
    const at = await focused();
    holds(at.name === words('frame.skip'), `found ${at.name}`);
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => document.activeElement.id === 'main'), 'the focus is in the content');
  });

  await step('logging in', async () => {
    await tabTo(words('frame.log-in'));
    await page.keyboard.press('Enter');
    await visitor.isAt(words('log-in.title'));
    await until(() => page.evaluate(() => document.activeElement.tagName === 'H1'), 'the heading has the focus');
    await tabTo(words('field.identifier'));
    await page.keyboard.type(NOOR.email);
    await tabTo(words('field.password'));
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await visitor.isAt(words('means.title'));
    await page.getByRole('article').first().waitFor();
  });

  await step('starting an upgrade and withdrawing it', async () => {
    await tabTo(/^Niveau verhogen, middel/);
    await page.keyboard.press('Enter');
    await visitor.isAt(words('start.title'));
    await page.getByRole('radio').first().focus();
    await page.keyboard.press('Space');
    await tabTo(words('start.send'));
    await page.keyboard.press('Enter');
    await visitor.isAt(words('step.services.title'));
    await page.locator('summary', { hasText: 'UWV' }).waitFor();
    await tabTo(words('wizard.later'));
    await page.keyboard.press('Enter');
    await visitor.isAt(words('tracker.title', { level: 'EH3' }));
    await visitor.look('tracker draft');
    await page.locator('h1').focus();
    await tabTo(words('tracker.cancel'));
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await visitor.page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const back = await focused();
    holds(back.name === words('tracker.cancel'), `closing the dialog gives the focus back, found ${back.name}`);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const first = await focused();
    if (first.name !== words('tracker.cancel')) await tabTo(words('tracker.cancel'));
    await page.keyboard.press('Enter');
    await visitor.sees(words('tracker.cancelled'));
    await visitor.look('tracker withdrawn');
  });

  await step('changing the language and logging out', async () => {
    await page.locator('h1').focus();
    await page.evaluate(() => document.querySelector('.brand').focus());
    await tabTo('EN English');
    await page.keyboard.press('Enter');
    await until(() => page.evaluate(() => document.documentElement.lang === 'en'), 'the page is in English');
    await tabTo(words('frame.log-out', {}, 'en'));
    await page.keyboard.press('Enter');
    await visitor.sees(words('home.left', {}, 'en'));
  });

  await step('nothing went wrong behind the pages', () => visitor.leave());
}
