import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const trade = [
  topic('Trade', 'orders', 4, [
    {
      subject: ['Trade prices', 'Wholesale enquiry, {company}', '{qty} {things} for {company}', 'Quote please'],
      opening: [
        'We’re [opening|running] [a café|a small bakery|a guesthouse|a cooking school] in {suburb} ({company}) and need {qty} of the {product}. [Do you do trade prices?|What would that cost?|Can you send a price list?]',
        'Could you quote for {qty} x {product}, delivered to {suburb} by {soon}? Invoice to {company}. [We have an ABN.|Payment 14 days if possible.|Need it in writing please.]',
        '{company} here. Our last order was {order}. We’d like the same again plus {qty} {otherThings}. [Same terms?|Is the discount still 15 %?]',
        'Is there a [minimum|discount] for trade orders? [It’s for staff presents, about {qty} people.|We’d start small.|We’re a school canteen.]',
      ],
      turns: [
        adviser(
          'good to hear from you. From ten pieces it’s 12 % off, from thirty 18 %. {qty} of the {product} can leave by {soon}. Shall I write the quote to {company}?',
          'yes, gladly. I’ve attached the trade list by e-mail: 12 % from ten pieces, and delivery to {suburb} is free from $400. Shall I write it up?',
        ),
        customer(
          '[Yes please|Please do], [ABN is on our website|same ABN as before|ABN to follow].',
          '[Yes please|Please do]. [Could you send them in two lots?|Can we have half now and half next month?]',
          '[Could you do 15 % for {qty}?|Is there any room in the price for {qty}?]',
        ),
        note(
          'Quote Q-{claim}, valid 30 days. Credit check fine.',
          'Asked Lin about the margin: fine for an order of this size.',
        ),
        toLast(
          adviser(
            'quote Q-{claim} is in your inbox, valid for 30 days.',
            'two deliveries are fine, no extra cost. Quote Q-{claim} is in your inbox, valid for 30 days.',
            'I’ve asked, and yes, we can meet you at 15 %. The quote is Q-{claim}, on its way.',
          ),
        ),
        sometimes(
          0.6,
          customer('[Accepted, thank you|Signed and sent back|Looks good, order coming|We’ll go with it]'),
        ),
      ],
      reason: 'trade-quote',
      kinds: ['kettle', 'pan', 'knife', 'appliance', 'tool'],
      single: true,
    },
  ]),
  topic('Shop', 'orders', 5, [
    {
      subject: ['Opening hours', 'Pick-up question', 'Is the shop open on {soon}?', 'Visiting the shop'],
      opening: [
        '[What are your opening hours on {soon}|Are you open on {soon}|Until when are you open on {soon}]? [I’d come from {suburb}.|Want to see the {product} in person.]',
        'Can I pick up {order} [in the shop|in Footscray] instead? [I’m nearby on {soon}.|When is it ready?|Do I need the e-mail printed?]',
        'Is there parking [near|at] the shop? [I need to carry the {product}.|I use a wheelchair.|With a trailer, don’t ask.]',
        'Do you have the {product} on display? I’d like to [hold|see|lift] {them} before I buy.',
      ],
      turns: [
        toOpening(
          adviser(
            'we’re open 8:30 to 17:00 on weekdays and 10:00 to 16:00 on weekends. [The {product} {is} on the shelf by the window.|Come by any time.]',
            'yes, I’ve changed it to pick-up and refunded the delivery. Ready [in an hour|from 14:00|tomorrow at 10]; your name is enough.',
            'two spots at the back door, one of them accessible. Ring the bell and somebody will carry it out for you.',
            'yes, [by the window|on the second table], out of the box so you can try the weight. We’re open until 17:00 on weekdays and 16:00 on weekends.',
          ),
        ),
        sometimes(
          0.5,
          customer(
            '[Is the entrance step-free?|Is there a step at the door?]',
            '[Can my partner pick something up for me?|Could somebody else collect for me?]',
            '[Great, see you then|Thanks, on my way|Good to know]',
          ),
        ),
        toLast(
          sometimes(
            0.8,
            adviser(
              'no step at all, and the door opens by itself.',
              'of course, just tell them the order number.',
              'see you then!',
            ),
          ),
        ),
      ],
      reason: 'answered',
    },
    {
      subject: ['Gift wrapping', 'Gift wrap for {order}', 'A card with the present', 'No price in the parcel please'],
      opening: [
        'Do you gift-wrap? It’s {recipient}’s {occasion} and I’d like the {product} [sent directly|to go straight to the door]. [No price inside please.|With a card if possible.|Green ribbon?]',
        'Please make sure there’s no [invoice|price] in {order}, it’s going straight to {recipient}. [And could you add a card?|The surprise is half of it.]',
        'Can I add a message to {order}? It should say: “[Happy {occasion}! Love, all of us|For your new kitchen|You said you never want a fuss. This is a small one.]”',
      ],
      turns: [
        toOpening(
          adviser(
            'with pleasure. [Wrapped in brown paper with a green ribbon|Paper and ribbon, $6], no price inside. What should the card say?',
            'done, I’ve taken the invoice out; it comes to you by e-mail instead. What shall I write on the card?',
            'I’ve put your words on a card. No price inside either, I assume?',
          ),
        ),
        toOpening(
          customer(
            '“[With love from the noisy ones|Happy {occasion}, see you on {soon}|From all of us at the office]”. [Thank you!|That’s all]',
            '“[For all the soups|Love from the two of us|You’ll know what it’s for]”. [Thanks!|]',
            '[Right, no price|Exactly. You’re the best|Yes please, no price]',
          ),
        ),
        sometimes(0.5, adviser('written [by hand|with a proper pen]. It leaves [today|tomorrow].')),
      ],
      reason: 'order-changed',
      weight: 0.7,
    },
    {
      subject: ['My account', 'Can’t sign in', 'Newsletter', 'Change my e-mail'],
      opening: [
        'I can’t [sign in|log in] any more. [The reset mail never comes.|It says unknown address.|I changed phones.] [Can you help?|My orders are in there.]',
        'Please [take me off the newsletter|stop the e-mails, three a week is too much]. [I still like the shop.|Just the news, not the order mails.]',
        'How do I change my e-mail address [on the account|with you]? [The old one closes on {soon}.|I have two accounts, can you join them?]',
        'Please delete [my account|my old address from my account]. [I’m moving overseas.|No hard feelings.]',
      ],
      turns: [
        toOpening(
          adviser(
            'for safety I’ve sent a code to the address we have. Could you tell me the last order number as well?',
            'done. It can take a day until the last one already on its way has arrived.',
            'I’ve joined everything under the newer address. Could you tell me your last order number, just to be safe?',
            'happy to. For safety, could you tell me the last order number? Then it’s gone within the day.',
          ),
        ),
        toOpening(
          customer(
            '[{order} I think|It was {order}|Got the code. {order}]',
            '[Thank you|That was easy|Great]',
            '[{order}|It’s {order}, the {thing}]',
            '[{order}|The last was {order}]',
          ),
        ),
        toOpening(
          sometimes(
            0.7,
            adviser(
              'thanks, that matches. You can sign in [now|straight away].',
              'no trouble. The news comes back any time you want it.',
              'that matches. Please set a new passphrase from the link I sent.',
              'thank you, it’s [deleted|done]. All the best to you!',
            ),
          ),
        ),
      ],
      reason: 'answered',
      weight: 0.8,
    },
  ]),
];
