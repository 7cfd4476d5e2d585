import { t } from '@lingui/core/macro';
import IconMessage2 from '@tabler/icons-react/dist/esm/icons/IconMessage2.mjs';
import { Keys } from '#kernel/web/ui/KeySheet.tsx';
import { Empty } from '#kernel/web/ui/Waiting.tsx';

/** Beside the list while no conversation is open. */
export function NothingOpen() {
  return (
    <section className="col conv span" aria-label={t`Conversation`}>
      <div className="pane">
        <Empty icon={IconMessage2} title={t`Choose a conversation`}>
          {t`Open one from the list to read it and answer.`}
        </Empty>
        <div className="pane-keys">
          <Keys
            keys={[
              { key: 'j', label: t`next in the list` },
              { key: 'Enter', label: t({ message: 'open', context: 'what the key does' }) },
              { key: 'n', label: t`what is due next` },
              { key: 'c', label: t`new conversation` },
              { key: 'mod+k', label: t`find or do` },
            ]}
          />
        </div>
      </div>
    </section>
  );
}
