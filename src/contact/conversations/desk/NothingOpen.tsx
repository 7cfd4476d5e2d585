import IconMessage2 from '@tabler/icons-react/dist/esm/icons/IconMessage2.mjs';
import { Keys } from '#kernel/web/ui/KeySheet.tsx';
import { Empty } from '#kernel/web/ui/Waiting.tsx';

/** Beside the list while no conversation is open. */
export function NothingOpen() {
  return (
    <section className="col conv span" aria-label="Conversation">
      <div className="pane">
        <Empty icon={IconMessage2} title="Choose a conversation">
          Open one from the list to read it and answer.
        </Empty>
        <div className="pane-keys">
          <Keys
            keys={[
              { key: 'j', label: 'next in the list' },
              { key: 'Enter', label: 'open' },
              { key: 'n', label: 'what is due next' },
              { key: 'c', label: 'new conversation' },
              { key: 'mod+k', label: 'find or do' },
            ]}
          />
        </div>
      </div>
    </section>
  );
}
