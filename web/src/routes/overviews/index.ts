export { Overviews } from './overviews';
