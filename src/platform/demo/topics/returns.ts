import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const returns = [
  topic('Return', 'returns', 8, [
    {
      subject: ['Return {order}', 'Sending back the {thing}', 'How do I return this?', 'Return question'],
      opening: [
        'I’d like to [return|send back] the {product}, {it} {is} {regret}. [How does that work?|What do I do?|Do I need the box?|Order {order}.]',
        'How [many days do I have|long do I have] to return something? [It’s a present that won’t be opened until {soon}.|The {product}, bought {past}.|I was in hospital and missed the date.]',
        'I’ve [washed|used] the {product} once, can I still return {them}? [Honestly {it} {is} {regret}.|{order}]',
        'The return label [doesn’t print|is for the wrong order|link is dead]. [No printer at home either.|Can I show a code instead?|I’m at the post office now!]',
        'Can I return [a gift|something I got as a present] without a receipt? {It} {is} {regret}, [but thank you to whoever chose {them} haha|and I don’t want to ask the giver].',
      ],
      turns: [
        toOpening(
          adviser(
            'you have 30 days, and I’ve [just e-mailed you a label|sent the free label]. [Any sturdy box will do.|The original box is nice but not needed.]',
            '30 days from delivery, and for presents we’re generous: just [keep the order number|tell us the date]. I’ve noted it on your order.',
            'once is fine[, that’s how you find out|]. Put {them} in any box, stick the label on and drop it at a post office. You get the {price} back within five days of us checking.',
            'no printer needed: show the code in your e-mail at the counter and they print it for you.',
            'no receipt needed if you have the order number or the giver’s name; I can see the rest. Would you like an exchange or a credit?',
          ),
        ),
        customer(
          '[How long until I get the money?|And when do I see the money?|How long does it take then?]',
          '[Posted it today|Dropped it off just now|It’s on its way], receipt number {tracking}.',
          '[Perfect, thanks.|That’s easy.|Great.] [Do you refund the postage too?|Who pays the postage?]',
        ),
        toLast(
          sometimes(
            0.85,
            adviser(
              'two days to check it, then up to five for the bank. You’ll get an e-mail at each step.',
              'thanks, I see the scan. I’ll [write when it’s here|keep an eye on it].',
              'the label is free, so there’s nothing to pay.',
            ),
          ),
        ),
      ],
      reason: 'refunded',
      kinds: ['kettle', 'pan', 'tableware', 'glass', 'knife', 'appliance', 'tool'],
    },
    {
      subject: ['Swap the {thing}', 'Exchange {order}', 'Exchange for another one', 'Different size please'],
      opening: [
        'Can I [swap|exchange] the {product} for the {other}? {It} {is} {regret}. [Happy to pay the difference.|Not used.|{order}]',
        'I’d like the [next size up|smaller one|other colour] instead of the {product}. [How do I exchange?|Is that possible in the shop?|Do I have to send it back first?]',
        '{Recipient} got the {product} as a present and would [prefer|rather have] the {other}. [Possible?|Same price I think.]',
      ],
      turns: [
        adviser(
          'gladly. I can send the {other} now and you use the same box to send back the first, so you’re never without.',
          'of course. The difference is [$6|$11|$15|$20], I’ll send a link. The label for the return is in your e-mail.',
        ),
        toLast(
          customer(
            '[That’s really handy, yes please|Great, do that|Wonderful]. [How long do I have to send the first one back?|]',
            '[Paid just now|Link worked, paid|Done, thanks]. [How long do I have for the return?|]',
          ),
        ),
        sometimes(
          0.8,
          adviser(
            'all set, the {other} leaves [today|tomorrow]. Two weeks for the return is fine.',
            'thank you. It should be there by {soon}, and take two weeks for the old one.',
          ),
        ),
      ],
      reason: 'exchanged',
      kinds: ['kettle', 'pan', 'knife', 'appliance', 'tool'],
      single: true,
    },
  ]),
  topic('Refund', 'returns', 6, [
    {
      subject: ['Where is my refund?', 'Refund for {order}', 'Refund not here yet', 'Half the refund is missing'],
      opening: [
        'I sent the {product} back [two weeks ago|on {past}|ages ago] and [still no refund|haven’t seen my money|my bank shows nothing]. {order}',
        'You refunded [only part of|less than I paid for] {order}. [I paid {price} plus delivery.|Where’s the rest?|Can you explain?]',
        'The e-mail says “refund issued” on {past} but [nothing on my card|it’s not there]. [How long does it take?|My card was replaced since then, could that be why?]',
        'Can the refund for {order} go [to another card|to my bank account|onto a gift card]? [The old card is cancelled.|I closed that account.]',
      ],
      turns: [
        toOpening(
          adviser(
            'sorry for the wait. I can see what happened: the return was booked without the order number, so nobody knew whose it was. I’ve refunded {price} [just now|this minute].',
            'you’re right, the delivery fee was left out. I’ve sent the missing [$9.95|$16] as well, sorry about that.',
            'banks take [three to five|up to five] working days to show it, and a replaced card adds a day or two. If it isn’t there by {soon}, I’ll send you the reference they can search for.',
            'to another card I can’t, that’s how card payments work. But I can pay it to a bank account or a gift card: which do you prefer?',
          ),
        ),
        toOpening(
          customer(
            '[Thanks for finding it|Finally, thank you|Alright]. [Is there a reference?|Could you send me a reference?]',
            '[OK|Good]. [Will that take another week?|When do I see it?]',
            '[OK, I’ll wait until {soon} then|Could you send me the reference anyway?|Please do, this has taken long enough]',
            '[Bank account|The gift card is fine|Gift card then, I’ll be back anyway]. [What do you need from me?|]',
          ),
        ),
        toOpening(
          note(
            'Return was sitting in the “unknown” cage since {past}. Refunded, apologised.',
            'Delivery fee was left out by the form. [Second case today.|Third this week.] Told finance.',
            'Refund left us on {past}, the bank has it. Reference {tracking}.',
            'Old card closed. Bank details only through the secure form, not in the chat.',
          ),
        ),
        toOpening(
          sometimes(
            0.7,
            adviser(
              'the reference is {tracking}. Your bank can find it with that.',
              'it’s a separate payment, so three working days at most. I’ll look in again on {soon}.',
              'the reference is {tracking}. I’ll look in again on {soon} to make sure it’s there.',
              'nothing more: I’ve sent you a secure form for the details. It’s paid the day it comes back.',
            ),
          ),
        ),
      ],
      reason: 'refunded',
      mood: 'cool',
    },
  ]),
  topic('Warranty', 'returns', 6, [
    {
      subject: ['Warranty: {product}', '{Thing} {wear}', 'Broken after {months} months', 'Warranty claim'],
      opening: [
        'My {product} is [only|just] {months} months old and {wear}. [Is that covered?|Surely that’s warranty?|I have the receipt.] Order {oldOrder}.',
        'Warranty claim: {product}, bought [in {month}|{months} months ago], {wear}. [Please tell me the next step.|Receipt number {oldOrder}.|Used twice a week at most.]',
        'The {product} {wear}. [I know it’s out of warranty by a few weeks|It’s two years old|We’ve looked after it]. [Can it be repaired?|Is there anything you can do?|Do you sell spare parts?]',
        '[After {months} months|Suddenly] our {thing} {wear}. [It was a wedding present.|I’ve followed the manual to the letter.|That can’t be right for {price}.]\n\nOrder number is {oldOrder}.',
      ],
      turns: [
        toOpening(
          adviser(
            'thanks for the details. {Months} months is well within what it should last, so this is on us. Would you like a repair, a new one or your money back?',
            'sorry to hear that. Could you send a [photo|short video|photo of the underside with the batch number]? It helps our workshop, and I’ll start the claim meanwhile.',
            'the printed warranty is two years, but consumer law may give you longer for something at that price. Let me look at it with you: when did it start?',
            'that shouldn’t happen, and you did everything right. We can repair it, send a new one or give your money back. Which would you like?',
          ),
        ),
        toOpening(
          customer(
            '[Repair if possible, I’m fond of it|A new one please|Repair would be great, I hate throwing things out]',
            '[Video sent|Photo is on its way|Sent it to your e-mail], it [started about a week ago|began last month|got worse on {past}].',
            'Since [last Sunday|about {month}|the weekend]. Batch number is {batch}.',
            '[A new one please|Could you repair it? It has our initials on|The same again, if you still have it]',
          ),
        ),
        note(
          'Batch {batch} again. [Fifth|Third|Second] one since {month}; told the maker.',
          'Workshop in Castlemaine has room next week. Offered a loan {thing} for the meantime.',
        ),
        adviser(
          'claim opened, number W-{claim}. A label is in your e-mail; the workshop has it for about [five|eight] working days and we pay both ways.',
          'clear case: claim W-{claim}. Please send it in with the label so that the maker can look at it, and you’ll hear from me by {soon}.',
        ),
      ],
      reason: 'warranty',
      kinds: ['kettle', 'pan', 'knife', 'appliance', 'tool'],
      single: true,
    },
  ]),
];
