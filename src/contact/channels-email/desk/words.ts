import { t } from '@lingui/core/macro';
import type { StateName } from '#kernel/web/ui/State.tsx';
import type { Delivery, FetchProblem, Flag, LookReason, Security, Via } from '../contract-words.ts';

export const deliveries: Record<Delivery, { state: StateName; word: string }> = {
  queued: { state: 'running', word: t`On its way` },
  sending: { state: 'running', word: t`Being sent` },
  accepted: { state: 'kept', word: t`Accepted by the mail server` },
  failed: { state: 'broken', word: t`Not delivered` },
};

export const flags: Record<Flag, string> = {
  unknown_sender: t`It answers a mail of ours, but its writer takes no part in that conversation. It is linked, and nothing of it was shown to them.`,
  not_authenticated: t`Its sender’s domain says that it is forged. It is kept apart from the conversation that it names.`,
  consulted: t`It answers what was forwarded to them. Customers never see it.`,
};

/** What is to be known of a mail that was kept apart, or of its writer; above it. */
export const flagTitles: Record<Flag, string> = {
  unknown_sender: t`Kept apart`,
  not_authenticated: t`Kept apart`,
  consulted: t`From outside`,
};

/** What a mail is that no person wrote for us alone. */
export const kinds: Record<string, string> = {
  'auto-reply': t`Automatic reply`,
  list: t`Mailing list`,
  bulk: t`Bulk mail`,
  calendar: t`Invitation`,
  receipt: t`Read receipt`,
  complaint: t`Abuse report`,
};

export const reasons: Record<LookReason, string> = {
  too_large: t`It is too large to be read: 35 MB are the limit.`,
  too_much: t`It took too long to read, or holds more parts than any mail needs.`,
  unreadable: t`It could not be read. That is a fault of Heed; please report it.`,
  no_sender: t`It names nobody who could be answered.`,
  own_address: t`It says that it comes from an address of this workspace.`,
  bounce_of_nothing: t`It says that a mail came back, but of none that was sent from here.`,
  failed: t`It could not be kept as a message, three times.`,
};

export const ways: Record<Via, string> = { ingest: t`by gateway`, smtp: t`by SMTP`, imap: t`by IMAP` };

export const securities: { value: Security; label: string }[] = [
  { value: 'starttls', label: t`STARTTLS, usually port 587` },
  { value: 'tls', label: t`TLS from the start, usually port 465` },
  { value: 'none', label: t`None: only inside your own network` },
];

/** Why a file of a mail was not kept, by the code of the refusal. */
export const leftOut: Record<string, string> = {
  'file.kind_refused': t`of a kind that is not accepted`,
  'file.picture_refused': t`a picture that cannot be read`,
  'file.empty': t`empty`,
  'file.too_large': t`too large`,
};

/** Why a mailbox cannot be fetched, and what would help. */
export const fetchProblems: Record<FetchProblem, string> = {
  not_allowed: t`Heed may not call this server. Whoever runs this installation can allow it.`,
  not_found: t`There is no server of this name. Check how it is written.`,
  no_answer: t`The server does not answer at this port. Check name, port and encryption.`,
  certificate: t`The server’s certificate cannot be trusted, so nothing was said to it.`,
  no_encryption: t`The server offers no encryption at this port.`,
  no_secret: t`The password is missing. Enter it once more.`,
  password: t`The server refused the user name or the password.`,
  folder: t`There is no such folder on the server.`,
  no_room: t`This installation’s disk is full. Nothing is lost; the rest is fetched once there is room.`,
  broke_off: t`The connection broke off. It is tried again by itself.`,
  failed: t`It did not work, and is tried again by itself.`,
};

export const imapSecurities: { value: Security; label: string }[] = [
  { value: 'tls', label: t`TLS from the start, usually port 993` },
  { value: 'starttls', label: t`STARTTLS, usually port 143` },
  { value: 'none', label: t`None: only inside your own network` },
];
