export { Companies } from './companies';
export { Company } from './company';
export { Order } from './order';
export { OrderProduct } from './order-product';
export { OrderExtract } from './order-extract';
export { OrderExtractDone } from './order-extract-done';
export { Orders } from './orders';
export { Products } from './products';
