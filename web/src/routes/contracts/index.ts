// The pages of this room: fetched together, when one of them is first opened.
export { Contract } from './contract';
export { FindPaper } from './find-paper';
export { Paper } from './paper';
