// The pages of this room: fetched together, when one of them is first opened.
export { DeskBusinesses } from './businesses';
export { ImportBusinesses } from './businesses-import';
export { ReadyLetters } from './businesses-letters';
export { NewBusiness } from './businesses-new';
export { DeskBusinessPage } from './businesses-one';
export { Case } from './case';
export { DeskCatalogue } from './catalogue';
export { DeskDiscountCodes } from './catalogue-codes';
export { DeskEditions } from './catalogue-editions';
export { DeskCatalogueService } from './catalogue-service';
export { Queue } from './queue';
export { Queues } from './queues';
export { Tickets } from './tickets';
export { TicketAtDesk } from './tickets-one';
