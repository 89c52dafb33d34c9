// Replaced by `npm run api` as soon as infra/openapi.json is printed; the same shape, written after the contract.
type Json<B> = { headers: { [name: string]: unknown }; content: { 'application/json': B } };
type Refusal = { headers: { [name: string]: unknown }; content: { 'application/problem+json': Problem } };
type Nothing = { headers: { [name: string]: unknown }; content?: never };
type Op<Status extends number, Answer, Body = never, Path = never, Query = never, Header = never> = {
  parameters: {
    query?: [Query] extends [never] ? never : Query;
    header?: [Header] extends [never] ? never : Header;
    cookie?: never;
  } & ([Path] extends [never] ? { path?: never } : { path: Path });
  responses: { [S in Status]: [Answer] extends [never] ? Nothing : Json<Answer> } & { default: Refusal };
} & ([Body] extends [never] ? { requestBody?: never } : { requestBody: { content: { 'application/json': Body } } });
type Empty = Record<string, never>;
type Keyed = { 'Idempotency-Key': string };
type Paged = { cursor?: string; limit?: number };

interface Problem {
  type: string;
  title: string;
  status: number;
  errors?: { pointer: string; code: string }[];
  retryAfter?: number;
  triesLeft?: number;
  traceId: string;
}
type Language = 'nl' | 'de' | 'en';
type Level = 'EH2' | 'EH2+' | 'EH3' | 'EH4';
interface Session {
  sessionId: string;
  accountId: string;
  expiresAt: string;
  staff: boolean;
  mustChoosePassword?: 'initial' | 'policy';
}
type LogInAnswer = { next: 'open'; session: Session } | { next: 'second-factor'; challenge: string; expiresAt: string };
interface Me {
  accountId: string;
  email: string;
  language: Language;
  name?: string;
  staff: boolean;
  organisation?: { organisationId: string; name: string; kvkNumber: string; role: string };
  mustChoosePassword?: 'initial' | 'policy';
  secondFactor: { totp: boolean; recoveryCodesLeft: number };
  version: number;
}
interface MeansView {
  meansId: string;
  number: string;
  level: Level;
  status: 'active' | 'suspended' | 'ended';
  holder: { accountId: string; name: string; email: string };
  organisation: { organisationId: string; name: string; kvkNumber: string; establishmentNumber?: string };
  rights: { provider: string; service: string; serviceId: string; until: string }[];
  validUntil: string;
  limitedTo?: 'belastingdienst';
  openUpgrade?: { upgradeId: string; stage: Stage; targetLevel: Level };
  targetLevels: Level[];
  version: number;
}
type Stage = 'draft' | 'in-review' | 'refused' | 'approved' | 'active' | 'cancelled';
interface UserSection {
  initials: string;
  firstNames: string;
  infix?: string;
  surname: string;
  birthDate: string;
  birthPlace?: string;
  email: string;
  mobile: string;
  identityDocument?: { type: string; number: string; expiresOn: string };
  employed: boolean;
}
interface OrganisationSection {
  kvkNumber: string;
  establishmentNumber?: string;
}
interface Representative {
  firstNames: string;
  infix?: string;
  surname: string;
  birthDate: string;
  function: string;
  email: string;
  mobile: string;
  power: 'alone' | 'joint' | 'limited' | 'full-proxy';
  isUser: boolean;
}
interface CheckView {
  check: string;
  state: 'not-needed' | 'waiting' | 'passed' | 'failed';
  waitingFor?: 'customer' | 'staff' | 'representative' | 'courier' | 'balie';
  until?: string;
  reason?: string;
  evidence?: string;
  at?: string;
}
interface UpgradeView {
  upgradeId: string;
  version: number;
  means: { meansId: string; number: string };
  fromLevel: Level;
  targetLevel: Level;
  stage: Stage;
  startedAt: string;
  startedBy: string;
  data: { user?: UserSection; organisation?: OrganisationSection; representatives: Representative[] };
  asked: { section: string; field: string; need: 'required' | 'optional' | 'conditional'; known?: unknown }[];
  checks: CheckView[];
  refusal?: { reason: string; text: string; at: string };
  activation?: { mailedAt: string; expiresAt: string; triesLeft: number };
  promisedFor?: string;
  timeline: { at: string; entry: string; by: 'customer' | 'staff' | 'balie'; details?: unknown }[];
}
interface DocumentView {
  documentId: string;
  kind: 'kvk-extract';
  fileName: string;
  contentType: string;
  size: number;
  state: 'awaiting-upload' | 'inspecting' | 'released' | 'refused';
  reason?: string;
  read?: { kvkNumber: string; madeOn: string };
  requestedAt: string;
}
interface QueueEntry {
  organisationId: string;
  upgradeId: string;
  organisationName: string;
  kvkNumber: string;
  fromLevel: Level;
  targetLevel: Level;
  submittedAt: string;
  promisedFor?: string;
}
interface CaseView {
  upgrade: UpgradeView;
  organisation: { organisationId: string; name: string; kvkNumber: string };
  means: MeansView;
  documents: { document: DocumentView; download?: { url: string; expiresAt: string } }[];
}

export interface paths {
  '/v1/accounts': { post: Op<202, Empty, { email: string; language: Language; acceptsTerms: boolean }> };
  '/v1/accounts/activation-mails': { post: Op<202, Empty, { email: string }> };
  '/v1/accounts/activations': {
    post: Op<
      200,
      { email: string; next: 'log-in' | 'check-mail' },
      { token: string; choice: { kind: 'password'; password: string } | { kind: 'by-mail' } }
    >;
  };
  '/v1/sessions': {
    get: Op<
      200,
      {
        sessions: {
          sessionId: string;
          openedAt: string;
          lastUsedAt: string;
          expiresAt: string;
          device: string;
          place: string;
          current: boolean;
        }[];
      }
    >;
    post: Op<200, LogInAnswer, { identifier: string; password: string; client: 'browser' | 'app' }>;
    delete: Op<204, never>;
  };
  '/v1/sessions/second-factor': {
    post: Op<
      200,
      LogInAnswer,
      { challenge: string; code?: string; recoveryCode?: string; client: 'browser' | 'app' }
    >;
  };
  '/v1/sessions/refresh': { post: Op<200, { session: Session }, { refreshToken?: string; client: 'browser' | 'app' }> };
  '/v1/sessions/current': { delete: Op<204, never> };
  '/v1/sessions/{sessionId}': { delete: Op<204, never, never, { sessionId: string }> };
  '/v1/password-resets': { post: Op<202, Empty, { email: string }> };
  '/v1/password-resets/completion': { post: Op<200, Empty, { token: string; password: string }> };
  '/v1/me': {
    get: Op<200, Me>;
    patch: Op<200, Me, { language?: Language; name?: string; version: number }>;
  };
  '/v1/me/password': { put: Op<200, Empty, { currentPassword: string; newPassword: string }> };
  '/v1/me/totp': {
    post: Op<201, { secret: string; otpauthUri: string; qrSvg: string }>;
    delete: Op<204, never>;
  };
  '/v1/me/totp/confirmation': { post: Op<200, { recoveryCodes: string[] }, { code: string }> };
  '/v1/me/recovery-codes': { post: Op<200, { recoveryCodes: string[] }> };
  '/v1/means': { get: Op<200, { items: MeansView[]; nextCursor?: string }, never, never, Paged> };
  '/v1/means/{meansId}': { get: Op<200, MeansView, never, { meansId: string }> };
  '/v1/means/{meansId}/activation': { post: Op<200, MeansView, { code: string }, { meansId: string }> };
  '/v1/upgrades': { post: Op<201, UpgradeView, { meansId: string; targetLevel: Level }, never, never, Keyed> };
  '/v1/upgrades/{upgradeId}': {
    get: Op<200, UpgradeView, never, { upgradeId: string }>;
    patch: Op<
      200,
      UpgradeView,
      { version: number; user?: UserSection; organisation?: OrganisationSection; representatives?: Representative[] },
      { upgradeId: string }
    >;
  };
  '/v1/upgrades/{upgradeId}/submission': { post: Op<200, UpgradeView, { version: number }, { upgradeId: string }> };
  '/v1/upgrades/{upgradeId}/cancellation': { post: Op<200, UpgradeView, { version: number }, { upgradeId: string }> };
  '/v1/upgrades/{upgradeId}/activation-codes': {
    post: Op<202, UpgradeView, { version: number }, { upgradeId: string }>;
  };
  '/v1/upgrades/{upgradeId}/documents': {
    get: Op<200, { items: DocumentView[]; nextCursor?: string }, never, { upgradeId: string }, Paged>;
    post: Op<
      201,
      { document: DocumentView; upload: { url: string; fields: Record<string, string>; expiresAt: string } },
      { kind: 'kvk-extract'; fileName: string; contentType: string; size: number },
      { upgradeId: string },
      never,
      Keyed
    >;
  };
  '/v1/upgrades/{upgradeId}/documents/{documentId}': {
    get: Op<
      200,
      { document: DocumentView; download?: { url: string; expiresAt: string } },
      never,
      { upgradeId: string; documentId: string }
    >;
  };
  '/v1/desk/queue': { get: Op<200, { items: QueueEntry[]; nextCursor?: string }, never, never, Paged> };
  '/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}': {
    get: Op<200, CaseView, never, { organisationId: string; upgradeId: string }>;
  };
  '/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/checks/{check}': {
    post: Op<
      200,
      UpgradeView,
      { version: number; outcome: 'passed' | 'failed'; note: string; reason?: string },
      { organisationId: string; upgradeId: string; check: string }
    >;
  };
  '/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/approval': {
    post: Op<200, UpgradeView, { version: number }, { organisationId: string; upgradeId: string }>;
  };
  '/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}/refusal': {
    post: Op<
      200,
      UpgradeView,
      { version: number; reason: string; text: string },
      { organisationId: string; upgradeId: string }
    >;
  };
}
