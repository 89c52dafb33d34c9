import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Pages and API share one origin (S24, S30). In development the pages come from Vite and the API from a running `balie serve`.
const api = process.env.BALIE_BASE_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2022',
    // The content security policy is `default-src 'self'`: nothing may be folded into a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    strictPort: true,
    // The names shared with mails lie beside this folder.
    fs: { allow: ['.', '../shared/terms'] },
    proxy: { '/v1': api, '/mailbox': api, '/.well-known': api },
  },
  test: { include: ['src/**/*.test.{ts,tsx}'] },
});
