import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const voice = [
  topic('Complaint', 'returns', 5, [
    {
      subject: ['Complaint about {order}', 'Not acceptable', 'Third time the same problem', 'I want to complain'],
      opening: [
        'I want to make a complaint. [This is the third time I write about {order}.|Nobody called me back as promised.|I was told {past}, then {soon}, and now nothing.] [Who is in charge there?|I expect an answer today.]',
        'I’ve been a customer [for six years|since you opened|since 2019] and I’ve never been [so disappointed|treated like this].\n\nThe {product} came with {flaw}, the replacement had the same, and when I [rang|wrote] I was asked for a photo for the third time. I have sent it twice.\n\nWhat are you going to do about {order}?',
        'Your courier [threw my parcel over the fence|left {order} in the rain|was rude to my mother]. [I have it on camera.|The {product} survived, my patience didn’t.|I’d like to know what you’ll do about it.]',
        'The person I chatted with on {past} [promised a call|said it was done]. [It wasn’t.|Nothing happened.|I’m still waiting.] [That’s not the service I pay {price} for.|Order {order}.]',
        'Honestly, [how hard can it be|what is going on over there]? {order}: [wrong thing, then broken, now late|two e-mails, no answer|charged for a return that should be free].',
      ],
      turns: [
        adviser(
          'thank you for writing, and I’m sorry. You shouldn’t have had to tell us [twice|again]. I’ve read all of it and I’m staying with this until it’s settled.',
          'I’m sorry. We promised and did not keep it. May I tell you by 16:00 today what I can do, after I’ve spoken to the people involved?',
        ),
        toLast(
          customer(
            'What I want is [a whole one, that’s all|my money back, all of it|that it doesn’t happen to the next person].',
            '[I’ve heard that before.|All right. By 16:00 then.|Fine, but this is the last time.|Thank you, at least somebody reads it.]',
          ),
        ),
        note(
          'History: {past} promised a call-back, none logged. Offer: full refund or hand-checked replacement, plus postage. OK from Tamsin.',
          'Spoke to {courier}: driver has been talked to, they pay for the damage.',
          'Checked: photo was there all along, attached to the old conversation. Our miss.',
        ),
        adviser(
          'here is what I can do: {price} back in full today, or a {thing} I check myself before it leaves. Your choice, and you keep the [postage|$9.95] either way.',
          'I’ve found where it went wrong: your [photo|note] was on an older conversation and nobody looked. That’s ours. The refund of {price} has left, and I’ve written down what must change here.',
        ),
        toLast(
          customer(
            '[The refund please.|I’ll take the new one. Checked by you, please.|The money back. Then we’re square.]',
            '[Thank you for taking it seriously.|That’s more like it.|Okay. That’s fair.]',
          ),
        ),
        toLast(
          sometimes(
            0.6,
            adviser(
              '[done|it’s on its way]. If anything about this isn’t right, write to me here, I’m {me}.',
              'thank you for giving us the chance.',
            ),
          ),
        ),
      ],
      reason: 'refunded',
      mood: 'cool',
      kinds: ['kettle', 'pan', 'appliance', 'knife'],
      single: true,
    },
  ]),
  topic('Thanks', 'product-help', 5, [
    {
      subject: ['Thank you', 'Compliment', 'Happy with the {thing}', 'Just wanted to say'],
      opening: [
        'No question, just [wanted to say|a quick note]: the {product} {is} [wonderful|beautiful|even nicer than in the photos]. [Made my week.|Thank you!|❤️]',
        '[Please pass on my thanks|Could you thank somebody for me]: {colleague} [was so patient with me|sorted my parcel in five minutes|rang me back as promised] on {past}.',
        'The {product} arrived [a day early|perfectly packed|in time for {recipient}’s {occasion}] and [{recipient} cried a bit|everyone asked where {it} {was} from|I can’t stop looking at {them}]. [Well done, all of you.|Thanks 😊]',
        'I [was about to complain|expected a fight] about {order} and then your new {thing} came [without a word of argument|overnight]. [Other shops should take a look.|I’ve told the whole street.]',
      ],
      turns: [
        adviser(
          'what a lovely message, thank you. I’ve [read it out|pinned it up] in the packing room.',
          'you’ve made our day! I’ll pass it on [to everybody|round the room] right now.',
          'thank you for taking the time. May we put that on our website, with your first name only?',
        ),
        toLast(
          sometimes(
            0.6,
            customer(
              '[Haha great|Keep it up 🙂|And I love the new colour]',
              '[Please do!|See you next time|They deserve it]',
              '[Of course, go ahead|Sure, {first} from {suburb}|Yes, no problem]',
            ),
          ),
        ),
      ],
      reason: 'feedback',
      mood: 'glad',
    },
    {
      subject: ['Idea for the website', 'A suggestion', 'Photo is misleading', 'Feedback'],
      opening: [
        '[A suggestion|Small idea]: could you show [the size next to a hand|weights|the inside of the pans|what comes in the box] on the [website|product page]? [I guessed wrong with my {thing}.|Would help a lot.]',
        'The photo of the {product} [makes {them} look bigger|shows a lid that isn’t included|is a different colour on my phone]. [Not angry, just saying.|You may want to fix that.]',
        'Please [use less plastic|stop the bubble wrap|make the boxes smaller]! My {thing} came in [a box for a washing machine|three layers of plastic|a box inside a box inside a box].',
      ],
      turns: [
        toOpening(
          adviser(
            'that’s a good point, thank you. I’ve passed it to [the web team|the people who write the pages] with your words.',
            'you’re right, I’ve just looked. I’ve passed it to [the web team|the people who take the photos]; it’s on their list for this week.',
            'you’re right. We’re moving to paper, [two lines are done and yours is next|half the warehouse has changed already].',
          ),
        ),
        sometimes(
          0.5,
          customer(
            '[Great to hear|Thanks for listening|Good on you]',
            '[Looking forward to it|No worries, love the shop otherwise]',
          ),
        ),
        sometimes(0.4, note('Same remark [twice|four times] this month. Put on the list for Thursday.')),
      ],
      reason: 'feedback',
      mood: 'glad',
      weight: 0.7,
    },
  ]),
];
