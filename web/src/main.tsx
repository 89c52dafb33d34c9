import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import './design/index.css';
import { firstLanguage, loadCatalogue, WordsProvider } from './i18n';
import { router } from './routes/router';
import { ReauthenticationDialog } from './session/reauthentication';
import { SessionProvider } from './session/session';

// After a new release the parts this page would load later are gone: a fresh page has the new ones. Once, so that it cannot go round.
const RENEWED = 'balie.renewed';
window.addEventListener('vite:preloadError', (event) => {
  if (sessionStorage.getItem(RENEWED) === document.lastModified) return;
  sessionStorage.setItem(RENEWED, document.lastModified);
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
