import type { WidgetMessage } from '../contract.ts';

/** What one tab tells the others of the same visitor. */
export type TabNews =
  | { t: 'outbox' }
  | { t: 'messages'; messages: WidgetMessage[] }
  | { t: 'seen'; conversationId: string; number: number }
  | { t: 'draft'; text: string }
  | { t: 'open'; on: boolean }
  /** Storage was wiped: log-out. */
  | { t: 'wiped' };

export interface Tabs {
  tell(news: TabNews): void;
  close(): void;
}

/**
 * Keeps the tabs of one visitor in step: a BroadcastChannel, and storage events where there is none. A wipe is heard
 * through storage in either case, because the tab that wipes may not have loaded the panel.
 */
export function createTabs(name: string, hear: (news: TabNews) => void): Tabs {
  const channel = 'BroadcastChannel' in self ? new BroadcastChannel(name) : null;
  const onStorage = ({ key, newValue }: StorageEvent) => {
    if (key === null || (key === name && newValue === null)) hear({ t: 'wiped' });
    else if (!channel && key.startsWith(name)) hear({ t: 'outbox' });
  };
  if (channel) channel.onmessage = (event) => hear(event.data as TabNews);
  addEventListener('storage', onStorage);
  return {
    tell: (news) => channel?.postMessage(news),
    close() {
      channel?.close();
      removeEventListener('storage', onStorage);
    },
  };
}
