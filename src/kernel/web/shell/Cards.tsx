import { Suspense } from 'react';
import { type CardPlace, useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';

type CardsProps = { place: CardPlace; customerId: string; conversationId?: string };

/** The cards that capabilities contribute here, in their order. */
export function Cards({ place, customerId, conversationId }: CardsProps) {
  const { can } = useSession();
  return useParts()
    .flatMap((part) => part.cards ?? [])
    .filter((card) => card.places.includes(place) && (card.visible?.(can) ?? true))
    .sort((a, b) => a.order - b.order)
    .map(({ name, Card }) => (
      <Suspense key={name} fallback={null}>
        <Card place={place} customerId={customerId} conversationId={conversationId} />
      </Suspense>
    ));
}
