import type { FormField } from '#contact/channels-form/contract.ts';
import type { AdviserKey } from './types.ts';

const chosen = (id: string, label: string, options: string[]): FormField => ({
  ...{ id, kind: 'choice', label, options, help: '', isRequired: true, isName: false, showWhen: null },
});

type FormKey = 'fennick-returns' | 'fennick-trade';

export const forms: readonly { key: FormKey; title: string; intro: string; question: FormField }[] = [
  {
    key: 'fennick-returns',
    title: 'Return or damage',
    intro:
      'Tell us what happened. A photo can follow by mail; you need not send anything back before you hear from us.',
    question: chosen('what', 'What is it about?', ['Broken on arrival', 'Broke in use', 'I changed my mind']),
  },
  {
    key: 'fennick-trade',
    title: 'For cafés and restaurants',
    intro: 'Prices for larger orders, samples, and when we can deliver.',
    question: chosen('size', 'About how many pieces?', ['Up to 50', '50 to 200', 'More than 200']),
  },
];

export const entries: readonly { form: FormKey; choice: string; text: string }[] = [
  {
    form: 'fennick-returns',
    choice: 'Broken on arrival',
    text: 'Order FR-20388: the lid of the small casserole has a crack from rim to knob. The box was taped twice, so I think it left you like that.',
  },
  {
    form: 'fennick-returns',
    choice: 'I changed my mind',
    text: 'The blue jug is lovely but too big for our shelf. It is unused, in its box. How do I send it back, and what does it cost me?',
  },
  {
    form: 'fennick-returns',
    choice: 'Broke in use',
    text: 'The handle of the milk pan came loose after four months. It gets hot and turns in the hand, so we stopped using it.',
  },
  {
    form: 'fennick-trade',
    choice: '50 to 200',
    text: 'We open a bakery in Brunswick in February and would like 80 Tilde mugs with our name at the bottom. Is that possible, and by when?',
  },
  {
    form: 'fennick-trade',
    choice: 'Up to 50',
    text: 'Could you send two pasta bowls as samples, one in sage and one in sand? We pay for them of course.',
  },
];

type Call = {
  kind: 'call' | 'visit';
  by: AdviserKey;
  hoursAgo: number;
  minutes: number;
  subject: string;
  text: string;
};

export const calls: readonly Call[] = [
  {
    kind: 'call',
    by: 'jun',
    hoursAgo: 3,
    minutes: 6,
    subject: 'Delivery on Saturday',
    text: 'Asks whether the courier comes on Saturdays; works all week. Told: yes before noon, and she gets a message an hour ahead.',
  },
  {
    kind: 'call',
    by: 'dana',
    hoursAgo: 26,
    minutes: 11,
    subject: 'Two orders in one parcel',
    text: 'Ordered twice by mistake within ten minutes, wants one parcel and the postage of one. Both held; refund of 9.50 promised by tomorrow.',
  },
  {
    kind: 'visit',
    by: 'oriel',
    hoursAgo: 29,
    minutes: 15,
    subject: 'Which pan for induction',
    text: 'Came to the counter with her old pan and a magnet. Took the 24 cm; wants to know when the lid is back.',
  },
  {
    kind: 'call',
    by: 'tamsin',
    hoursAgo: 50,
    minutes: 9,
    subject: 'Voucher or money',
    text: 'Was offered a voucher for a broken bowl and does not want one. Told that she may choose; money goes back to her card.',
  },
];
