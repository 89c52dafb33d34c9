// The pages of this room: fetched together, when one of them is first opened.
export { MyBusiness } from './my-business';
export { OneBusiness } from './one-business';
export { OpenBusiness } from './open-business';
export { BusinessPeople } from './people';
