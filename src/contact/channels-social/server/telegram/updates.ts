import { z } from 'zod';
import type { FileThere, Sender, Told } from '../connector.ts';

const File = z.object({
  file_id: z.string().max(300),
  file_size: z.number().optional(),
  file_name: z.string().optional(),
  mime_type: z.string().optional(),
});
const User = z.object({
  id: z.number(),
  is_bot: z.boolean().optional(),
  first_name: z.string().optional(),
  last_name: z.string().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const Chat = z.object({ id: z.number(), type: z.string() });
const Message = z.object({
  message_id: z.number(),
  from: User.optional(),
  chat: Chat,
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(File).optional(),
  document: File.optional(),
  video: File.optional(),
  audio: File.optional(),
  voice: File.optional(),
  video_note: File.optional(),
  sticker: z.object({ emoji: z.string().optional() }).optional(),
  location: z.object({ latitude: z.number(), longitude: z.number() }).optional(),
  contact: z.object({ phone_number: z.string(), first_name: z.string().optional() }).optional(),
});
type Message = z.output<typeof Message>;
const Member = z.object({ chat: Chat, from: User, new_chat_member: z.object({ status: z.string() }) });
const Update = z.object({
  update_id: z.int(),
  message: Message.optional(),
  edited_message: Message.optional(),
  my_chat_member: Member.optional(),
});

/** Which kinds of updates are asked for. */
export const wantedUpdates = ['message', 'edited_message', 'my_chat_member'];

/** Of the same length for all, so that their order as text is that of their numbers. */
export function refOf(update: unknown): string | undefined {
  const id = (update as { update_id?: unknown } | null)?.update_id;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? String(id).padStart(16, '0') : undefined;
}

export const placeAfter = (ref: string) => String(Number(ref) + 1);

/** What an update tells. Only private chats are conversations; what a bot writes is nothing to answer. */
export function read(update: unknown): Told {
  const told = Update.safeParse(update).data;
  const member = told?.my_chat_member;
  if (member) {
    if (member.chat.type !== 'private') return { what: 'nothing' };
    const isGone = ['kicked', 'left'].includes(member.new_chat_member.status);
    return { what: isGone ? 'blocked' : 'unblocked', from: senderOf(member.from, member.chat.id) };
  }
  const message = told?.message ?? told?.edited_message;
  if (!message?.from || message.from.is_bot || message.chat.type !== 'private') return { what: 'nothing' };
  const text = textOf(message);
  const files = filesOf(message);
  // The button that opens a chat with a bot sends this by itself.
  if ((text === '' && files.length === 0) || /^\/start\b/.test(text)) return { what: 'nothing' };
  const what = told?.edited_message ? 'edit' : 'message';
  return { what, from: senderOf(message.from, message.chat.id), ref: String(message.message_id), text, files };
}

function senderOf(user: z.output<typeof User>, chatId: number): Sender {
  return {
    ...{ ref: String(user.id), chatRef: String(chatId), handle: user.username ? `@${user.username}` : '' },
    name: [user.first_name, user.last_name].filter(Boolean).join(' '),
    locale: user.language_code ?? null,
  };
}

function textOf({ text, caption, sticker, location, contact }: Message): string {
  const place = location && `https://www.openstreetmap.org/?mlat=${location.latitude}&mlon=${location.longitude}`;
  const person = contact && [contact.first_name, contact.phone_number].filter(Boolean).join(', ');
  return text ?? caption ?? sticker?.emoji ?? place ?? person ?? '';
}

function filesOf(message: Message): FileThere[] {
  // A picture comes in several sizes; the last is the largest.
  const photo = message.photo?.at(-1);
  const named: [z.output<typeof File> | undefined, string][] = [
    [photo, 'photo.jpg'],
    [message.document, 'file'],
    [message.video, 'video.mp4'],
    [message.audio, 'audio.mp3'],
    [message.voice, 'voice.ogg'],
    [message.video_note, 'video.mp4'],
  ];
  return named.flatMap(([file, name]) =>
    file ? [{ ref: file.file_id, name: file.file_name ?? name, size: file.file_size ?? 0 }] : [],
  );
}
