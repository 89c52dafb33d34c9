// Drives a real browser through everything a person can do. `npm run build` and a built `balie` come first.
import { close, journey } from './check.mjs';
import { openDesk } from './desk.mjs';
import { accounts } from './journeys/accounts.mjs';
import { atTheDesk } from './journeys/desk.mjs';
import { catalogue } from './journeys/catalogue.mjs';
import { documents } from './journeys/documents.mjs';
import { identification } from './journeys/identification.mjs';
import { keyboard } from './journeys/keyboard.mjs';
import { means } from './journeys/means.mjs';
import { papers } from './journeys/papers.mjs';
import { register } from './journeys/register.mjs';
import { secondFactor } from './journeys/second-factor.mjs';
import { sessions } from './journeys/sessions.mjs';
import { signing } from './journeys/signing.mjs';
import { trouble } from './journeys/trouble.mjs';
import { upgrade } from './journeys/upgrade.mjs';
import { openBrowser } from './visitor.mjs';

const desk = await openDesk();
let code = 1;
try {
  const browser = await openBrowser();
  try {
    for (const [name, work] of Object.entries({ accounts, catalogue, upgrade, desk: atTheDesk, documents, register, identification, signing, papers, keyboard, means, sessions, trouble, 'second factor': secondFactor })) {
      await journey(name, (step) => work({ step, browser, desk }));
    }
    code = close();
  } finally {
    await browser.close();
  }
} finally {
  await desk.stop();
}
process.exit(code);
