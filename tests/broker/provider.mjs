// A certified OpenID Connect provider (npm oidc-provider) that plays the broker of eHerkenning for one test: it is told by the environment
// where it listens and who Balie is, and asks on its own interaction who somebody is, as JSON rather than on a page.
import { createServer } from 'node:http';
import Provider from 'oidc-provider';

const { PORT, RETURN_TO, CLIENT_KEY, SIGNING } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;
const KVK = 'urn:etoegang:1.9:EntityConcernedID:KvKnr';
const PERSON = 'urn:etoegang:core:ActingSubjectID';
const BRANCH = 'urn:etoegang:1.9:ServiceRestriction:Vestigingsnr';
const LEVELS = ['loa1', 'loa2', 'loa2plus', 'loa3', 'loa4'].map((level) => `urn:etoegang:core:assurance-class:${level}`);

/** A key pair for signing tokens, made for this run. */
async function signingKey(alg) {
  const parameters = alg === 'ES256' ? { name: 'ECDSA', namedCurve: 'P-256' } : { name: 'RSASSA-PKCS1-v1_5', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
  const { privateKey } = await crypto.subtle.generateKey(parameters, true, ['sign', 'verify']);
  const { key_ops: _, ext: __, ...jwk } = await crypto.subtle.exportKey('jwk', privateKey);
  return { ...jwk, alg, use: 'sig', kid: `signs-${alg}` };
}

const people = new Map();

const provider = new Provider(issuer, {
  jwks: { keys: [await signingKey(SIGNING)] },
  clients: [
    {
      client_id: 'balie',
      redirect_uris: [RETURN_TO],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'ES256',
      id_token_signed_response_alg: SIGNING,
      jwks: { keys: [JSON.parse(CLIENT_KEY)] },
    },
  ],
  enabledJWA: { idTokenSigningAlgValues: [SIGNING], clientAuthSigningAlgValues: ['ES256'] },
  pkce: { required: () => true },
  acrValues: LEVELS,
  claims: { openid: ['sub', KVK, PERSON, BRANCH], acr: null, auth_time: null },
  // Brokers of eHerkenning put what they assert into the token itself.
  conformIdTokenClaims: false,
  features: { devInteractions: { enabled: false } },
  cookies: { keys: ['a test'] },
  interactions: { url: (_, interaction) => `/who/${interaction.uid}` },
  findAccount: (_, sub) => {
    const person = people.get(sub);
    return person && { accountId: sub, claims: async () => ({ sub, ...person }) };
  },
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope('openid');
    await grant.save();
    return grant;
  },
});

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString() || '{}');
}

const handle = provider.callback();
createServer((request, response) => {
  if (request.method !== 'POST' || !request.url.startsWith('/who/')) return handle(request, response);
  body(request)
    .then(({ person, kvkNumber, branch, level, cancel }) => {
      if (cancel) return provider.interactionFinished(request, response, { error: 'access_denied' });
      const sub = `${kvkNumber} ${person}`;
      people.set(sub, { [KVK]: kvkNumber, [PERSON]: sub, ...(branch && { [BRANCH]: branch }) });
      return provider.interactionFinished(request, response, { login: { accountId: sub, acr: level, remember: false } });
    })
    .catch((error) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  return undefined;
}).listen(Number(PORT), '127.0.0.1', () => console.log(`ready ${issuer}`));
