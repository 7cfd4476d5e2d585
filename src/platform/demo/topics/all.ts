import { care } from './care.ts';
import { damage } from './damage.ts';
import { delivery } from './delivery.ts';
import { orders } from './orders.ts';
import { payment } from './payment.ts';
import { productHelp } from './product-help.ts';
import { returns } from './returns.ts';
import type { Topic } from './scene.ts';
import { trade } from './trade.ts';
import { voice } from './voice.ts';

export const topics: readonly Topic[] = [
  ...delivery,
  ...orders,
  ...payment,
  ...damage,
  ...returns,
  ...productHelp,
  ...care,
  ...trade,
  ...voice,
];
