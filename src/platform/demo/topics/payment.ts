import { adviser, customer, note, sometimes, toLast, toOpening, topic } from './scene.ts';

export const payment = [
  topic('Checkout', 'orders', 7, [
    {
      subject: ['Checkout says “try again”', 'Payment does not go through', 'Can’t pay', 'Card declined'],
      opening: [
        '[It says “try again” when I pay|Checkout keeps saying “something went wrong”|Payment fails every time|I can’t get past the last step]. [I’ve tried three times.|Two cards, same thing.|Have I been charged?]',
        'My card [gets declined|is refused] on your site but [works everywhere else|I just used it at the butcher’s|the bank says it’s fine]. [Total is {price}.|Trying to buy the {product}.]',
        'The [Pay button does nothing|page goes white after I press pay|little wheel spins forever]. [On my phone|iPad|Firefox|On the laptop] if that matters.',
        'I can’t [enter my suburb|choose {suburb}|type my postcode] at checkout, it [jumps back|says invalid|just stays grey]. [I’d really like to order today.|Is there another way?]',
        'Are you having problems with the website? [The basket empties itself|My {thing} keeps disappearing from the basket|It logs me out at the address step].',
      ],
      turns: [
        adviser(
          'sorry about that. Nothing has been charged. Which step are you on when it [appears|happens]?',
          'thanks for telling us. I can see [two|three] attempts and none of them took money. Could you try once more in a private window?',
          'sorry you’re stuck, nothing has been charged. Does your bank ask for a code by SMS?',
        ),
        toLast(
          customer(
            '[The last one, “Pay {price}”.|The address page|Right after the bank’s code|When I press continue]',
            '[Same in the private window|Same thing, now with a red line: “session expired”|No luck there either. It’s a Samsung if that matters]',
            '[Yes, and by the time it comes the page is gone|It does, that bit works. Then nothing|Usually yes but this time no SMS]',
          ),
        ),
        note(
          'Reproduced on [an old iPad|Firefox]. The bank step times out after 60 s. Told the web team.',
          'Postcode check refuses {postcode} since the release of {past}. Known, fix due {soon}.',
        ),
        adviser(
          'got it: [the bank’s window timed out|your session had run out|the postcode check was too strict]. I’ve sent you a payment link by e-mail instead, it’s the same price and holds your basket for a day.',
          'thank you, that helps. [Please try again now|Give it one more go], I’ve [cleared the stuck attempts|reset your basket].',
          'I can also take the order here in the chat: I’ll e-mail you a secure link, no card details in this window please.',
        ),
        toLast(
          sometimes(
            0.75,
            customer(
              '[Link worked first time|Paid. Hooray|Still waiting for the e-mail… ah there it is. Paid!]',
              '[Worked!|That went through, thank you|It’s working now]',
              '[Good idea. Paid!|Link is here, done, order is {order}|Done, that was easy]',
            ),
          ),
        ),
      ],
      reason: 'payment-solved',
    },
    {
      subject: ['Charged twice', 'Two payments for {order}', 'Double charge', 'Money taken but no order'],
      opening: [
        '[I’ve been charged twice|My bank shows two payments|You took {price} twice] for {order}. [Please refund one.|Please sort this out today.|What happened?]',
        'Money has left my account ({price}) but [I have no confirmation|there’s no order|nothing in my e-mail]. [Did it go through?|Should I order again?]',
        'There’s a [pending|second] charge of {price} on my card from {past}. [I only ordered once.|I thought I cancelled that?]',
      ],
      turns: [
        toOpening(
          adviser(
            'I understand the worry. [I see one payment and one reservation|Only one of the two is a real payment]: the second is a hold by your bank that drops off [in two to five days|by itself, usually by {soon}].',
            'the payment arrived but the order got stuck. I’ve [pushed it through|finished it by hand], it’s {order} now.',
            'you’re right, we did take it, and I’m sorry. I’ve sent {price} back just now; the reference is {tracking}.',
          ),
        ),
        toOpening(
          customer(
            '[And if it doesn’t drop off?|Okay. And if it’s still there on {soon}?|Hm. It’s rent week, so I hope you’re right]',
            '[That’s a relief. When does it leave?|Good, I nearly ordered again. Will it be on time?]',
            '[Good. I was about to call the bank. How long will it take?|Thanks for being straight with me. When will I see it?]',
          ),
        ),
        toOpening(
          adviser(
            'if it’s still there on {soon}, write here and I’ll [call your bank’s merchant line with you|send them the release myself].',
            'today, I’ve flagged it as urgent. You’ll get an e-mail [the moment it leaves|within the hour].',
            'most banks show it within [two|three] working days.',
          ),
        ),
      ],
      reason: 'payment-solved',
      mood: 'cool',
      weight: 0.7,
    },
    {
      subject: ['Discount code', 'Code does not work', 'Newsletter discount', 'Sale price question'],
      opening: [
        'The code [WELCOME10|HARROW15|SPRING|from the newsletter] [doesn’t work|says expired|is not accepted]. [The mail says until {soon}.|I’m only buying the {product}.]',
        'I forgot to [enter|use] my discount code on {order}. [Can you take it off afterwards?|Any chance?|It was 10 %.]',
        'I bought the {product} last week and now it’s [20 % off|on sale|cheaper]. [Do you match that?|That’s a bit sad 😞|Could I get the difference?]',
      ],
      turns: [
        toOpening(
          adviser(
            'that code [doesn’t count for sale items|needs a basket of $80], which the mail doesn’t say clearly. I’ve made you one that works: FR-{code}.',
            'no problem, I’ve [taken it off afterwards|refunded the difference]: it’s on its way to your card.',
            'within 14 days we [match our own sale|pay back the difference], so you get it back [today|now].',
          ),
        ),
        toOpening(
          sometimes(
            0.75,
            customer(
              '[It worked, thanks!|That one works. Can I use it twice?|Yes! Basket looks right now]',
              '[That’s really kind|Great service|Oh wow thank you]',
              '[Very fair of you|Didn’t expect that, thanks|Really? Great]',
            ),
          ),
        ),
      ],
      reason: 'payment-solved',
      weight: 0.8,
    },
  ]),
  topic('Gift card', 'orders', 5, [
    {
      subject: ['Gift card not arrived', 'Gift card code', 'Gift card balance', 'Gift card problem'],
      opening: [
        '[I bought|I ordered] a {amount} gift card for {recipient} [on {past}|this morning] and [nothing has come|the e-mail never arrived|it hasn’t turned up]. [The {occasion} is tomorrow!|Order {order}.]',
        'My gift card says [“code not valid”|“already used”|zero balance]. It’s [a present|from last Christmas|brand new]. The code ends in {code}.',
        'How do I [check what is left on|use|spend the rest of] my gift card? [There should be {amount} on it.|Can I use two at once?|I only spent part of it.]',
        'I sent a gift card to the wrong [e-mail|person|address]. [Can you stop it?|It’s {amount}!|One letter off…]',
      ],
      turns: [
        toOpening(
          adviser(
            'it went out on {past} but bounced. [Which address should I use?|May I send it to you instead, so you can print it?]',
            'I’ve looked it up: {amount} is still there, the code has [a zero, not an O|a 1, not an I]. It should be {newCode}.',
            'there’s [$12.40|$31|$7.95|$18.60] left on it. You can use two cards in one order: enter the first, press “add another”.',
            'I’ve stopped the first one, nobody has used it, and made a new code. [Where should it go?|Which address is right?]',
          ),
        ),
        toOpening(
          sometimes(
            0.8,
            customer(
              '[To me please, I’ll print it|Just to my e-mail thanks|Print sounds good]',
              '[It worked!|Oh that was it, silly me|Ah, of course. Thank you]. [Does it expire?|And until when is it good?]',
              '[Found the button, thanks|Perfect. And does it expire?|Good to know. How long is it valid?]',
              '[Same address but with a dot between the names|To me, I’ll forward it|My e-mail please, I’ll do it properly this time]',
            ),
          ),
        ),
        toOpening(
          sometimes(
            0.8,
            adviser(
              'sent [just now|a second ago], with a card you can print. It [looks nice folded|fits an ordinary envelope].',
              'three years from the day it was bought.',
              'what is left stays on the card for three years from the day it was bought.',
              'sent. The old code is dead, so no harm done.',
            ),
          ),
        ),
      ],
      reason: 'gift-card',
      kinds: ['card'],
    },
  ]),
];
