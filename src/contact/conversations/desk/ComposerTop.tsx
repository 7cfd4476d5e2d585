import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Segments } from '#kernel/web/ui/Tabs.tsx';
import { isEmpty, type KeptDraft } from './draft-state.ts';
import type { DraftKind } from './drafts.ts';
import type { Conversation } from './use-changes.ts';
import { channels } from './words.tsx';

type ComposerTopProps = {
  conversation: Conversation;
  kind: DraftKind;
  draft: KeptDraft;
  onKind: (kind: DraftKind) => void;
};

/** Where the draft is: on the server since then, or only here while it cannot be reached. */
function DraftWords({ draft }: { draft: KeptDraft }) {
  const formats = useFormats();
  if (isEmpty(draft)) return null;
  if (draft.isLocal) return <span className="end meta nowrap">{t`Draft kept in this browser`}</span>;
  if (draft.savedAt === null) return null;
  return (
    <span className="end meta nowrap">
      <Trans>Draft saved {formats.time(draft.savedAt)}</Trans>
    </span>
  );
}

/** Reply or note, for whom, and where the draft is kept. */
export function ComposerTop({ conversation, kind, draft, onKind }: ComposerTopProps) {
  const channel = channels[conversation.channel];
  return (
    <div className="top">
      <Segments
        label={t`Kind of message`}
        value={kind}
        onChange={onKind}
        options={[
          { value: 'reply', label: t`Reply` },
          { value: 'note', label: t`Note` },
        ]}
      />
      <span className="meta cut" dir="auto">
        {kind === 'reply'
          ? t`to ${conversation.customerName} ${channel.sends}`
          : t`colleagues only, never shown to customers`}
      </span>
      <DraftWords draft={draft} />
    </div>
  );
}
