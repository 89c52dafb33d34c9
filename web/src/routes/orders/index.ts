export { Companies } from './companies';
export { Company } from './company';
export { Order } from './order';
export { OrderProduct } from './order-product';
export { Orders } from './orders';
export { Products } from './products';
