import { createReadStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import type { Id } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import type { Kernel } from '#kernel/server/kernel.ts';
import { describeError } from '#kernel/server/log.ts';
import { Problem } from '#kernel/server/problem.ts';
import { statement } from '#kernel/server/sql.ts';
import { mostRawBytes } from '../../contract-words.ts';
import { withoutPlus } from '../mailboxes/rows.ts';
import { plain } from '../plain.ts';
import { type Envelope, storeRaw } from './store.ts';

interface Place {
  workspace_id: Id;
  mailbox_id: Id;
}
const byAddress = statement<Place>('mailbox_by_address', 'SELECT workspace_id, mailbox_id FROM heed_mailbox($1)');
const shaOf = statement<{ sha256: Buffer }>('mail_sha', 'SELECT sha256 FROM mail WHERE workspace_id = $1 AND id = $2');

const mostRecipients = 100;
const mostClients = 100;
const silenceMs = 60_000;

/** What the other server is told, so that it keeps the mail, or gives it back to its sender. */
function refusal(error: unknown): Error {
  const code = error instanceof Problem ? error.code : '';
  const said: Record<string, [number, string]> = {
    'file.too_large': [552, `5.3.4 A mail may hold ${mostRawBytes / 1_000_000} MB`],
    'file.no_room': [452, '4.3.1 There is no room just now'],
    'file.empty': [554, '5.6.0 This mail is empty'],
  };
  const [responseCode, words] = said[code] ?? [451, '4.3.0 Not now; try again later'];
  return Object.assign(new Error(words), { responseCode });
}

/**
 * Takes mail in by SMTP for the addresses of this installation and no others. A mail is answered with 250 once it is
 * committed; until then, and whenever the database does not answer, the other server keeps it and is told 451.
 */
export async function startSmtp(kernel: Kernel, port: number): Promise<{ stop(): Promise<void> }> {
  const server = new SMTPServer({
    name: new URL(kernel.publicUrl()).hostname,
    banner: 'Heed',
    // Nobody signs in here, and there is no certificate: what is public stands behind a mail server that has one.
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    size: mostRawBytes,
    maxClients: mostClients,
    socketTimeout: silenceMs,
    disableReverseLookup: true,
    logger: false,
    onRcptTo: ({ address }, session, done) => {
      if (session.envelope.rcptTo.length >= mostRecipients) {
        return done(Object.assign(new Error('4.5.3 Too many recipients at once'), { responseCode: 452 }));
      }
      placeOf(kernel, address).then(
        (place) => done(place ? null : Object.assign(new Error('5.1.1 No such address here'), { responseCode: 550 })),
        (error: unknown) => done(refusal(error)),
      );
    },
    onData: (stream, session, done) => {
      takeIn(kernel, stream, session).then(
        () => done(),
        (error: unknown) => {
          kernel.log.warn({ error: describeError(error) }, 'a mail was not taken in by SMTP');
          afterAll(stream, () => done(refusal(error)));
        },
      );
    },
  });
  server.on('error', (error: unknown) => kernel.log.warn({ error: describeError(error) }, 'an SMTP connection failed'));
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, kernel.config.host, resolve);
  });
  kernel.config.smtpPort = (server.server.address() as AddressInfo).port;
  kernel.log.info({ port: kernel.config.smtpPort }, 'mail is taken in by SMTP');
  return { stop: () => new Promise((closed) => server.close(() => closed())) };
}

/** The rest is read and thrown away: an answer in the midst of it would not be understood. */
function afterAll(stream: Readable, work: () => void): void {
  if (stream.readableEnded) work();
  else stream.once('end', work).resume();
}

async function placeOf(kernel: Kernel, address: string): Promise<Place | undefined> {
  const [place] = await kernel.database.alone(byAddress, [withoutPlus(address)]);
  return place;
}

/** Keeps the mail once in each workspace that it is for: whom else it names there its headers say. */
async function takeIn(kernel: Kernel, stream: Readable, session: SMTPServerSession): Promise<void> {
  const to = session.envelope.rcptTo.map((one) => plain(one.address, 320));
  const { mailFrom } = session.envelope;
  const envelope: Envelope = {
    from: plain(mailFrom ? mailFrom.address : '', 320),
    to,
    remoteAddress: session.remoteAddress,
    helo: plain(session.hostNameAppearsAs || '', 255),
  };
  const places = new Map<Id, Place>();
  for (const address of to) {
    const place = await placeOf(kernel, address);
    if (place && !places.has(place.workspace_id)) places.set(place.workspace_id, place);
  }
  const [first, ...others] = places.values();
  if (!first) throw new Error('the address was taken off in this moment');
  const keep = ({ workspace_id: workspaceId, mailbox_id: mailboxId }: Place, source: Readable) =>
    storeRaw(kernel, { workspaceId, mailboxId, via: 'smtp', envelope }, source);
  const { mailId } = await keep(first, stream);
  for (const other of others) await keep(other, await readBack(kernel, first.workspace_id, mailId));
}

async function readBack(kernel: Kernel, workspaceId: Id, mailId: Id): Promise<Readable> {
  const scope = { workspaceId, customerId: null };
  const kept = await kernel.database.read(scope, (tx) => tx.first(shaOf, [workspaceId, mailId]));
  if (!kept) throw new Error('a mail was stored and is not there');
  return createReadStream(contentsIn(kernel.config.dataDir).pathOf(workspaceId, kept.sha256));
}
