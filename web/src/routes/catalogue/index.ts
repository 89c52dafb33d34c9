// The pages of this room: fetched together, when one of them is first opened.
export { Advice } from './advice';
export { DataTable } from './data-table';
export { Services } from './services';
