import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import type { Typer } from '#kernel/web/live-state.ts';
import { useSession } from '#kernel/web/session.ts';
import { SystemLine } from '#kernel/web/ui/Message.tsx';
import { useColleagues } from './colleagues.ts';
import { namesOf, useLookers } from './presence.ts';

type PresenceLinesProps = { conversationId: string; typers: readonly Typer[]; customerName: string };

/** Who is here just now: who looks at it, who writes a reply too, and the customer who types. */
export function PresenceLines({ conversationId, typers, customerName }: PresenceLinesProps) {
  const { person } = useSession();
  const { personOf } = useColleagues();
  const writing = typers.filter((typer) => typer.id !== person.id);
  const words = writing.map((typer) =>
    typer.kind === 'customer'
      ? t`${customerName} is typing`
      : t`${personOf(typer.id) ?? typer.name} is writing a reply`,
  );
  const looking = useLookers(conversationId).filter((one) => !writing.some((typer) => typer.id === one.id));
  return (
    <div role="status" className="presence">
      {looking.length > 0 && (
        <SystemLine icon={IconEye}>
          {looking.length === 1 ? (
            <Trans>
              <bdi>{namesOf(looking)}</bdi> is looking at this conversation
            </Trans>
          ) : (
            <Trans>
              <bdi>{namesOf(looking)}</bdi> are looking at this conversation
            </Trans>
          )}
        </SystemLine>
      )}
      {words.length > 0 && (
        <SystemLine icon={IconPencil}>
          <bdi>{words.join(', ')}</bdi>…
        </SystemLine>
      )}
    </div>
  );
}
