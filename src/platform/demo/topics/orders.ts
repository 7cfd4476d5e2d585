import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const orders = [
  topic('Address', 'orders', 4, [
    {
      subject: ['Wrong address on {order}', 'Change of address', 'New address please', 'Unit number missing'],
      opening: [
        '[I put the wrong address on|I made a mistake with the address of|Silly me, wrong address on] {order}. It should be {street}, {suburb}. [Too late?|Can you fix it?|Has it left yet?]',
        'We’ve [moved|just moved house|moved last week] and I forgot to change it in my account. {order} is going to [the old place|our old address]! New one: {street}, {suburb} {postcode}.',
        'Forgot [the unit number|the level|the company name|the gate code] on {order}. It’s [unit 7|4/22|level 2, c/o reception|3B, round the back]. Can you add it?',
        'Can I [redirect|send] {order} to [my work|my sister’s|the parcel locker in {suburb}] instead? I [won’t be home|fly out on {soon}].',
      ],
      turns: [
        adviser(
          '[just in time|you’re in luck], it hasn’t left. I’ve changed it to {street}, {suburb}. [Is that right?|Could you check that for me?]',
          'it has already left, but I’ve asked {courier} to redirect it. That [usually works|works nine times out of ten] and may add a day.',
          'done: the new address is on the label [now|already]. [Shall I change it in your account as well?|Do you want me to keep it for next time?]',
        ),
        customer(
          '[Perfect|Yes!|That’s right, thank you so much|Yes, and in the account too please|You’re quick, thanks|Phew]',
          '[Postcode is {postcode} by the way|It’s Street, not Road. Otherwise yes|Yes. Will the tracking still work?]',
        ),
        toLast(
          sometimes(
            0.6,
            adviser(
              '[all done|saved]. You’ll get a new e-mail with the tracking [tonight|when it leaves|this afternoon].',
              '[fixed|corrected], thanks for spotting that. Tracking stays the same.',
            ),
          ),
        ),
      ],
      reason: 'order-changed',
    },
  ]),
  topic('Order change', 'orders', 6, [
    {
      subject: ['Change my order {order}', 'Add something to {order}', 'Wrong colour ordered', 'Two instead of one'],
      opening: [
        'Can I [still add|add] {aOther} to {order}? [Ordered ten minutes ago.|It would be silly to pay delivery twice.|Only just saw it.]',
        'I [accidentally ordered|clicked and got|somehow ordered] two of the {product} instead of one. [Please make it one.|Can you take one off {order}?|Help 😅]',
        '[I picked|I’ve ordered] the wrong [colour|size] in {order}. Should be [ink|sage|cream|the larger one|the smaller one]. [Can it be changed before it ships?|Not sent yet I hope?]',
        'Is it possible to [send {order} in two parcels|hold {order} until {soon}|split {order}]? [We’re away.|The {thing} is urgent, the rest can wait.|Half of it is a surprise.]',
      ],
      turns: [
        toOpening(
          adviser(
            '[happy to|no trouble]. {order} is still here, so I’ve added {aOther}. [I’ll send you a link for the difference.|The new total is in your e-mail, delivery stays the same.]',
            '[easily done|no trouble]: it’s one now, and {price} [is going|goes] back to your card.',
            'it’s [being packed as we speak|on the packing bench], let me run down and [catch it|swap it].',
            'I can do that. [Just say the day.|No extra charge.] I’ve put a note on {order} so nobody sends it by mistake.',
          ),
        ),
        customer(
          '[Yes please|Lovely|Great|Thank you!!|Amazing|oh good]. [Can you send the invoice again too?|Do I get a new invoice?|Will I get an e-mail?]',
          '[Does that delay it?|Will it still come on time?|Hope that’s not holding it up]',
        ),
        toLast(
          sometimes(
            0.75,
            adviser(
              'done. The new [invoice|confirmation] is in your inbox.',
              'not by an hour. It leaves [this afternoon|today|tomorrow morning] [as planned|as it would have].',
            ),
          ),
        ),
      ],
      reason: 'order-changed',
    },
    {
      subject: ['Cancel {order}', 'Please cancel', 'Cancel my order', 'Changed my mind about {order}'],
      opening: [
        'Please cancel {order}. [I found one at home|My partner ordered the same|I changed my mind|It takes too long|Bought it in town now].',
        '[Is it too late to cancel|Can I cancel] {order}? [Placed it last night.|I ordered it by mistake.|Didn’t see it’s a pre-order until {soon}.]',
        'I’d like to cancel [my order|the {product}]. [There is no button for it in my account.|The website says contact you.|Sorry for the bother.]',
      ],
      turns: [
        adviser(
          'cancelled, no problem at all. The {price} [goes|is going] back the way you paid, within [three|five] working days.',
          'it’s already [packed|with {courier}], sorry. You can [refuse it at the door|send it back free of charge], and I’ll refund you [as soon as it scans|the day it comes back]. Is that all right?',
        ),
        toLast(
          sometimes(
            0.75,
            customer(
              '[Thanks for the quick help. And the delivery fee too?|Great. Is the delivery fee included?|Brilliant. All of it?]',
              '[OK that works.|Fine, I’ll refuse it.|Alright, will do]',
            ),
          ),
        ),
        toLast(
          sometimes(
            0.8,
            adviser(
              'yes, [all of it, delivery included|everything back]. The e-mail is on its way.',
              'thank you. [No need to be sorry, it happens every day.|I’ll watch for it to come back.]',
            ),
          ),
        ),
      ],
      reason: 'refunded',
      weight: 0.8,
    },
  ]),
  topic('Stock', 'orders', 4, [
    {
      subject: ['When is the {thing} back?', 'Back in stock?', 'Sold out', 'Is it in stock?'],
      opening: [
        'When [will|is] the {product} [be back|back in stock]? [I’ve been watching it for weeks.|It’s been sold out since {past}.|I signed up for the alert but heard nothing.]',
        '[The website says 2 left|It says “low stock”] for the {product}. Is that [true|right]? [I need four.|I can only come on {soon}.|Can you hold one?]',
        'Do you still [have|make|sell] [the old|last year’s|the discontinued] {product}? [I broke mine and want the same again.|My set is one short.|It isn’t on the site any more.]',
        'Can I [pre-order|reserve] the {product}? [In ink if possible.|For {recipient}’s {occasion}.|Happy to pay now.]',
      ],
      turns: [
        toOpening(
          adviser(
            'the next [delivery|shipment] is due [in about two weeks|on the 14th|early next month], {qty} pieces. I can put your name on one, no payment until it’s here. Shall I?',
            '[there are three left|I can see four in the warehouse|right, and one came back from a cancelled order], and I’ve put one aside under your name until {soon}.',
            'that one [isn’t made any more|was retired in winter], sorry. The closest is the {other}. I’m happy to send you photos of them side by side.',
            'yes you can. I’ve put one aside for you from the next delivery; you pay when it’s here. Which colour?',
          ),
        ),
        toOpening(
          customer(
            '[Yes please put me down|That would be great|Oh lovely, yes|Yes! Thank you]',
            '[Perfect. How long can you hold it?|Thank you, that’s kind|I’ll come by on {soon} then]',
            '[What a pity. I’ll think about it|Photos would help, thanks|Hm. Is it the same size at least?]',
            '[Ink please|Cream if there is one|Sage, like the old one|Any colour, surprise me]',
          ),
        ),
        toOpening(
          sometimes(
            0.6,
            adviser(
              '[done|you’re on the list]. You’ll hear from us the [minute|day] it arrives.',
              'until the end of the week, no strings.',
              'photos [are in your e-mail|sent], with a ruler beside them.',
              'noted. You’ll get a message from me when it’s on the shelf.',
            ),
          ),
        ),
      ],
      reason: 'answered',
      single: true,
    },
  ]),
  topic('Invoice', 'orders', 3, [
    {
      subject: ['Invoice for {order}', 'Invoice with ABN', 'Tax invoice please', 'Receipt missing'],
      opening: [
        '[Could you send|Can I get|Please send] a tax invoice for {order} [with our ABN|made out to {company}|with the company name on it]? [Our accountant is asking.|End of quarter…|The one in the parcel got wet.]',
        'I can’t find the [receipt|invoice] for {order}. [I need it for the warranty.|It’s for insurance, we had a kitchen fire.|Not in spam either.]',
        'The invoice for {order} shows [the wrong name|no GST|my old address|two delivery fees]. [Please correct it.|Can this be fixed?]',
      ],
      turns: [
        toOpening(
          adviser(
            'of course. [It’s on its way to your e-mail|I’ve just sent it], made out to [{company}|the name you gave].',
            'here you go, [sent to the address on the order|it should arrive in a minute]. It’s the full tax invoice, so it does for warranty and insurance.',
            'you’re right, that’s [our mistake|not correct]. A new one with the same number and today’s date is in your inbox.',
          ),
        ),
        sometimes(
          0.75,
          customer(
            '[Got it, thank you|Received.|Perfect, that was fast|Thanks! accountant happy]',
            '[It’s here now|That’s the one, thank you]. [Nice to have it so quickly.|Filed away this time.|]',
          ),
        ),
        note('Sent by hand, the system drops the company name on older accounts. Ticket with web team.'),
      ],
      reason: 'answered',
    },
  ]),
];
