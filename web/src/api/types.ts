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
export type EherkenningConclusion = Answer<'/v1/eherkenning/log-ins/conclusion', 'post', 200>;
export type Me = Answer<'/v1/me', 'get', 200>;
export type AddressChangeView = NonNullable<Answer<'/v1/me/address-change', 'get', 200>['change']>;
export type AccountDeletion = Answer<'/v1/me/deletion', 'get', 200>;
export type SessionView = Answer<'/v1/sessions', 'get', 200>['sessions'][number];
export type MeansView = Answer<'/v1/means/{meansId}', 'get', 200>;
export type Level = MeansView['level'];
export type PersonView = Answer<'/v1/people', 'get', 200>['items'][number];
export type AccessCodeView = Answer<'/v1/access-codes', 'get', 200>['items'][number];
export type MainUserView = NonNullable<Answer<'/v1/main-user', 'get', 200>['mainUser']>;
export type Lapse = Answer<'/v1/lapses', 'get', 200>['items'][number];
export type InvoiceRow = Answer<'/v1/invoices', 'get', 200>['items'][number];
export type InvoiceView = Answer<'/v1/invoices/{invoiceId}', 'get', 200>;
export type InvoicePayment = NonNullable<InvoiceRow['payment']>;
export type InvoiceContents = NonNullable<InvoiceView['contents']>;
export type DeskInvoiceView = Answer<'/v1/desk/invoices/{number}', 'get', 200>;
export type BatchView = Answer<'/v1/batches/{batchId}', 'get', 200>;
export type OverviewView = Answer<'/v1/overviews', 'get', 200>['items'][number];
export type OverviewSubscription = Answer<'/v1/overview-subscription', 'get', 200>;
export type Offer = Answer<'/v1/products', 'get', 200>['products'][number];
export type OrderView = Answer<'/v1/orders', 'get', 200>['items'][number];
export type CounterOrderView = Answer<'/v1/counter-orders/opening', 'post', 200>['order'];
export type ProductSheet = Answer<'/v1/orders/{orderId}/sheet', 'get', 200>;
export type SheetValue = ProductSheet['sections'][number]['entries'][number]['rows'][number]['value'];
export type UpgradeView = Answer<'/v1/upgrades/{upgradeId}', 'get', 200>;
export type Stage = UpgradeView['stage'];
export type CheckView = UpgradeView['checks'][number];
export type TimelineEntry = UpgradeView['timeline'][number];
export type UserSection = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['user']>;
export type OrganisationSection = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['organisation']>;
export type Representative = NonNullable<Body<'/v1/upgrades/{upgradeId}', 'patch'>['representatives']>[number];
export type DocumentView = Answer<'/v1/upgrades/{upgradeId}/documents', 'get', 200>['items'][number];
export type UploadTicket = Answer<'/v1/upgrades/{upgradeId}/documents', 'post', 201>;
export type ContractView = Answer<'/v1/upgrades/{upgradeId}/contract', 'get', 200>;
export type PaperView = Answer<'/v1/desk/papers/{code}', 'get', 200>;
export type QueueEntry = Answer<'/v1/desk/queue', 'get', 200>['items'][number];
export type QueueReason = Answer<'/v1/desk/queues', 'get', 200>['queues'][number]['reason'];
export type FoundCase = Answer<'/v1/desk/searches', 'post', 200>['cases'][number];
export type MessageView = Answer<'/v1/upgrades/{upgradeId}/messages', 'get', 200>['messages'][number];
export type SideBySideRow = CaseView['sideBySide'][number];
export type CaseView = Answer<'/v1/desk/organisations/{organisationId}/upgrades/{upgradeId}', 'get', 200>;
export type SigningRoomView = Answer<'/v1/signing-rooms', 'post', 200>;
export type SigningView = NonNullable<UpgradeView['signing']>;
export type SignerView = SigningView['signers'][number];
export type SigningEvidence = Answer<'/v1/upgrades/{upgradeId}/signing-evidence', 'get', 200>;
export type ServiceList = Answer<'/v1/services', 'get', 200>;
export type ServiceView = ServiceList['services'][number];
export type NamedText = ServiceView['name'];
export type AdviceView = Answer<'/v1/advice', 'post', 200>;
export type AdviceWish = Body<'/v1/advice', 'post'>;
export type DataTableView = Answer<'/v1/data-table', 'get', 200>;
export type PriceListView = Answer<'/v1/prices', 'get', 200>;
export type Authorisations = Body<'/v1/upgrades/{upgradeId}/quote', 'post'>;
export type Chosen = Authorisations['chosen'][number];
export type QuoteView = Answer<'/v1/upgrades/{upgradeId}/quote', 'post', 200>;
export type RightView = MeansView['rights'][number];
export type DeskCatalogue = Answer<'/v1/desk/catalogue', 'get', 200>;
export type DeskProvider = DeskCatalogue['providers'][number];
export type DeskService = DeskProvider['services'][number];
export type LevelRisePreview = Answer<'/v1/desk/level-rise', 'get', 200>;
export type DiscountCode = Answer<'/v1/desk/discount-codes', 'get', 200>['items'][number];
export type HelpView = Answer<'/v1/help', 'get', 200>;
export type TicketTopic = Body<'/v1/help/questions', 'post'>['topic'];
export type TicketView = Answer<'/v1/tickets/{ticketId}', 'get', 200>;
export type TicketSummary = TicketView['ticket'];
export type TicketState = TicketSummary['state'];
export type WaitingTicket = Answer<'/v1/desk/tickets', 'get', 200>['items'][number];
export type OpenedTicket = Answer<'/v1/desk/tickets/{ticketId}', 'get', 200>;
export type SpendView = Answer<'/v1/spend', 'get', 200>;
export type SpendOfMonth = SpendView['summary']['months'][number];
export type SpendLine = Answer<'/v1/spend/lines', 'get', 200>['items'][number];
export type SpendBudget = Answer<'/v1/spend/budgets', 'get', 200>['items'][number];
export type FormSummary = Answer<'/v1/forms', 'get', 200>['items'][number];
export type FormDefinition = Answer<'/v1/forms/{form}', 'get', 200>['form'];
export type FormField = FormDefinition['sections'][number]['fields'][number];
export type FormCondition = NonNullable<FormField['when']>;
export type FormTexts = FormDefinition['title'];
export type FormComplaint = Answer<'/v1/forms/{form}/checks', 'post', 200>['complaints'][number];
export type FormSuggestion = Answer<'/v1/forms/{form}/checks', 'post', 200>['suggestions'][number];
export type FormListItem = Answer<'/v1/forms/lists/{list}', 'get', 200>['items'][number];
export type FilledForm = Answer<'/v1/submissions/{submissionId}', 'get', 200>;
export type FilledFormSummary = Answer<'/v1/submissions', 'get', 200>['items'][number];
export type FormShelf = Answer<'/v1/desk/forms', 'get', 200>['items'][number];
