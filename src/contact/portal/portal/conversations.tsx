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

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A passage with the words that were looked for marked. */
function Marked({ text, search }: { text: string; search: string }) {
  const words = search.split(/\s+/).filter(Boolean).map(escaped);
  // What stands between brackets comes back as every second piece.
  const pieces = text.split(new RegExp(`(${words.join('|')})`, 'gi'));
  return <>{pieces.map((piece, i) => (i % 2 === 1 ? <mark>{piece}</mark> : piece))}</>;
}

/** Where the row leads: the conversation, at what was found in it. */
function placeOf({ id, found }: PortalRow, around: Around): string {
  const here = `/portal/${around.key}/conversations/${id}`;
  if (!found) return here;
  return `${here}${found.isEarlier ? `?before=${found.number + 1}` : ''}#m-${found.number}`;
}

function Row({ row, around, search }: { row: PortalRow; around: Around; search: string }) {
  const words = wordsOf(around);
  const by = row.previewBy ?? words.you;
  return (
    <li>
      <a href={placeOf(row, around)}>
        <Mark of={marks[row.channel] ?? 'mail'} />
        <span class="grow">
          <b dir="auto">{row.subject}</b>
          <span class="pre" dir="auto">
            {row.found ? (
              <Marked text={plain(row.found.text)} search={search} />
            ) : (
              `${by}: ${plain(row.preview) || words.files}`
            )}
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

function SearchForm({ around, search }: { around: Around; search: string }) {
  const words = wordsOf(around);
  return (
    <search>
      <form class="row find" method="get" action={`/portal/${around.key}`}>
        <label class="hide" for="search">
          {words.searchLabel}
        </label>
        <input
          id="search"
          name="search"
          type="search"
          maxlength={200}
          dir="auto"
          value={search}
          placeholder={words.searchLabel}
        />
        <button type="submit">{words.search}</button>
      </form>
    </search>
  );
}

/** Nothing was written yet, or nothing was found. */
function Nothing({ around, search }: { around: Around; search: string }) {
  const words = wordsOf(around);
  return (
    <div class="say" role="status">
      <b>{search ? words.noneFound : words.none}</b>
      <p>{search ? words.noneFoundWhy : words.noneWhy}</p>
    </div>
  );
}

/** A customer's home: what they wrote and what was answered, whatever the channel. */
export function homePage(
  around: Around,
  shown: { conversations: readonly PortalRow[]; next: string | null; isFirst: boolean; search: string },
): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  const first = (around.name ?? '').split(' ')[0];
  const { search, conversations, next } = shown;
  const more = new URLSearchParams({ ...(search && { search }), after: next ?? '' });
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
          <h2 id="list" dir="auto">
            {search ? words.found(search) : words.home}
          </h2>
          {(conversations.length > 0 || search) && <SearchForm around={around} search={search} />}
          {conversations.length === 0 ? (
            <Nothing around={around} search={search} />
          ) : (
            <ul class="rows">
              {conversations.map((row) => (
                <Row row={row} around={around} search={search} />
              ))}
            </ul>
          )}
          <p class="row meta">
            {search && <a href={at}>{words.back}</a>}
            {!search && !shown.isFirst && <a href={at}>{words.newest}</a>}
            {next && <a href={`${at}?${more}`}>{words.older}</a>}
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
