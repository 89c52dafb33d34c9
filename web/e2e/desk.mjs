// Where the tests run: a stage that is up already (BALIE_BASE_URL), or a fresh `balie serve` of our own.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './check.mjs';

const web = dirname(dirname(fileURLToPath(import.meta.url)));

export async function openDesk() {
  const running = process.env.BALIE_BASE_URL;
  if (running) return desk(running.replace(/\/$/, ''), async () => {});

  const target = process.env.CARGO_TARGET_DIR ?? join(web, '..', 'target');
  const binary = process.env.BALIE_BINARY ?? join(target, 'debug', 'balie');
  if (!existsSync(binary)) throw new Error(`There is no ${binary}: build it first, or set BALIE_BASE_URL to a stage that runs.`);
  if (!existsSync(join(web, 'dist', 'index.html'))) throw new Error('The client is not built: npm run build comes first.');
  const state = mkdtempSync(join(tmpdir(), 'balie-e2e-'));
  // A copy, so that a build beside this run does not take the pages away under it.
  const pages = join(state, 'pages');
  cpSync(join(web, 'dist'), pages, { recursive: true });
  const server = spawn(binary, ['serve', '--fresh', '--state', join(state, 'stage'), '--port', '0', '--web', pages, '--test-controls'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => (said = (said + chunk).slice(-20_000)));
  const stop = async () => {
    if (server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 5000))]);
      if (server.exitCode === null) server.kill('SIGKILL');
    }
    rmSync(state, { recursive: true, force: true });
  };
  try {
    const url = await until(() => said.match(/Open\s+(http:\/\/\S+?)\/?\s/)?.[1], 'balie serve says where it is open', 60);
    return await desk(url, stop);
  } catch (error) {
    await stop();
    throw new Error(`balie serve did not start:\n${said}`, { cause: error });
  }
}

async function desk(url, stop) {
  const controls = await fetch(`${url}/_test/engines`).then(
    (response) => response.ok,
    () => false,
  );
  const control = (path, body) =>
    fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return {
    url,
    /** Whether the clock can be moved here. */
    controls,
    stop,
    /** Moves the clock and lets what falls due by that run. */
    advance: async (seconds) => {
      await control('/_test/clock', { advanceSeconds: seconds });
      await control('/_test/settled', {});
    },
    /** The newest mail to somebody whose text matches, waited for. */
    mail: (to, pattern, after = '') =>
      until(async () => {
        const response = await fetch(`${url}/mailbox/messages?to=${encodeURIComponent(to)}`);
        const { items } = await response.json();
        const newest = [...items].sort((one, other) => other.receivedAt.localeCompare(one.receivedAt));
        for (const item of newest) {
          const found = item.receivedAt > after && item.text.match(pattern);
          if (found) return { at: item.receivedAt, subject: item.subject, found };
        }
        return undefined;
      }, `a mail to ${to} with ${pattern}`),
  };
}
