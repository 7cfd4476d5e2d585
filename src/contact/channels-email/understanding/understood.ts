/** A name, empty where none was given, and an address as it was written, empty where there is none. */
export interface MailAddress {
  name: string;
  address: string;
}

/** A file that came with a mail. `contentId` is what `cid:` in the HTML names; `isInline` says that it is shown there. */
export interface MailFile {
  name: string;
  type: string;
  size: number;
  contentId: string | null;
  isInline: boolean;
  content: Uint8Array;
}

/** What could not be delivered. `permanent` follows the status: 5.x.x is for good, 4.x.x for now. */
export interface Bounce {
  recipient: string;
  status: string;
  permanent: boolean;
  /** Of the mail that came back, where it was returned with its headers. */
  messageId: string | null;
}

/** What a mail is. Only a `message` is a person's words to us. */
export type MailKind = 'message' | 'auto-reply' | 'bounce' | 'list' | 'bulk' | 'calendar' | 'receipt' | 'complaint';

/** A limit that a mail went beyond; what lay beyond it was not read. */
export type MailLimit =
  | 'raw_size'
  | 'parts'
  | 'depth'
  | 'header_lines'
  | 'header_length'
  | 'html_length'
  | 'text_length'
  | 'time'
  | 'memory'
  /** Reading it failed for another reason, which is a fault of Heed's. */
  | 'failed';

/** Everything that Heed understands of one raw mail. */
export interface Understood {
  from: MailAddress;
  replyTo: MailAddress[];
  to: MailAddress[];
  cc: MailAddress[];
  subject: string;
  /** When it was written, as its writer's program says (ISO 8601, UTC). */
  date: string | null;
  /** With their angle brackets. */
  messageId: string | null;
  inReplyTo: string | null;
  references: string[];
  /** The whole text, made from the HTML where no text came. */
  text: string;
  /** What the writer wrote now: without quoted history and signature; the whole text where nothing else remains. */
  visibleReply: string;
  /** Sanitised; null where no HTML came. Addresses of remote pictures are in `data-remote-src`. */
  html: string | null;
  /** The same without quoted history and signature; null where nothing was folded away. */
  visibleHtml: string | null;
  attachments: MailFile[];
  kind: MailKind;
  isAutoReply: boolean;
  isBounce: boolean;
  bounce: Bounce | null;
  /** Whether an automatic mail may ever go back: never to machines, lists and those who forbid it. */
  mayBeAnswered: boolean;
  limits: MailLimit[];
}
