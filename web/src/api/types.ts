// The names pages use, taken from the operations themselves, so that a change of the contract is a compile error here.
import type { paths } from './schema';

type Json<R> = R extends { content: { 'application/json': infer B } } ? B : never;
type Answer<P extends keyof paths, M extends keyof paths[P], S extends number> = paths[P][M] extends {
  responses: { [status in S]: infer R };
}
  ? Json<R>
  : never;
type Body<P extends keyof paths, M extends keyof paths[P]> = paths[P][M] extends {
  requestBody: { content: { 'application/json': infer B } };
}
  ? B
  : never;

export type LogInAnswer = Answer<'/v1/sessions', 'post', 200>;
export type Me = Answer<'/v1/me', 'get', 200>;
export type SessionView = Answer<'/v1/sessions', 'get', 200>['sessions'][number];
export type MeansView = Answer<'/v1/means/{meansId}', 'get', 200>;
export type Level = MeansView['level'];
export type UpgradeView = Answer<'/v1/upgrades/{upgradeId}', 'get', 200>;
export type Stage = UpgradeView['stage'];
export type CheckView = UpgradeView['checks'][number];
export type TimelineEntry = UpgradeView['timeline'][number];
export type UserSection = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['user']>;
export type OrganisationSection = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['organisation']>;
export type Representative = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['representatives']>[number];
export type DocumentView = Answer<'/v1/upgrades/{upgradeId}/documents', 'get', 200>['items'][number];
export type UploadTicket = Answer<'/v1/upgrades/{upgradeId}/documents', 'post', 201>;
export type QueueEntry = Answer<'/v1/desk/queue', 'get', 200>['items'][number];
export type CaseView = Answer<'/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}', 'get', 200>;
