/** Every word the launcher shows. */
export const launcherWords = {
  help: 'Help',
  close: 'Close help',
  opening: 'Opening…',
  unavailable: 'Not available, try again',
  region: (shop: string) => `Help from ${shop}`,
};

/** Every word the panel shows. */
export const panelWords = {
  answer: 'We answer as soon as we can',
  closeChat: 'Close chat',
  messages: 'Messages',
  today: 'Today',
  yesterday: 'Yesterday',
  you: 'You',
  sending: 'sending',
  kept: 'kept, goes out when you are back',
  sent: 'sent',
  seen: 'seen',
  notSent: 'Not sent.',
  notSentReason: 'We could not take this message.',
  retry: 'Try again',
  remove: 'Remove',
  typing: (name: string) => `${name} is typing`,
  offline: 'You are offline. Your messages are kept and go out when you are back.',
  again: 'Connecting again. Your messages are kept.',
  loading: 'Loading your messages',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  yourMessage: 'Your message',
  write: 'Write a message',
  send: 'Send',
  left: (count: number) => (count === 1 ? '1 character left' : `${count.toLocaleString()} characters left`),
  tooLong: (over: number, limit: number) =>
    `Too long by ${over.toLocaleString()} ${over === 1 ? 'character' : 'characters'}. ` +
    `A message may have ${limit.toLocaleString()}; please send it in two parts.`,
};
