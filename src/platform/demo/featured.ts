import { MINUTE } from './hours.ts';
import type { AdviserKey, DemoConversation, DemoCustomer, DemoMessage, TeamKey } from './types.ts';

type Said = readonly [minutesAgo: number, by: 'customer' | AdviserKey, text: string, kind?: 'note'];
type Featured = {
  customer: string;
  subject: string;
  topic: string;
  teamKey: TeamKey;
  assigneeKey: AdviserKey | null;
  status: 'open' | 'waiting';
  unread: boolean;
  said: readonly Said[];
};

/** The conversations a visitor of the demo meets first, written by hand; times count back from the plan's end. */
const featured: readonly Featured[] = [
  {
    customer: 'Marisol Adeyemi',
    subject: 'Kettle arrived with a cracked lid',
    topic: 'Damaged',
    teamKey: 'orders',
    assigneeKey: 'dana',
    status: 'open',
    unread: true,
    said: [
      [
        1265,
        'customer',
        'Hi, my stovetop kettle (order FR-20418) came today and the lid is cracked. It is a present for Saturday. What is quicker, a new lid or a new kettle?',
      ],
      [
        1264,
        'dana',
        'I’m sorry it reached you like that. A lid alone takes five working days; a whole new kettle can leave tomorrow and be with you by Friday, at no cost. I have put one aside. Shall I send it?',
      ],
      [20, 'jun', 'Three left in sage green. Courier cut-off today is 15:30. @Dana', 'note'],
      [
        6,
        'customer',
        'Yes please, send the whole kettle. Do I need to post the broken one back, and who pays for that? Could someone phone me when it is on its way?',
      ],
    ],
  },
  {
    customer: 'Tobias Wren',
    subject: 'Checkout says “try again”',
    topic: 'Checkout',
    teamKey: 'orders',
    assigneeKey: 'dana',
    status: 'open',
    unread: true,
    said: [
      [9, 'customer', 'Hello, it says “try again” when I pay. I have tried three times.'],
      [8, 'dana', 'Hello Tobias, sorry about that. Nothing has been charged. Which step are you on when it appears?'],
      [7, 'customer', 'The last one, “Pay $89.00”.'],
      [3, 'customer', 'Are you still there? The checkout keeps saying “try again”'],
    ],
  },
  {
    customer: 'Visitor from Hobart',
    subject: 'Induction?',
    topic: 'Product',
    teamKey: 'product-help',
    assigneeKey: null,
    status: 'open',
    unread: true,
    said: [[2, 'customer', 'Does the 24 cm pan work on induction?']],
  },
  {
    customer: 'Ines Kaldor',
    subject: 'Third broken dinner set',
    topic: 'Complaint',
    teamKey: 'returns',
    assigneeKey: 'tamsin',
    status: 'open',
    unread: false,
    said: [
      [
        2690,
        'customer',
        'This is now the third Harrow dinner set that has come broken (order FR-20352). Two bowls and a plate this time.\n\nI took photos of every one of them, and of the box, which was fine on the outside. I do not want a fourth. What are you going to do?',
      ],
      [
        2672,
        'tamsin',
        'Hello Ines, I’m sorry. Three times is not bad luck any more, that is our packing, and I am looking into it myself. You’ll have an offer from me with all your choices, including your money back, tomorrow by 16:00.',
      ],
      [
        2665,
        'jun',
        'All three from bench 3, inner sleeves left out. $312.00 paid, postage free. She asked on the phone whether $40 credit is all she gets: it is not, she may choose.',
        'note',
      ],
      [
        147,
        'customer',
        'I do not accept $40 for a third broken set. The colleague on the phone said that was the offer. Is that right?',
      ],
    ],
  },
  {
    customer: 'Hollis Bramwell',
    subject: 'Gift card not arrived',
    topic: 'Gift card',
    teamKey: 'orders',
    assigneeKey: 'jun',
    status: 'waiting',
    unread: false,
    said: [
      [1410, 'customer', 'The $100 gift card I sent my niece on Thursday has not arrived. Order FR-20396.'],
      [
        1402,
        'jun',
        'Hello Hollis, it was delivered to her mail provider but may be in spam. Could you ask her to look for “Fennick & Rowe”? If it isn’t there I’ll make a new one right away.',
      ],
      [169, 'customer', 'Thanks, I will check with her tonight.'],
      [166, 'jun', 'Good idea. I’ll keep this open until you know.'],
    ],
  },
  {
    customer: 'Odalys Prewitt',
    subject: 'Hold FR-20401 until Monday',
    topic: 'Order change',
    teamKey: 'orders',
    assigneeKey: 'dana',
    status: 'waiting',
    unread: false,
    said: [
      [
        204,
        'customer',
        'Could you hold FR-20401 until Monday? We are up at the shack and nobody is home to take it in.',
      ],
      [201, 'dana', 'Of course. It’s on my shelf with your name on it and leaves Monday first thing. Same address?'],
    ],
  },
  {
    customer: 'Rafe Lindqvist-Oyelaran',
    subject: 'Warranty claim: stand mixer',
    topic: 'Warranty',
    teamKey: 'returns',
    assigneeKey: null,
    status: 'open',
    unread: true,
    said: [
      [
        52,
        'customer',
        'Warranty claim: stand mixer, bought March last year, gears grind at the lowest speed and it now stops after a minute.\n\nI have the receipt (FR-11873) and a video. It has only ever done one loaf a week. What happens next?',
      ],
    ],
  },
  {
    customer: 'Wilhelmina Achterberg',
    subject: 'Wholesale price list for the café range',
    topic: 'Trade',
    teamKey: 'orders',
    assigneeKey: null,
    status: 'open',
    unread: true,
    said: [
      [
        276,
        'customer',
        'Wholesale price list for the café range, please. We open the second place in March and would need about 60 Tilde mugs and 40 pasta bowls.',
      ],
    ],
  },
  {
    customer: 'Cosmo Threlkeld',
    subject: 'Lovely colour, enamel chipped',
    topic: 'Damaged',
    teamKey: 'returns',
    assigneeKey: 'jun',
    status: 'open',
    unread: true,
    said: [
      [1520, 'customer', 'Lovely colour, but the enamel chipped in a week. Is the roaster meant to be that thin?'],
      [
        1517,
        'jun',
        'Hi Cosmo, no, it isn’t. Did it get a knock, or did the chip come up by itself? A photo would help me tell which batch it is.',
      ],
      [
        33,
        'customer',
        'By itself, on the rim where the handle joins. Photo to follow when my daughter is home, I cannot work this phone 😅',
      ],
    ],
  },
  {
    customer: 'Pilar Eastgate',
    subject: 'Where is my parcel?',
    topic: 'Delivery',
    teamKey: 'orders',
    assigneeKey: 'dana',
    status: 'open',
    unread: false,
    said: [
      [1630, 'customer', 'The tracking has not moved since Friday. Is my casserole lost?'],
      [
        1627,
        'dana',
        'Hi Pilar, it was sorted to Laverton by mistake. It’s on a van now and will be with you today before six, and I’ve refunded your postage.',
      ],
      [1290, 'customer', 'Perfect, that solved it. Thank you so much!'],
    ],
  },
  {
    customer: 'Nasrin Oduya',
    subject: 'Invoice for order FR-20377 with our ABN',
    topic: 'Invoice',
    teamKey: 'orders',
    assigneeKey: 'jun',
    status: 'waiting',
    unread: false,
    said: [
      [
        1580,
        'customer',
        'Invoice for order FR-20377 with our ABN, please. Our accountant closes the quarter this week.',
      ],
      [
        1576,
        'jun',
        'Here it is again, with the name and ABN you gave us last time, sent to your e-mail. Could you check that the ABN is still right?',
      ],
    ],
  },
];

/** The featured conversations of those customers who are in the plan, in no particular order; keys are left empty. */
export function featuredConversations(customers: readonly DemoCustomer[], now: number): DemoConversation[] {
  const keys = new Map(customers.map((item) => [item.name, item.key]));
  return featured.flatMap(({ customer, said, ...rest }) => {
    const customerKey = keys.get(customer);
    if (customerKey === undefined) return [];
    const messages = said.map((item) => messageFrom(item, now));
    return [{ ...rest, key: '', customerKey, channel: 'chat', messages, resolvedAt: null, wrapUpReasonKey: null }];
  });
}

function messageFrom([minutesAgo, by, text, kind]: Said, now: number): DemoMessage {
  const at = new Date(now - minutesAgo * MINUTE);
  return by === 'customer' ? { at, by, text } : { at, by: kind ?? 'adviser', adviserKey: by, text };
}
