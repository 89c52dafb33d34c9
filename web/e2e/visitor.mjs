// A person with a browser: opens pages, reads labels, presses buttons, and looks at every page with the eyes of axe.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { holds, onFailure } from './check.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function read(...path) {
  return JSON.parse(readFileSync(join(here, ...path), 'utf8'));
}

/** Names under keys as the pages have them. */
function under(prefix, group) {
  return Object.entries(group).map(([code, name]) => [`${prefix}.${code}`, name]);
}

/** The names shared with mails that journeys look for. */
function terms(language) {
  const { documentRefusals, products, sheet } = read('..', '..', 'shared', 'terms', `${language}.json`);
  const reasons = Object.entries(documentRefusals).map(([code, { name }]) => [`document-reason.${code}`, name]);
  return Object.fromEntries([...reasons, ...under('product', products), ...under('sheet', sheet)]);
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const catalogues = Object.fromEntries(
  ['nl', 'de', 'en'].map((language) => [language, { ...read('..', 'src', 'i18n', `${language}.json`), ...terms(language) }]),
);
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const shots = process.env.BALIE_SHOTS;
/** A slow line: up to so many milliseconds before the API is asked. It shows which step takes an old page for a new one. */
const slow = Number(process.env.BALIE_SLOW ?? 0);

export function openBrowser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** The Dutch words of a key. */
export function words(key, values = {}, language = 'nl') {
  const text = catalogues[language][key];
  if (text === undefined) throw new Error(`no words for ${key}`);
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

export class Visitor {
  /** A visitor with a browser profile of his own. */
  static async arrive(browser, desk, { width = 1280, height = 900, scheme = 'light', locale = 'nl-NL' } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: scheme, locale, reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.setDefaultTimeout(60_000);
    if (slow) {
      await page.route(/\/v1\//, async (route) => {
        await new Promise((asked) => setTimeout(asked, Math.random() * slow));
        await route.continue().catch(() => undefined);
      });
    }
    return new Visitor(context, page, desk);
  }

  constructor(context, page, desk) {
    this.context = context;
    this.page = page;
    this.desk = desk;
    this.faults = [];
    this.tell = async () => `${page.url()} shows: ${(await page.locator('main').innerText()).replace(/\s+/g, ' ').slice(0, 600)} ${this.faults.join(' ')}`;
    onFailure.add(this.tell);
    page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`));
    page.on('console', (message) => {
      // What the API refuses stands in the console as a failed load; pages put it in words. Anything else is a fault.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) this.faults.push(`console: ${message.text()}`);
    });
  }

  /** Asks the API as the person in this browser, for what another journey shows. */
  asks(method, path, body) {
    const asked = { method, path, ...(body && { body: JSON.stringify(body) }) };
    return this.page.evaluate(async ({ path: where, ...how }) => {
      const headers = { 'content-type': 'application/json', 'x-balie-client': 'web', 'idempotency-key': crypto.randomUUID() };
      const response = await fetch(where, { headers, ...how });
      const answer = await response.json();
      if (!response.ok) throw new Error(`${how.method} ${where}: ${response.status} ${JSON.stringify(answer)}`);
      return answer;
    }, asked);
  }

  async leave() {
    onFailure.delete(this.tell);
    await this.context.close();
    holds(this.faults.length === 0, this.faults.join('\n'));
  }

  async open(path) {
    await this.page.goto(this.desk.url + path);
    await this.page.locator('main h1').first().waitFor();
  }

  field(label) {
    return this.page.getByLabel(label, { exact: true });
  }

  async type(label, text) {
    await this.field(label).fill(text);
  }

  /** Three boxes with the parts of a date, by the words above them. */
  async typeDate(label, date) {
    const [year, month, day] = date.split('-');
    const group = this.page.getByRole('group', { name: label });
    await group.getByLabel(words('date.day'), { exact: true }).fill(day);
    await group.getByLabel(words('date.month'), { exact: true }).fill(month);
    await group.getByLabel(words('date.year'), { exact: true }).fill(year);
  }

  async choose(group, option) {
    const named = typeof option === 'string' ? { name: option, exact: true } : { name: option };
    await this.page.getByRole('group', { name: group }).getByRole('radio', named).check();
  }

  async press(name) {
    await this.page.locator('main, dialog').getByRole('button', { name, exact: true }).first().click();
  }

  async follow(name) {
    await this.page.getByRole('link', { name }).first().click();
  }

  /** Waits for a text on the page. */
  async sees(text) {
    await this.page.getByText(text).first().waitFor();
  }

  async isAt(heading) {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  async logIn(email, password) {
    await this.open('/log-in');
    await this.type(words('field.identifier'), email);
    await this.type(words('field.password'), password);
    await this.press(words('log-in.send'));
  }

  async logOut() {
    await this.page.locator('header').getByRole('button').last().click();
    await this.page.getByRole('link', { name: /^(Inloggen|Anmelden|Log in)$/ }).first().waitFor();
    await this.page.locator('.utrecht-alert--ok').waitFor();
  }

  /** The page in every language, light, and at the width of a small phone. */
  async look(name) {
    const page = this.page;
    for (const language of ['de', 'en', 'nl']) {
      await page.getByRole('button', { name: new RegExp(`^${language.toUpperCase()} `) }).click();
      await page.waitForFunction((wanted) => document.documentElement.lang === wanted, language);
      await this.#examine(`${name} (${language})`);
      await this.#fitsAPhone(`${name} (${language})`);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    await this.#examine(`${name} (dark)`);
    if (shots) await this.#shoot(name, 'dark');
    await page.emulateMedia({ colorScheme: 'light' });
    if (shots) await this.#shoot(name, 'light');
  }

  async #examine(name) {
    await this.page.evaluate(axeSource);
    const violations = await this.page.evaluate(async (rules) => {
      const found = await window.axe.run(document, { runOnly: rules });
      return found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`);
    }, RULES);
    const loose = await this.page.evaluate(() =>
      ['aria-describedby', 'aria-labelledby'].flatMap((attribute) =>
        [...document.querySelectorAll(`[${attribute}]`)].flatMap((element) =>
          element
            .getAttribute(attribute)
            .split(/\s+/)
            .filter((id) => !document.getElementById(id)?.textContent?.trim())
            .map((id) => `${attribute} names #${id}, which says nothing`),
        ),
      ),
    );
    const untranslated = await this.page.evaluate(() => document.body.innerText.match(/\{\w+\}/g) ?? []);
    const faults = [...violations, ...loose, ...untranslated.map((text) => `not filled in: ${text}`)];
    holds(faults.length === 0, `${name}\n${faults.join('\n')}`);
  }

  async #fitsAPhone(name) {
    const size = this.page.viewportSize();
    await this.page.setViewportSize({ width: 320, height: 640 });
    const [over, small] = await this.page.evaluate(() => {
      const wide = [...document.querySelectorAll('body *')].filter(
        (element) => element.getBoundingClientRect().right > 321 && !element.closest('.only-heard, .nl-skip-link'),
      );
      const targets = [...document.querySelectorAll('main button, main input:not([type=file]), main select, header a, header button')];
      const tiny = targets.filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.width < 24 || box.height < 24);
      });
      const found = [document.documentElement.scrollWidth > 320 ? wide : [], tiny];
      return found.map((elements) => elements.slice(0, 4).map((element) => element.outerHTML.slice(0, 120)));
    });
    await this.page.setViewportSize(size);
    holds(over.length === 0, `${name} is wider than a phone: ${over.join(' | ')}`);
    holds(small.length === 0, `${name} has targets under 24 pixels: ${small.join(' | ')}`);
  }

  async #shoot(name, scheme) {
    mkdirSync(shots, { recursive: true });
    const file = join(shots, name.replace(/\W+/g, '-'));
    const size = this.page.viewportSize();
    await this.page.waitForTimeout(200);
    await this.page.screenshot({ path: `${file}-${scheme}-desktop.png`, fullPage: true });
    await this.page.setViewportSize({ width: 360, height: 800 });
    await this.page.screenshot({ path: `${file}-${scheme}-phone.png`, fullPage: true });
    await this.page.setViewportSize(size);
  }
}
