export { Spend } from './spend';
