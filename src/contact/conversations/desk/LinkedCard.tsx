import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { Link } from '@tanstack/react-router';
import type { OutputOf } from '#kernel/web/data.ts';
import { useCommandOf, useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';
import { Card } from '#kernel/web/ui/Card.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { useNow } from '#kernel/web/ui/now.ts';
import { useUndoMerge } from './undo-merge.ts';
import { StatusWord } from './words.tsx';

type Links = OutputOf<'conversations.links'>;
const relations: Record<Links['links'][number]['relation'], string> = {
  related: t`related`,
  follow_up_of: t`came before`,
  followed_by: t`follow-up`,
};

function Linked({ own, link }: { own: string; link: Links['links'][number] }) {
  const { can } = useSession();
  const unlink = useCommandOf('conversations.unlink', {
    touches: ({ conversationId, otherId }) => [`conversation:${conversationId}`, `conversation:${otherId}`],
  });
  return (
    <li className="line">
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: 'all', conversationId: link.id }}
        activeProps={{}}
        preload={false}
        className="grow"
      >
        <span className="cut" dir="auto">
          {link.subject || link.customerName}
        </span>
        <span className="line meta">
          <span className="num">{link.reference}</span>
          <StatusWord status={link.status} />
          <span className="end">{relations[link.relation]}</span>
        </span>
      </Link>
      {can('conversations.link') && (
        <IconButton
          icon={IconX}
          size="small"
          kind="quiet"
          label={t`Take the link to ${link.reference} away`}
          onClick={() => void unlink.run({ conversationId: own, otherId: link.id })}
        />
      )}
    </li>
  );
}

function Merged({ merged }: { merged: Links['merged'][number] }) {
  const { can } = useSession();
  const formats = useFormats();
  const now = useNow(60_000);
  const undo = useUndoMerge();
  return (
    <li className="line">
      <span className="grow">
        <span className="cut" dir="auto">
          {merged.subject || merged.reference}
        </span>
        <span className="meta">
          <Trans>
            {merged.reference} merged by <bdi>{merged.byName}</bdi> · {formats.when(merged.at, now)}
          </Trans>
        </span>
      </span>
      {can('conversations.undo_merge') && (
        <Button size="small" disabled={undo.busy} onClick={() => void undo.run({ conversationId: merged.id })}>
          {t`Undo merge`}
        </Button>
      )}
    </li>
  );
}

/** What belongs to this conversation, and what was merged into it. */
export function LinkedCard({ conversationId }: { conversationId?: string | undefined }) {
  const data = useQueryOf('conversations.links', conversationId ? { conversationId } : null).data;
  if (!conversationId || !data || data.links.length + data.merged.length === 0) return null;
  return (
    <Card title={t`Linked conversations`} level={3} count={data.links.length + data.merged.length}>
      <ul className="others linked">
        {data.links.map((link) => (
          <Linked key={link.id} own={conversationId} link={link} />
        ))}
        {data.merged.map((merged) => (
          <Merged key={merged.id} merged={merged} />
        ))}
      </ul>
    </Card>
  );
}
