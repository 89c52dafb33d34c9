// Writes src/api/schema.d.ts from the contract that the routes print (infra/openapi.json), so the client cannot drift from the server.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const contract = join(web, '..', 'infra', 'openapi.json');
const target = join(web, 'src', 'api', 'schema.d.ts');

if (!existsSync(contract)) {
  console.error(`There is no ${contract}: run \`make generate\` first.`);
  process.exit(1);
}
// A field with a default may be left out of what is sent.
execFileSync(join(web, 'node_modules', '.bin', 'openapi-typescript'), [contract, '-o', target, '--default-non-nullable=false'], { stdio: 'inherit' });
