import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { understand } from '../understanding/understand.ts';
import type { Understood } from '../understanding/understood.ts';

/** What a relay says to one mail: takes it, refuses it with a code, or lets go after it has it and before it says so. */
export type Answer = 'take' | 'drop' | number;

export interface Taken {
  from: string;
  to: string[];
  raw: string;
  seen: Understood;
  header(name: string): string | undefined;
}

/** A mail server that takes what Heed sends. `answers` are given one after the other; then it takes everything. */
export interface Relay {
  port: number;
  taken: Taken[];
  answers: Answer[];
  /** Addresses for which it takes nothing. */
  refuses: Set<string>;
  /** Mails that it has, whether it said so or not. */
  until(count: number): Promise<Taken[]>;
  stop(): Promise<void>;
}

function refusal(code: number): Error {
  return Object.assign(new Error(code === 550 ? '5.1.1 No such person here' : '4.3.0 Not now'), { responseCode: code });
}

/** Starts a relay on a free port of this machine. With `users` it demands one of them, as `name:password`. */
export async function startRelay(users: readonly string[] = []): Promise<Relay> {
  const taken: Taken[] = [];
  const answers: Answer[] = [];
  const refuses = new Set<string>();
  const server = new SMTPServer({
    authOptional: users.length === 0,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (users.includes(`${username}:${password}`)) done(null, { user: username });
      else done(Object.assign(new Error('5.7.8 Wrong password'), { responseCode: 535 }));
    },
    onRcptTo: ({ address }, _session, done) => done(refuses.has(address) ? refusal(550) : null),
    onData: (stream, session, done) => {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        const answer = answers.shift() ?? 'take';
        if (typeof answer === 'number') return done(refusal(answer));
        const raw = Buffer.concat(pieces);
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        taken.push({
          ...{ from, to: rcptTo.map((one) => one.address), raw: raw.toString(), seen: understand(raw) },
          header: (name) =>
            new RegExp(`^${name}: ([^\\r\\n]*(?:\\r\\n[ \\t][^\\r\\n]*)*)`, 'im').exec(raw.toString())?.[1],
        });
        if (answer === 'take') return done();
        // Gone between DATA and the answer.
        for (const connection of server.connections) connection.close();
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.server.address() as AddressInfo).port,
    taken,
    answers,
    refuses,
    until: async (count) => {
      for (let waited = 0; taken.length < count && waited < 45_000; waited += 25) {
        await new Promise((later) => setTimeout(later, 25));
      }
      if (taken.length < count) throw new Error(`the relay has ${taken.length} mails, not ${count}`);
      return taken;
    },
    stop: () => new Promise((closed) => server.close(() => closed())),
  };
}
