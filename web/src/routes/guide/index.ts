// The pages of this room: fetched together, when one of them is first opened.
export { AuthorisedRepresentative } from './authorised-representative';
export { HowUpgradingWorks } from './how-upgrading-works';
export { Privacy } from './privacy';
export { Terms } from './terms';
