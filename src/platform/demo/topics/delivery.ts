import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const delivery = [
  topic('Delivery', 'orders', 11, [
    {
      subject: ['Where is my parcel?', 'Order {order} is late', 'Late delivery to {suburb}', 'No {thing} yet'],
      opening: [
        '[My parcel|Order {order}|My {product}] was [due|supposed to come|meant to be here] on {past} and [there is no sign of it|nothing has come|it still isn’t here]. [Can you look into it?|Where is it?|What’s going on?|Could you chase it please?]',
        'The tracking for {order} has [said|been stuck on|shown] “[in transit|on its way|at the depot|sorting centre]” since {past}. [Is it lost?|Should I be worried?|Is that normal?|Can you nudge {courier}?]',
        'Where is my {thing}? [I ordered over a week ago|You said three days, it’s been eight|It was promised for {past}] ({order}).',
        '[I took {past} off work to wait for|I stayed in all day {past} for] the {product} and nobody [came|rang the bell|turned up]. Tracking number {tracking}. [What now?|Please advise.|Not impressed.]',
        'I need the {product} [by|before] {soon}, it’s for {recipient}’s {occasion}. [Will {order} make it?|Tracking doesn’t say much. Can you tell me more?|Any chance it arrives in time?]',
        '[Any news about|Where is] {order}? [It was sent to {suburb}.|The e-mail said {past}.|Tracking hasn’t moved in days.]',
        '[Just checking|Following up] on {order}, [the e-mail said {past}|tracking hasn’t moved in days|it was meant for {suburb} by {past}]',
      ],
      turns: [
        adviser(
          '[I’m sorry {order} is late|sorry you’re still waiting|that is later than we promised, sorry]. I’m [looking at the scans now|asking {courier} now], give me [a couple of|two|five] minutes.',
          '[let me find out where it is|I’ll look it up right away]. Can you [confirm|check] the delivery address: {street}, {suburb}?',
          'thanks for telling us. The last scan was at the [Laverton|Sunshine West|Botany] depot on {past}. I’ve asked {courier} what [is holding it up|happened].',
        ),
        toLast(
          customer(
            '[Thanks, I’ll wait.|OK, thank you|Sure|Okay. I’m here until 4.]',
            '[Yes that’s right.|Correct. Unit at the back.|Yes, {street}. Same as always.|That’s the one]',
            '[Thank you. And what did they say?|Good. Let me know please|That’s nowhere near {suburb}|ok thanks]',
          ),
        ),
        note(
          '{courier} says [mis-sorted at the depot, back on a van tomorrow|held for a missing unit number|the driver ran out of time on {past}]. Ref {tracking}.',
          'Third late one via {courier} [this week|to {suburb} this month]. Added to the carrier sheet.',
        ),
        adviser(
          '{courier} [has found it|located it]: it was [sorted to the wrong depot|left off the van|waiting for a unit number]. It’s [on the van for|booked for] {soon}, and I’ll [check the scan that morning|watch it until it’s with you].',
          '[good news|here’s where we are]: it’s out for delivery [today|tomorrow morning]. I’ve [taken the delivery fee off|refunded your postage of $9.95] because it’s late.',
          'it looks as though it went [astray|missing at the depot]. I don’t want you to wait any longer, so a new {thing} leaves [today|this afternoon] by express and should be with you by {soon}. If the first one turns up, just [refuse it|send it back, we pay].',
        ),
      ],
      reason: 'delivery-traced',
      single: true,
    },
    {
      subject: ['Says delivered, not here', 'Parcel marked delivered', 'Missing parcel {order}', 'Wrong door?'],
      opening: [
        'Tracking says [delivered|it was left at the door|“signed for”] but [there is nothing here|we never got it|I was home all day and nobody came]. Order {order}.',
        'The photo from {courier} shows [a red door|a verandah|a dog|somebody else’s mat] and [that’s not my house|we don’t have one of those|I live on the third floor]. [Where is my {thing}?|Can you find out where they left it?]',
        '[I think my parcel was stolen|Somebody may have taken my parcel]. It was [left on the street|delivered {past} at 2|dropped by the letterboxes] and now it’s gone. {order}, the {product}.',
        'Got an SMS that {order} was handed to “[neighbour|resident|J]”. [I’ve asked both sides, nobody has it.|There’s no such person here.|Which neighbour??]',
      ],
      turns: [
        adviser(
          'that’s [frustrating|not good enough], sorry. I’ve asked {courier} for the driver’s GPS point. [Is there a safe spot they sometimes use?|Could it be with reception or a neighbour?]',
          'sorry about that. Before I open a claim: is the address {street}, {suburb} [right|still right]?',
        ),
        toLast(
          customer(
            'I [asked next door and the shop downstairs|looked behind the bins as well|even checked the garage]. [Nothing.|No luck.|Not there.]',
            '[Address is right. No safe spot.|Yes that’s the address|It’s right, and I’ve checked everywhere|Yes. I’ve looked all over]',
          ),
        ),
        note(
          'GPS puts the drop at number [14|41|7] instead. Claim opened with {courier}, {tracking}.',
          'Second “delivered” that wasn’t at this address since winter. Sending by signature only from now on.',
        ),
        adviser(
          'the driver left it [two doors down|at the wrong number|in the next street]. They’re [collecting it now and bringing it|going back for it and will bring it] by {soon}. If not, I send a new one the same day.',
          'I won’t make you wait for their search. A new {thing} goes out [today|tomorrow] with signature on delivery, at no cost to you.',
          'I’ve [opened a claim|reported it], that part is ours to chase. Would you like a new {thing}, or the {price} back?',
        ),
        toLast(
          customer(
            'It turned up! [The neighbour had it the whole time, sorry|The lady from 14 just brought it over 😅|Found it behind the hydrangea. So sorry.]',
            '[Thank you, that’s kind|Great, I’ll be home|Signature is fine, I’m in all day]',
            '[New one please|The replacement please.|A new one, thanks|My money back please, I’ve found one in town]',
          ),
        ),
      ],
      reason: 'delivery-traced',
      single: true,
    },
    {
      subject: ['Delivery question', 'How long does delivery take?', 'Delivery to {city}', 'Can it come on {soon}?'],
      opening: [
        'How long does delivery [take to|usually take to] {city}? [I’d like the {product}|Thinking of ordering the {product}|It’s for {recipient}]',
        '[Do you deliver on Saturdays|Can I choose the day|Can I pick a delivery day|Is evening delivery possible]? I work [nights|full time|in the city] and [there’s nobody home|can’t leave it outside].',
        'Do you [ship|send|deliver] to [New Zealand|Norfolk Island|a PO box|a parcel locker|Tasmania|King Island|a farm without a street number]? And what [does it cost|would it cost] for the {product}?',
        'Is express [worth it|any faster] to {suburb}? I need {aProduct} by {soon}.',
        'Can you leave {order} [with the neighbour|at the side gate|in the carport|at reception on level 2]? [I’m away until {soon}.|Nobody’s home on weekdays.]',
      ],
      turns: [
        toOpening(
          adviser(
            'to {city} it’s [two to three|three to four|about three] working days from the day it leaves, and orders before 15:30 leave the same day. Delivery is $9.95, free [from|over] $120.',
            'not on a fixed day by ourselves, but {courier} [lets you pick|texts you the evening before so you can choose] another day or an evening slot. [A parcel locker works too.|Or we send it to your work.]',
            'yes we do. [It takes a day or two longer and costs $14.50|Allow up to six working days; it’s $18|It’s $9.95 as usual and takes a day longer]. You’ll see it before you pay.',
            'express is one day for most of {city} and costs $16. If you order before 15:30 today it should be there by {soon}.',
            '[sure|of course]. I’ve [added that as a note for the driver|told {courier}]; they follow it nearly every time, but a signature is the only sure thing. Want me to add one?',
          ),
        ),
        sometimes(
          0.55,
          customer(
            '[And if I’m not home?|What if nobody answers the door?]',
            '[Can I still change it later?|And if my plans change?]',
            '[Is it insured?|And if it gets lost?]',
          ),
        ),
        toLast(
          adviser(
            'they [leave a card|send you a link to pick another day], and you can [collect it nearby|choose again].',
            'yes, right up until it leaves us. Just write here.',
            'whatever happens on the way is our risk, not yours. We’d send another.',
          ),
        ),
      ],
      reason: 'answered',
      weight: 0.8,
    },
  ]),
];
