import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import type { Typer } from '#kernel/web/live-state.ts';
import { SystemLine } from '#kernel/web/ui/Message.tsx';

/** Who is writing just now: the customer, or a colleague who answers too. */
export function TypingLine({ typers, customerName }: { typers: readonly Typer[]; customerName: string }) {
  const words = typers.map((typer) =>
    typer.kind === 'customer' ? `${customerName} is typing` : `${typer.name} is writing a reply`,
  );
  return (
    <div role="status" className="typing">
      {words.length > 0 && (
        <SystemLine icon={IconPencil}>
          <bdi>{words.join(', ')}</bdi>…
        </SystemLine>
      )}
    </div>
  );
}
