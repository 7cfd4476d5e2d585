import { useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';

/** What other parts put at this place of a page. */
export function Pieces({ place, of }: { place: string; of: Readonly<Record<string, string>> }) {
  const { can } = useSession();
  return useParts()
    .flatMap((part) => (part.pieces ?? []).map((piece, index) => ({ ...piece, key: `${part.name} ${index}` })))
    .filter((piece) => piece.place === place && (piece.visible?.(can) ?? true))
    .sort((a, b) => a.order - b.order)
    .map(({ key, Piece }) => <Piece key={key} of={of} />);
}
