// The pages of this room: fetched together, when one of them is first opened.
export { AboutForm } from './about-form';
export { FillForm } from './fill';
export { Forms } from './forms';
export { MyForms } from './mine';
export { SignForm } from './signing';
export { FormState } from './state';
