import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import './design/index.css';
import { firstLanguage, loadCatalogue, WordsProvider } from './i18n';
import { router } from './routes/router';
import { ReauthenticationDialog } from './session/reauthentication';
import { SessionProvider } from './session/session';

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
