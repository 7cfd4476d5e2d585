import { accessCustomer } from '#contact/customers/index.ts';
import { gatheredField, type LetterKind } from '#foundation/letters/index.ts';
import { accessConversation } from './access.ts';

/** A letter about a conversation, on whatever it needs to be said in writing. */
export const generalLetter: LetterKind = {
  name: 'customer.general',
  words: 'Letter about a conversation',
  about: 'conversation',
  fields: [
    {
      name: 'letter.body',
      words: 'what you want to say',
      type: 'text',
      sample:
        'A new kettle left our warehouse this morning and should reach you by Friday.\n\nYou can keep the broken one.',
      isNeeded: true,
      isTyped: true,
    },
    gatheredField('customer.name', "the customer's name", 'Ines Kaldor'),
    gatheredField('conversation.reference', 'the reference of the conversation', 'H-8317'),
    gatheredField('conversation.subject', 'what the conversation is about', 'The lid of my kettle is cracked'),
  ],
  required: [
    {
      name: 'answer',
      words: 'How to answer us',
      why: 'Whoever gets a letter must be able to reply to it.',
    },
  ],
  starter: {
    name: 'General letter',
    language: 'en',
    subject: 'Your enquiry {{conversation.reference}}: {{conversation.subject}}',
    sections: [
      { block: null, text: 'Dear {{customer.name}},\n\nThank you for getting in touch with us.\n\n{{letter.body}}' },
      {
        block: 'answer',
        text: '## How to answer us\n\nReply where you wrote to us and name the reference {{conversation.reference}}. A person will read your answer.',
      },
      { block: null, text: 'Kind regards,\n\n{{sender.name}}\n{{workspace.name}}' },
    ],
  },
  gather: async (ctx, conversationId) => {
    const conversation = await accessConversation(ctx, conversationId, { for: 'reply' });
    const customer = await accessCustomer(ctx, conversation.customer_id, { for: 'read' });
    return {
      customerId: customer.id,
      recipient: customer.name,
      language: customer.locale,
      values: {
        'customer.name': customer.name,
        'conversation.reference': `H-${conversation.number}`,
        'conversation.subject': conversation.subject,
      },
    };
  },
};
