// The pages of this room: fetched together, when one of them is first opened.
export { DeskInvoice } from './desk-invoice';
export { FindInvoice } from './find-invoice';
export { Invoice } from './invoice';
export { Invoices } from './invoices';
