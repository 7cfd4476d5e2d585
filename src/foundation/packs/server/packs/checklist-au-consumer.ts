import type { PackVersion } from '../../contract.ts';
import { check, wording } from './entry.ts';

const days = '\\d+\\s+(?:days?|weeks?|months?)';

/** What a standard answers about the Australian Consumer Law, and words that no clause should hold. */
export const checklistAuConsumer: PackVersion = {
  id: 'checklist-au-consumer',
  version: '1',
  kind: 'checklist',
  jurisdiction: 'AU',
  title: 'Checklist: Australian Consumer Law',
  summary: 'What a standard of service says about guarantees and refunds, and sentences that take away a right.',
  sources: [
    {
      citation: 'NSW Fair Trading, Refunds for goods',
      address:
        'https://www.fairtrading.nsw.gov.au/Businesses/Selling_goods_and_services/Refunds_repairs_and_replacement/Refunds_for_goods.html',
    },
    {
      citation: 'ACCC, What if a consumer guarantee is not met',
      address:
        'https://www.accc.gov.au/selling-products-and-services/small-business-education-program/consumer-rights-and-guarantees/what-if-a-consumer-guarantee-is-not-met',
    },
    {
      citation: 'Consumer Protection WA, Change of mind',
      address: 'https://www.consumerprotection.wa.gov.au/change-mind',
    },
    {
      citation: 'ACCC sweep of return policies, February 2025',
      address: 'https://www.miragenews.com/accc-sweep-finds-concerning-online-return-1401828',
    },
  ],
  readAs: 'excerpt',
  checkedOn: '2026-11-22',
  validFrom: '2011-01-01',
  validUntil: null,
  entries: [
    check(
      'consumer',
      'no-refund-statements',
      'No “no refund” statements',
      'A sign or sentence that refuses refunds altogether misleads about the guarantees that come with every sale.',
    ),
    check(
      'consumer',
      'remedy-for-faults',
      'What customers get when something is faulty',
      'With a major failure the customer chooses between refund, replacement and the drop in value; otherwise the supplier may repair, replace or refund in reasonable time, free of charge.',
    ),
    check(
      'consumer',
      'change-of-mind',
      'What holds when somebody only changed their mind',
      'There is no right to it. What is offered binds the shop, is shown before the purchase, and does not hide the guarantees.',
    ),
    check(
      'consumer',
      'own-responsibility',
      'Nobody is sent away to the manufacturer',
      'The seller answers for the guarantees itself, also after a voluntary warranty has ended.',
    ),
    wording(
      'absolute-refusal',
      'Refusing refunds altogether takes away a right that comes with every sale, also of sale items.',
      '“No refund if you simply change your mind. This is on top of your rights under the Australian Consumer Law.”',
      '\\bno\\s+(?:refunds?|returns?)\\b(?!\\s+(?:if|when|for|on|because)\\b[^.]{0,40}\\b(?:change[sd]?|changing)\\b[^.]{0,20}\\bminds?\\b)(?!\\s+for\\s+(?:a\\s+)?change\\s+of\\s+mind)',
      '\\b(?:sale|clearance|discounted|custom(?:ised)?|made[-\\s]to[-\\s]order)\\s+(?:items?|goods|products?)\\s+(?:are|is)\\s+final\\b',
      '\\b(?:all\\s+sales?\\s+(?:are|is)\\s+final|final\\s+sales?|sold\\s+as[-\\s]is)\\b',
      "\\b(?:opened|used|custom(?:ised)?|made[-\\s]to[-\\s]order)\\b[^.]{0,40}\\b(?:cannot|can\\s?not|can’t|can't)\\s+be\\s+returned\\b",
    ),
    wording(
      'time-bar',
      'The guarantees have no fixed time limit within which a fault must be told.',
      '“Tell us of a fault as soon as you see it.”',
      `\\bfault[a-z]*\\b[^.]{0,50}\\b(?:must|only|have\\s+to|has\\s+to)\\b[^.]{0,40}\\bwithin\\s+${days}`,
      `\\b(?:no|not)\\b[^.]{0,30}\\bfault[a-z]*\\b[^.]{0,30}\\bafter\\s+${days}`,
    ),
    wording(
      'proof-bar',
      'A receipt is one proof of purchase of many: a card statement, an order number or a photo will do.',
      '“Bring a receipt or another proof of purchase.”',
      '\\bno\\s+receipt,?\\s*(?:means\\s+)?no\\s+\\w+',
      '\\bonly\\b[^.]{0,20}\\bwith\\s+(?:the\\s+|an?\\s+)?original\\s+receipt\\b',
    ),
    wording(
      'packaging-bar',
      'The original packaging cannot be asked for when something is faulty.',
      '“If you only changed your mind, please send it back in its packaging.”',
      '\\bfault[a-z]*\\b[^.]{0,60}\\boriginal\\s+packag\\w+',
      '\\b(?:must|only)\\b[^.]{0,40}\\bin\\s+(?:the\\s+|its\\s+)?original\\s+packag\\w+',
    ),
    wording(
      'maker-shift',
      'The seller answers for the guarantees and may not send customers away to the manufacturer.',
      '“We look after it. If you like, you can turn to the manufacturer too.”',
      '\\b(?:contact|turn\\s+to|go\\s+to|refer(?:red)?\\s+to)\\s+the\\s+manufacturer\\b',
      "\\bmanufacturer[’']?s?\\s+warranty\\s+only\\b",
    ),
    wording(
      'credit-only',
      'A refund for a faulty product is money, not a credit note.',
      '“For a change of mind we offer an exchange or a credit note.”',
      '\\b(?:store\\s+credit|credit\\s+notes?|exchanges?)(?:\\s+or\\s+(?:store\\s+credit|credit\\s+notes?|exchanges?))?\\s+only\\b',
      '\\bonly\\s+(?:as\\s+|an?\\s+)?(?:store\\s+credit|credit\\s+notes?)\\b',
    ),
    wording(
      'fee-on-fault',
      'No fee and no delivery cost is kept when something is faulty.',
      '“A fee of 10 % applies if you changed your mind. It never applies to faults.”',
      '\\brestocking\\s+fees?\\b[^.]{0,30}\\b(?:all|every|any|fault[a-z]*)\\b',
      '\\bnon-?refundable\\s+(?:delivery|shipping|postage)\\b|\\b(?:delivery|shipping|postage)\\s+(?:costs?\\s+|fees?\\s+)?(?:is|are)\\s+non-?refundable\\b',
    ),
    wording(
      'warranty-is-all',
      'The guarantees go on after a voluntary warranty has ended.',
      '“After the warranty your rights under the Australian Consumer Law still apply.”',
      '\\b(?:after|once|when)\\s+(?:the\\s+|your\\s+)?warranty\\b[^.]{0,30}\\b(?:no\\s+(?:refund|repair|right|claim)\\w*|nothing)\\b',
    ),
  ],
};
