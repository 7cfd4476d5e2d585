import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { type Connector, type Line, type Piece, ServiceError } from '../connector.ts';
import { callMethod } from './api.ts';
import { placeAfter, read, refOf, wantedUpdates } from './updates.ts';

const Sent = z.object({ message_id: z.number() });
const Me = z.object({ id: z.number(), username: z.string().optional() });

/** The Bot API of Telegram, at its own address or at a server of one's own that speaks it. */
export const telegram: Connector = {
  name: 'telegram',
  secretHeader: 'x-telegram-bot-api-secret-token',
  limits: { text: 4_096, caption: 1_024, fileIn: 20_000_000, fileOut: 50_000_000 },
  whoAmI: async (line) => {
    const { id, username } = await callMethod(line, 'getMe', {}, Me);
    return { ref: String(id), handle: username ? `@${username}` : '' };
  },
  listen: async (line, at) => {
    if (!at) await callMethod(line, 'deleteWebhook', {}, z.literal(true));
    else {
      const given = { url: at.url, secret_token: at.secret, allowed_updates: wantedUpdates, max_connections: 10 };
      await callMethod(line, 'setWebhook', given, z.literal(true));
    }
  },
  poll: (line, place, waitS) => {
    const given = {
      timeout: waitS,
      limit: 100,
      allowed_updates: wantedUpdates,
      ...(place && { offset: Number(place) }),
    };
    return callMethod(line, 'getUpdates', given, z.array(z.unknown()), { timeoutMs: (waitS + 15) * 1_000 });
  },
  ...{ refOf, placeAfter, read },
  fetchFile: async (line, { ref }) => {
    const { file_path } = await callMethod(line, 'getFile', { file_id: ref }, z.object({ file_path: z.string() }));
    if (!/^[\w./-]{1,300}$/.test(file_path) || file_path.includes('..')) {
      throw new ServiceError('refused', 'It names a file in a way that cannot be followed.');
    }
    const url = `${line.apiUrl.replace(/\/+$/, '')}/file/bot${line.token}/${file_path}`;
    const { status, body } = await line.call({ url, timeoutMs: 60_000, maxBytes: telegram.limits.fileIn });
    if (status !== 200) throw new ServiceError(status >= 500 ? 'later' : 'refused', `It answered with ${status}.`);
    return body;
  },
  send: async (line, chatRef, piece) => {
    const sent = 'bytes' in piece ? await sendFile(line, chatRef, piece) : await sendText(line, chatRef, piece.text);
    return String(sent.message_id);
  },
};

const sendText = (line: Line, chatRef: string, text: string) =>
  callMethod(line, 'sendMessage', { chat_id: chatRef, text, link_preview_options: { is_disabled: true } }, Sent);

function sendFile(line: Line, chatRef: string, file: Extract<Piece, { bytes: Buffer }>) {
  const boundary = `heed${randomBytes(16).toString('hex')}`;
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  // A name stands in a header here: nothing of it may end that.
  const name = file.name.replace(/["\\\r\n\0]/g, '_');
  const isPicture = /^image\/(?:png|jpeg|webp)$/.test(file.type) && file.bytes.length < 10_000_000;
  const [method, part] = isPicture ? ['sendPhoto', 'photo'] : ['sendDocument', 'document'];
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="${part}"; filename="${name}"\r\nContent-Type: ${file.type}\r\n\r\n`;
  const body = Buffer.concat([
    Buffer.from(`${field('chat_id', chatRef)}${file.text === '' ? '' : field('caption', file.text)}${head}`),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  return callMethod(line, method ?? '', {}, Sent, { timeoutMs: 120_000, form: { boundary, body } });
}
