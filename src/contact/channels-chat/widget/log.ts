import type { WidgetMessage } from '../contract.ts';

/** The messages this tab knows, without doubles and in the server's order. */
export interface Log {
  /** All messages; conversations in the order they began, inside each by number. */
  list(): WidgetMessage[];
  has(id: string): boolean;
  /** Number up to which nothing is missing. */
  upTo(conversationId: string): number;
  /** A message that came alone. False when numbers before it are missing and have to be fetched. */
  push(message: WidgetMessage): boolean;
  /** One page of history: whatever lies between is nothing the customer may see (a note, an event). */
  fill(conversationId: string, messages: readonly WidgetMessage[]): void;
  clear(): void;
}

export function createLog(): Log {
  const conversations = new Map<string, Map<number, WidgetMessage>>();
  const ids = new Set<string>();
  const complete = new Map<string, number>();
  const upTo = (conversationId: string) => complete.get(conversationId) ?? 0;

  function put(message: WidgetMessage): void {
    const numbers = conversations.get(message.conversationId) ?? new Map<number, WidgetMessage>();
    conversations.set(message.conversationId, numbers);
    if (numbers.has(message.number)) return;
    numbers.set(message.number, message);
    ids.add(message.id);
  }

  /** Moves the mark over what has already come. */
  function advance(conversationId: string, from: number): void {
    const numbers = conversations.get(conversationId);
    let mark = Math.max(from, upTo(conversationId));
    while (numbers?.has(mark + 1)) mark++;
    complete.set(conversationId, mark);
  }

  function list(): WidgetMessage[] {
    const sorted = [...conversations.values()].map((numbers) =>
      [...numbers.values()].sort((a, b) => a.number - b.number),
    );
    return sorted.sort((a, b) => ((a[0]?.at ?? '') < (b[0]?.at ?? '') ? -1 : 1)).flat();
  }

  return {
    list,
    upTo,
    has: (id) => ids.has(id),
    push(message) {
      put(message);
      advance(message.conversationId, 0);
      return message.number <= upTo(message.conversationId);
    },
    fill(conversationId, messages) {
      let highest = 0;
      for (const message of messages) {
        put(message);
        if (message.conversationId === conversationId) highest = Math.max(highest, message.number);
      }
      advance(conversationId, highest);
    },
    clear() {
      conversations.clear();
      ids.clear();
      complete.clear();
    },
  };
}
