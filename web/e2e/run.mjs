// Drives a real browser through everything a person can do. `npm run build` and a built `balie` come first.
import { close, journey } from './check.mjs';
import { openDesk } from './desk.mjs';
import { accessCodes } from './journeys/access-codes.mjs';
import { accounts } from './journeys/accounts.mjs';
import { atTheDesk } from './journeys/desk.mjs';
import { businesses } from './journeys/businesses.mjs';
import { catalogue } from './journeys/catalogue.mjs';
import { documents } from './journeys/documents.mjs';
import { eherkenning } from './journeys/eherkenning.mjs';
import { email } from './journeys/email.mjs';
import { folders } from './journeys/folders.mjs';
import { apprenticeship } from './journeys/apprenticeship.mjs';
import { forAnother } from './journeys/for-another.mjs';
import { forms } from './journeys/forms.mjs';
import { help } from './journeys/help.mjs';
import { highest } from './journeys/highest.mjs';
import { identification } from './journeys/identification.mjs';
import { invoices } from './journeys/invoices.mjs';
import { keyboard } from './journeys/keyboard.mjs';
import { collections } from './journeys/collections.mjs';
import { mandates } from './journeys/mandates.mjs';
import { means } from './journeys/means.mjs';
import { notices } from './journeys/notices.mjs';
import { orders } from './journeys/orders.mjs';
import { overviews } from './journeys/overviews.mjs';
import { papers } from './journeys/papers.mjs';
import { register } from './journeys/register.mjs';
import { secondFactor } from './journeys/second-factor.mjs';
import { sessions } from './journeys/sessions.mjs';
import { signing } from './journeys/signing.mjs';
import { submissions } from './journeys/submissions.mjs';
import { spend } from './journeys/spend.mjs';
import { trouble } from './journeys/trouble.mjs';
import { upgrade } from './journeys/upgrade.mjs';
import { openBrowser } from './visitor.mjs';

const journeys = {
  accounts,
  'access codes': accessCodes,
  eherkenning,
  businesses,
  catalogue,
  upgrade,
  desk: atTheDesk,
  help,
  email,
  documents,
  register,
  identification,
  signing,
  'for another': forAnother,
  'highest level': highest,
  orders,
  spend,
  invoices,
  overviews,
  folders,
  forms,
  apprenticeship,
  submissions,
  notices,
  collections,
  mandates,
  papers,
  keyboard,
  means,
  sessions,
  trouble,
  'second factor': secondFactor,
};

let code = 1;
const browser = await openBrowser();
try {
  for (const [name, work] of Object.entries(journeys)) {
    await journey(name, async (step) => {
      // A desk of its own, so that no journey finds what another left behind.
      const desk = await openDesk();
      try {
        await work({ step, browser, desk });
      } finally {
        await desk.stop();
      }
    });
  }
  code = close();
} finally {
  await browser.close();
}
process.exit(code);
