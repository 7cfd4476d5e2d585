import { t } from '@lingui/core/macro';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import type { DraftKind } from './drafts.ts';

/** In a row of the list: I have begun to write here. */
export function DraftMark({ kind }: { kind: DraftKind }) {
  return (
    <span className="draft-mark" title={kind === 'reply' ? t`You began a reply` : t`You began a note`}>
      <Icon of={IconPencil} small />
      {t`Draft ·`}
    </span>
  );
}
