// A stand-in for the API while the server is being built. Only for looking at pages; goes away with the server's first run.
import { randomUUID } from 'node:crypto';

const id = (p) => `${p}_${randomUUID().replaceAll('-', '').replace(/[iloun]/g, 'a').slice(0, 26)}`;
const now = () => new Date().toISOString();
const org = { organisationId: id('org'), name: 'Voorbeeld Beheer B.V.', kvkNumber: '69599084' };
const me = { accountId: id('acc'), email: 'p.jansen@voorbeeld.nl', language: 'nl', name: 'Petra Jansen', staff: true, organisation: { ...org, role: 'manager' }, secondFactor: { totp: false, recoveryCodesLeft: 0 }, version: 1 };
const meansId = id('mns');
const means = { meansId, number: 'BAL-1001', level: 'EH2+', status: 'active', holder: { accountId: me.accountId, name: 'Petra Maria Jansen', email: me.email }, organisation: org, rights: [{ provider: 'RVO', service: 'Mijn RVO', serviceId: 'a', until: '2029-01-01' }, { provider: 'DUO', service: 'Personenregister kinderopvang', serviceId: 'b', until: '2028-06-30' }], validUntil: '2029-01-01', targetLevels: ['EH3'], version: 1 };
const other = { ...means, meansId: id('mns'), number: 'BAL-1002', level: 'EH3', limitedTo: 'belastingdienst', holder: { ...means.holder, name: 'Jan de Vries' }, targetLevels: [], rights: [{ provider: 'Belastingdienst', service: 'Mijn Belastingdienst Zakelijk', serviceId: 'c', until: '2027-11-01' }] };
const upgrades = new Map();
const documents = new Map();
const mails = [];
let inside = false;
let challengeNext = false;

const asked = [
  ...['initials:P.M.', 'firstNames:Petra Maria', 'surname:Jansen', 'birthDate:1975-02-01', 'birthPlace', 'email:p.jansen@voorbeeld.nl', 'mobile:+31612345678', 'identityDocument', 'employed'].map((f) => { const [field, known] = f.split(':'); return { section: 'user', field, need: 'required', known }; }),
  { section: 'user', field: 'infix', need: 'optional' },
  { section: 'organisation', field: 'kvkNumber', need: 'required', known: '69599084' }, { section: 'organisation', field: 'establishmentNumber', need: 'optional' },
  { section: 'documents', field: 'kvkExtract', need: 'conditional' },
];
const check = (c, waitingFor) => ({ check: c, state: waitingFor ? 'waiting' : 'not-needed', waitingFor });
const say = (u, entry, by) => { u.timeline.push({ at: now(), entry, by, details: {} }); u.version += 1; };

function route(method, path, body) {
  const m = (pattern) => path.match(new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]+)')}$`))?.slice(1);
  const key = `${method} ${path}`;
  const problem = (status, slug, more = {}) => [status, { type: `http://x/problems/${slug}`, title: slug, status, traceId: 'trc_mock', ...more }];
  if (key === 'POST /v1/accounts' || key === 'POST /v1/accounts/activation-mails' || key === 'POST /v1/password-resets') return [202, {}];
  if (key === 'POST /v1/accounts/activations') return body.token === 'used' ? problem(410, 'link-not-usable') : [200, { email: me.email, next: body.choice.kind === 'password' ? 'log-in' : 'check-mail' }];
  if (key === 'POST /v1/password-resets/completion') return [200, {}];
  if (key === 'POST /v1/sessions') {
    if (body.password === 'wrong') return problem(401, 'wrong-credentials');
    if (challengeNext) return [200, { next: 'second-factor', challenge: 'ch', expiresAt: now() }];
    inside = true; return [200, { next: 'open', session: {} }];
  }
  if (key === 'POST /v1/sessions/second-factor') { if (body.code === '000000') return problem(422, 'wrong-code', { triesLeft: 3 }); inside = true; return [200, { next: 'open', session: {} }]; }
  if (key === 'POST /v1/sessions/refresh') return inside ? [200, {}] : problem(401, 'unauthenticated');
  if (!inside) return problem(401, 'unauthenticated');
  if (key === 'GET /v1/sessions') return [200, { sessions: [{ sessionId: id('ses'), openedAt: now(), lastUsedAt: now(), expiresAt: now(), device: 'Firefox, Linux', place: 'Utrecht', current: true }, { sessionId: id('ses'), openedAt: now(), lastUsedAt: '2026-11-20T10:00:00Z', expiresAt: now(), device: 'Safari, iPhone', place: 'Amersfoort', current: false }] }];
  if (key === 'DELETE /v1/sessions/current' || key === 'DELETE /v1/sessions') { inside = false; return [204]; }
  if (m('/v1/sessions/{x}') && method === 'DELETE') return [204];
  if (key === 'GET /v1/me') return [200, me];
  if (key === 'PATCH /v1/me') { Object.assign(me, body, { version: me.version + 1 }); return [200, me]; }
  if (key === 'PUT /v1/me/password') { if (body.currentPassword === 'wrong') return problem(401, 'wrong-credentials'); delete me.mustChoosePassword; return [200, {}]; }
  if (key === 'POST /v1/me/totp') return [201, { secret: 'JBSWY3DPEHPK3PXP', otpauthUri: 'otpauth://x', qrSvg: '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg"><rect width="100%" height="100%" fill="#fff"/><path d="M1 1h3v3h-3z M5 1h3v3h-3z M1 5h3v3h-3z M5 5h1v1h-1z M7 7h1v1h-1z" fill="#000"/></svg>' }];
  if (key === 'POST /v1/me/totp/confirmation' || key === 'POST /v1/me/recovery-codes') { me.secondFactor = { totp: true, recoveryCodesLeft: 10 }; return [200, { recoveryCodes: Array.from({ length: 10 }, () => randomUUID().slice(0, 18).toUpperCase()) }]; }
  if (key === 'DELETE /v1/me/totp') { me.secondFactor = { totp: false, recoveryCodesLeft: 0 }; return [204]; }
  if (key === 'GET /v1/means') return [200, { items: [means, other] }];
  let p;
  if ((p = m('/v1/means/{x}')) && method === 'GET') return [200, p[0] === meansId ? means : other];
  if ((p = m('/v1/means/{x}/activation'))) {
    if (body.code !== 'ABCDEFGH2345') return problem(422, 'wrong-code', { triesLeft: 4 });
    means.level = 'EH3'; means.targetLevels = []; delete means.openUpgrade; for (const u of upgrades.values()) { u.stage = 'active'; say(u, 'activated', 'customer'); }
    return [200, means];
  }
  if (key === 'POST /v1/upgrades') {
    const u = { upgradeId: id('upg'), version: 1, means: { meansId, number: means.number }, fromLevel: means.level, targetLevel: body.targetLevel, stage: 'draft', startedAt: now(), startedBy: me.accountId, data: { representatives: [] }, asked,
      checks: [check('data-matches-registration', 'customer'), check('user-identity', 'staff'), check('power-to-represent', 'staff'), check('extract-in-date', 'customer'), check('form-signed', 'representative'), check('identification', 'staff'), check('payment')], timeline: [] };
    say(u, 'started', 'customer'); upgrades.set(u.upgradeId, u); documents.set(u.upgradeId, []);
    means.openUpgrade = { upgradeId: u.upgradeId, stage: 'draft', targetLevel: 'EH3' }; means.targetLevels = [];
    return [201, u];
  }
  if ((p = m('/v1/upgrades/{x}(.*)'))) {
    const u = upgrades.get(p[0]); if (!u) return problem(404, 'not-found');
    const at = (name) => u.checks.find((c) => c.check === name);
    if (p[1] === '' && method === 'GET') return [200, u];
    if (p[1] === '' && method === 'PATCH') { const { version, ...rest } = body; if (version !== u.version) return problem(409, 'changed-meanwhile'); Object.assign(u.data, rest); say(u, 'changed', 'customer'); return [200, u]; }
    if (p[1] === '/submission') {
      if (!u.data.user?.birthPlace) return problem(422, 'invalid-input', { errors: [{ pointer: '/user/birthPlace', code: 'missing' }, { pointer: '/documents/kvkExtract', code: 'missing' }] });
      u.stage = 'in-review'; u.promisedFor = '2026-11-25'; delete u.refusal; Object.assign(at('data-matches-registration'), { state: 'passed', at: now() }); means.openUpgrade.stage = 'in-review'; say(u, 'submitted', 'customer'); return [200, u]; }
    if (p[1] === '/cancellation') { u.stage = 'cancelled'; delete means.openUpgrade; means.targetLevels = ['EH3']; say(u, 'cancelled', 'customer'); return [200, u]; }
    if (p[1] === '/activation-codes') { u.activation.triesLeft = 5; say(u, 'code-renewed', 'customer'); return [202, u]; }
    if (p[1] === '/documents' && method === 'GET') return [200, { items: documents.get(p[0]) }];
    if (p[1] === '/documents') {
      const d = { documentId: id('doc'), ...body, state: 'awaiting-upload', requestedAt: now() }; documents.get(p[0]).push(d);
      return [201, { document: d, upload: { url: `/v1/mock-upload/${p[0]}/${d.documentId}`, fields: { key: 'x', policy: 'y' }, expiresAt: now() } }];
    }
  }
  if ((p = m('/v1/mock-upload/{x}/{y}'))) {
    const d = documents.get(p[0]).find((one) => one.documentId === p[1]); d.state = 'inspecting';
    setTimeout(() => {
      const old = d.fileName.includes('oud'); d.state = old ? 'refused' : 'released'; if (old) d.reason = 'extract-too-old';
      d.read = { kvkNumber: '69599084', madeOn: old ? '2026-10-01' : '2026-11-20' };
      const u = upgrades.get(p[0]); if (!old) { Object.assign(u.checks.find((c) => c.check === 'extract-in-date'), { state: 'passed', at: now() }); say(u, 'document-released', 'balie'); }
    }, 1500);
    return [204];
  }
  if (key === 'GET /v1/desk/queue') return [200, { items: [...upgrades.values()].filter((u) => u.stage === 'in-review').map((u) => ({ organisationId: org.organisationId, upgradeId: u.upgradeId, organisationName: org.name, kvkNumber: org.kvkNumber, fromLevel: u.fromLevel, targetLevel: u.targetLevel, submittedAt: now(), promisedFor: u.promisedFor })) }];
  if ((p = m('/v1/desk/organisations/{o}/upgrades/{u}(.*)'))) {
    const u = upgrades.get(p[1]);
    if (p[2] === '') return [200, { upgrade: u, organisation: org, means, documents: documents.get(p[1]).map((document) => ({ document, download: { url: '/balie.svg', expiresAt: now() } })) }];
    if (p[2] === '/approval') { u.stage = 'approved'; u.activation = { mailedAt: now(), expiresAt: now(), triesLeft: 5 }; means.openUpgrade.stage = 'approved'; say(u, 'approved', 'staff'); return [200, u]; }
    if (p[2] === '/refusal') { u.stage = 'refused'; u.refusal = { ...body, at: now() }; means.openUpgrade.stage = 'refused'; say(u, 'refused', 'staff'); return [200, u]; }
    const c = u.checks.find((one) => `/checks/${one.check}` === p[2]);
    Object.assign(c, { state: body.outcome, reason: body.reason, at: now() }); say(u, 'check-recorded', 'staff'); return [200, u];
  }
  if (path === '/v1/mock-control') { if ('challenge' in body) challengeNext = body.challenge; if ('me' in body) Object.assign(me, body.me); return [200, {}]; }
  return problem(404, 'not-found');
}

export function mock() {
  return {
    name: 'balie-mock',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!request.url.startsWith('/v1/')) return next();
        const chunks = [];
        request.on('data', (chunk) => chunks.push(chunk)).on('end', () => {
          let body = {};
          try { body = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}'); } catch { /* an upload */ }
          const path = request.url.split('?')[0];
          const unsafe = request.method !== 'GET';
          const [status, answer] = unsafe && !path.includes('mock') && request.headers['x-balie-client'] !== 'web' ? [403, { type: 'x/forbidden', status: 403 }] : route(request.method, path, body);
          setTimeout(() => {
            response.statusCode = status;
            if (answer) response.setHeader('content-type', status < 400 ? 'application/json' : 'application/problem+json');
            response.end(answer ? JSON.stringify(answer) : undefined);
          }, 60);
        });
      });
    },
  };
}
