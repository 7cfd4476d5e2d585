import { Suspense } from 'react';
import { type DeskInsert, useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';

/** What other parts have for a place of a page, in their order. */
export function useInserts(place: string): readonly DeskInsert[] {
  const { can } = useSession();
  return useParts()
    .flatMap((part) => part.inserts ?? [])
    .filter((one) => one.place === place && (one.visible?.(can) ?? true));
}

/** Draws it. `place` is a name that parts know which have something for it. */
export function Inserts({ place, about }: { place: string; about: Readonly<Record<string, string>> }) {
  return useInserts(place).map(({ name, Insert }) => (
    <Suspense key={name} fallback={null}>
      <Insert about={about} />
    </Suspense>
  ));
}
