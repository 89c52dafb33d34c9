// The pages of this room: fetched together, when one of them is first opened.
export { Batch } from './batch';
export { Batches } from './batches';
