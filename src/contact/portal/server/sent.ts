import { forgetPlaces, type Prepared, prepareFile } from '#contact/conversations/index.ts';
import { fileLimits } from '#kernel/contract/files.ts';
import { newId } from '#kernel/contract/ids.ts';
import { contentsIn } from '#kernel/files/contents.ts';
import { readSentForm, type SentFile } from '#kernel/pages/sent-form.ts';
import { Problem, problemBody } from '#kernel/server/problem.ts';
import { writeInPortal } from '../contract.ts';
import type { Draft } from '../portal/conversations.tsx';
import { wordsOf } from '../portal/parts.tsx';
import { type Call, run } from './call.ts';
import { writeWith } from './write.ts';

/** All files together, and the words. */
const mostBytes = fileLimits.customer + 200_000;
const mostFiles = 10;

/** What became of a form that was sent: a conversation, or the words again with what is wrong. */
export type Written =
  | { conversationId: string; back?: undefined; status?: undefined }
  | { back: Draft; status: number };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Writes what a form of the portal brings. Sent twice it is written once; refused, nothing typed is lost. */
export async function writtenBy(call: Call, into: { conversationId?: string }): Promise<Written> {
  const words = wordsOf(call.around);
  let sent: Awaited<ReturnType<typeof readSentForm>>;
  try {
    sent = await readSentForm(call.page.req.raw, mostBytes);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'input.too_large') throw error;
    return { back: { once: newId(), wrong: words.tooLarge }, status: 413 };
  }
  const key = uuid.test(sent.one('once')) ? sent.one('once') : newId();
  const [subject, text] = [sent.one('subject').slice(0, 200), sent.one('text')];
  const again = sent.files.length > 0 ? ` ${words.filesAgain}` : '';
  const back = (wrong: string, status = 422, once = key): Written => ({
    back: { once, subject, text, wrong: wrong + again },
    status,
  });
  if (text.trim() === '' && sent.files.length === 0) return back(words.nothing);
  if (text.length > 10_000) return back(words.long);
  const places: string[] = [];
  try {
    const taken = await take(call, sent.files, places);
    if ('refused' in taken) return back(words.fileRefused(taken.refused));
    const contents = contentsIn(call.kernel.config.dataDir);
    const handler = writeWith({ contents, prepared: taken.prepared, text: text.trim(), brandId: call.brand.id });
    // The contract asks for words or files; which files there are is known to the page alone.
    const said = text.trim() === '' ? taken.prepared.map((file) => file.name).join(', ') : text;
    const { output } = await run(call, writeInPortal, { ...into, subject, text: said }, { key, handler });
    return { conversationId: writeInPortal.output.parse(output).conversationId };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // What was sent before under this key has arrived with other words; these are a message of their own.
    if (error.code === 'input.key_reused') return back(words.sentBefore, 409, newId());
    if (error.code !== 'limit.too_many') throw error;
    return back(words.tooMany, problemBody(call.kernel.problems, error, newId()).status);
  } finally {
    await forgetPlaces(places);
  }
}

/** Files are recognised and made safe before anything is written. */
async function take(
  { kernel }: Call,
  files: readonly SentFile[],
  places: string[],
): Promise<{ prepared: Prepared[] } | { refused: string }> {
  const contents = contentsIn(kernel.config.dataDir);
  const prepared: Prepared[] = [];
  for (const { name, content } of files.slice(0, mostFiles)) {
    try {
      prepared.push(await prepareFile(contents, { name, content }, places, fileLimits.customer));
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'file.no_room') throw error;
      return { refused: name };
    }
  }
  return { prepared };
}
