// The pages of this room: fetched together, when one of them is first opened.
export { AccessCodes } from './codes';
export { LostAccess } from './lost-access';
export { NewAccessCode } from './new-access-code';
