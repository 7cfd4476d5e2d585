/** @jsxImportSource hono/jsx */
import type { OutputOf } from '#kernel/contract/contract.ts';
import type { PortalMessage, PortalRow, portalConversation } from '../contract.ts';
import { type Around, Files, fully, Mark, plain, portalPage, Said, shortly, Written, wordsOf } from './parts.tsx';

const marks: Partial<Record<PortalRow['channel'], 'chat' | 'mail' | 'form'>> = { chat: 'chat', form: 'form' };

type Standing = Pick<PortalRow, 'status' | 'dueAt'> & { isUnread?: boolean };

/** Where a conversation stands for its customer, in shape and word. */
function State({ of: { status, dueAt, isUnread }, around }: { of: Standing; around: Around }) {
  const words = wordsOf(around);
  const said = isUnread
    ? ({ kind: 'info', mark: 'info', text: words.newAnswer } as const)
    : status === 'resolved'
      ? ({ kind: 'kept', mark: 'kept', text: words.solved } as const)
      : status === 'waiting'
        ? ({ kind: '', mark: 'pause', text: words.waiting } as const)
        : ({ kind: '', mark: 'clock', text: dueAt ? words.answerBy(shortly(dueAt, around)) : words.open } as const);
  return (
    <span class={`st ${said.kind}`}>
      <Mark of={said.mark} />
      {said.text}
    </span>
  );
}

function Row({ row, around }: { row: PortalRow; around: Around }) {
  const words = wordsOf(around);
  const by = row.previewBy ?? words.you;
  return (
    <li>
      <a href={`/portal/${around.key}/conversations/${row.id}`}>
        <Mark of={marks[row.channel] ?? 'mail'} />
        <span class="grow">
          <b dir="auto">{row.subject}</b>
          <span class="pre" dir="auto">
            {by}: {plain(row.preview) || words.files}
          </span>
        </span>
        <span class="rt">
          <State of={row} around={around} />
          <time datetime={row.lastAt}>{shortly(row.lastAt, around)}</time>
        </span>
      </a>
    </li>
  );
}

/** A customer's home: what they wrote and what was answered, whatever the channel. */
export function homePage(
  around: Around,
  shown: { conversations: readonly PortalRow[]; next: string | null; isFirst: boolean },
): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  const first = (around.name ?? '').split(' ')[0];
  return portalPage(around, {
    title: words.home,
    current: 'home',
    body: (
      <>
        <section class="hero">
          <div class="in">
            <h1>
              <bdi>{first ? words.hello(first) : words.helloAll}</bdi>
            </h1>
            <a class="btn primary" href={`${at}/new`}>
              {words.write}
            </a>
          </div>
        </section>
        <section class="in body stack" aria-labelledby="list">
          <h2 id="list">{words.home}</h2>
          {shown.conversations.length === 0 ? (
            <div class="say">
              <b>{words.none}</b>
              <p>{words.noneWhy}</p>
            </div>
          ) : (
            <ul class="rows">
              {shown.conversations.map((row) => (
                <Row row={row} around={around} />
              ))}
            </ul>
          )}
          <p class="row meta">
            {!shown.isFirst && <a href={at}>{words.newest}</a>}
            {shown.next && <a href={`${at}?after=${shown.next}`}>{words.older}</a>}
          </p>
        </section>
      </>
    ),
  });
}

/** What is being written, where it comes back. */
export interface Draft {
  once: string;
  subject?: string;
  text?: string;
  wrong?: string | undefined;
}

function WriteForm({ around, draft, action, isNew }: { around: Around; draft: Draft; action: string; isNew: boolean }) {
  const words = wordsOf(around);
  return (
    <form class="stack card top" method="post" action={action} enctype="multipart/form-data">
      <Said text={draft.wrong} />
      <input type="hidden" name="once" value={draft.once} />
      {isNew && (
        <div class="field">
          <label for="subject">{words.subject}</label>
          <input id="subject" name="subject" maxlength={200} dir="auto" value={draft.subject} />
        </div>
      )}
      <div class="field">
        <label for="text">{words.message}</label>
        <textarea id="text" name="text" rows={isNew ? 6 : 4} maxlength={10_000} dir="auto">
          {draft.text ?? ''}
        </textarea>
      </div>
      <div class="field">
        <label for="files">{words.files}</label>
        <input id="files" name="files" type="file" multiple aria-describedby="files-help" />
        <span class="help" id="files-help">
          {words.filesHelp}
        </span>
      </div>
      <div>
        <button type="submit" class="primary">
          {words.send}
        </button>
      </div>
    </form>
  );
}

/** Where a conversation begins. */
export function newPage(around: Around, draft: Draft): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  return portalPage(around, {
    title: words.write,
    body: (
      <div class="in body stack">
        <p>
          <a href={at}>{words.back}</a>
        </p>
        <h1>{words.write}</h1>
        <div class="narrow">
          <WriteForm around={around} draft={draft} action={`${at}/new`} isNew />
        </div>
      </div>
    ),
  });
}

function Message({ message, around }: { message: PortalMessage; around: Around }) {
  const isMine = message.by === null;
  return (
    <li class={isMine ? 'msg mine' : 'msg'} id={`m-${message.number}`}>
      <p class="who">
        <b>{message.by ?? wordsOf(around).you}</b>
        <time datetime={message.at}>{fully(message.at, around)}</time>
      </p>
      {message.text && <Written text={message.text} />}
      <Files files={message.attachments} locale={around.locale} />
    </li>
  );
}

/** One conversation: its messages, whether it is solved, how it went, and where to go on. */
export function conversationPage(
  around: Around,
  conversation: OutputOf<typeof portalConversation>,
  draft: Draft & { isWritten?: boolean },
): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  const here = `${at}/conversations/${conversation.id}`;
  const { messages, feedback } = conversation;
  return portalPage(around, {
    title: conversation.subject,
    current: 'home',
    body: (
      <div class="in body stack">
        <p>
          <a href={at}>{words.back}</a>
        </p>
        <div class="row">
          <h1 dir="auto">{conversation.subject}</h1>
          <span class="end stack tight">
            <State of={conversation} around={around} />
            <span class="meta num">{conversation.reference}</span>
          </span>
        </div>
        {conversation.hasEarlier && (
          <p>
            <a href={`${here}?before=${messages[0]?.number}`}>{words.earlier}</a>
          </p>
        )}
        <ol class="thread">
          {messages.map((message) => (
            <Message message={message} around={around} />
          ))}
        </ol>
        {draft.isWritten && <Said text={words.written} isGood />}
        {feedback && (
          <p class="say">
            <a href={feedback.url}>{feedback.rating ? words.rated(feedback.rating) : words.rate}</a>
          </p>
        )}
        <section class="narrow stack tight" aria-label={words.write} id="write">
          {conversation.status === 'resolved' && <p class="meta">{words.reopens}</p>}
          <WriteForm around={around} draft={draft} action={here} isNew={false} />
        </section>
      </div>
    ),
  });
}
