export { ChangeMandate, GiveMandate } from './give';
export { Mandate } from './mandate';
export { Mandates } from './mandates';
