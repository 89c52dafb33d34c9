// The pages of this room: fetched together, when one of them is first opened.
export { SigningEvidencePage } from './evidence';
export { Sign } from './sign';
