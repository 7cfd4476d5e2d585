import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { useDraftMark } from './drafts.ts';

/** In a row of the list: I have begun to write here. */
export function DraftMark({ conversationId }: { conversationId: string }) {
  const kind = useDraftMark(conversationId);
  if (!kind) return null;
  return (
    <span className="draft-mark" title={kind === 'reply' ? 'You began a reply' : 'You began a note'}>
      <Icon of={IconPencil} small />
      Draft ·
    </span>
  );
}
