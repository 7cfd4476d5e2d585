import type { MailLimit } from './understood.ts';

/** How much of a mail is read. What lies beyond is left out and named in `limits`; the raw mail is kept by whoever asks. */
export const mailLimits = {
  rawBytes: 35 * 1024 * 1024,
  parts: 100,
  depth: 20,
  headerLines: 1_000,
  headerBytes: 64 * 1024,
  htmlChars: 1024 * 1024,
  textChars: 2 * 1024 * 1024,
  /** Lines in which the visible reply is looked for; what is longer is nobody's reply. */
  replyLines: 20_000,
  threadMs: 10_000,
  threadMb: 512,
};

/** Notes each limit once. */
export class Reached {
  readonly all = new Set<MailLimit>();
  parts = 0;

  note(limit: MailLimit): void {
    this.all.add(limit);
  }
}
