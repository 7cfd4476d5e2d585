import type { LaterWords, Words } from './strings.ts';

/** Every word of the parts that come later and are drawn within the panel, in English; each language says the same as `later`. */
export const laterWords = {
  optional: 'optional',
  choose: 'Please choose',
  answered: 'Answered',
  sendAnswer: 'Send answer',
  missing: 'Please fill this in.',
  notAnEmail: 'Please write an address such as name@shop.example.',
  notANumber: 'Please write a number.',
  signIn: 'Please sign in on this website first. Then you can write to us here.',
  away:
    'Leave your message and we answer when we are back. You find the answer here, on this device. ' +
    'With your e-mail address we can also write to you.',
  email: 'Your e-mail address',
  goesOn: 'If you leave before we answer, we ask you there to confirm the address. Then our answer comes by e-mail.',
  start: 'Send message',
  agree: 'Please agree first.',
  newChat: 'Begin a new conversation',
  earlierNone: 'You have no earlier conversations.',
  earlierLoading: 'Loading your conversations',
  earlierFailed: 'They could not be loaded.',
  earlierMore: 'Show earlier ones',
  isDone: 'done',
  newAnswer: 'new answer',
  openNow: 'open now',
};

/** The panel's words with those of the later parts, in the language that the panel speaks. */
export const withLater = (words: Words & { later?: LaterWords }): Words & LaterWords => ({
  ...words,
  ...laterWords,
  ...words.later,
});
