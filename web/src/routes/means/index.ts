// The pages of this room: fetched together, when one of them is first opened.
export { Apply } from './apply';
export { Lapses } from './lapses';
export { ManageMeans } from './manage';
export { People } from './people';
export { RevokeAppointment } from './revoke-appointment';
