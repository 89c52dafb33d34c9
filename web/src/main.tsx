import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import './design/index.css';
import { firstLanguage, loadCatalogue, WordsProvider } from './i18n';
import { router } from './routes/router';
import { ReauthenticationDialog } from './session/reauthentication';
import { SessionProvider } from './session/session';

// After a new release the parts this page would load later are gone: a fresh page has the new ones. Once a minute at most, so that it cannot go round.
const RENEWED = 'balie.renewed';
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(RENEWED) ?? 0) < 60_000) return;
  sessionStorage.setItem(RENEWED, String(Date.now()));
  event.preventDefault();
  location.reload();
});

const language = firstLanguage();
const catalogue = await loadCatalogue(language);
const root = document.getElementById('balie');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <WordsProvider language={language} catalogue={catalogue}>
        <SessionProvider>
          <RouterProvider router={router} />
          <ReauthenticationDialog />
        </SessionProvider>
      </WordsProvider>
    </StrictMode>,
  );
}
