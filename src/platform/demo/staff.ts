import type { DemoAdviser, DemoReason, DemoTeam } from './types.ts';

export const teams: readonly DemoTeam[] = [
  { key: 'orders', name: 'Orders' },
  { key: 'returns', name: 'Returns' },
  { key: 'product-help', name: 'Product help' },
];

export const advisers: readonly DemoAdviser[] = [
  { key: 'dana', name: 'Dana Okoro', email: 'dana@fennickrowe.example', role: 'adviser', teamKeys: ['orders'] },
  {
    key: 'jun',
    name: 'Jun Petrak',
    email: 'jun@fennickrowe.example',
    role: 'adviser',
    teamKeys: ['returns', 'orders'],
  },
  {
    key: 'oriel',
    name: 'Oriel Anand',
    email: 'oriel@fennickrowe.example',
    role: 'adviser',
    teamKeys: ['product-help', 'returns'],
  },
  {
    key: 'tamsin',
    name: 'Tamsin Lowe',
    email: 'tamsin@fennickrowe.example',
    role: 'lead',
    teamKeys: ['orders', 'returns', 'product-help'],
  },
  {
    key: 'lin',
    name: 'Lin Marchetti',
    email: 'lin@fennickrowe.example',
    role: 'manager',
    teamKeys: ['returns', 'product-help'],
  },
];

export const wrapUpReasons: readonly DemoReason[] = [
  { key: 'answered', name: 'Question answered' },
  { key: 'delivery-traced', name: 'Delivery traced' },
  { key: 'order-changed', name: 'Order or address changed' },
  { key: 'payment-solved', name: 'Payment or checkout solved' },
  { key: 'replaced', name: 'Replacement sent' },
  { key: 'exchanged', name: 'Exchange arranged' },
  { key: 'refunded', name: 'Refund made' },
  { key: 'warranty', name: 'Warranty claim opened' },
  { key: 'gift-card', name: 'Gift card sorted out' },
  { key: 'trade-quote', name: 'Trade quote sent' },
  { key: 'feedback', name: 'Feedback passed on' },
  { key: 'no-reply', name: 'Customer did not reply' },
];

/** How much of a team's chat each of its people takes; lead and manager step in now and then. */
export const shareOfWork: Readonly<Record<DemoAdviser['role'], number>> = { adviser: 8, lead: 2, manager: 1 };
