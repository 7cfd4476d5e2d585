import { Suspense } from 'react';
import { useParts } from '../desk-part.ts';
import { useSession } from '../session.ts';

type InsertsProps = {
  /** The name of the place, which parts give that have something for it. */
  place: string;
  about: Readonly<Record<string, string>>;
};

/** What other parts have for this place of a page, in their order. */
export function Inserts({ place, about }: InsertsProps) {
  const { can } = useSession();
  return useParts()
    .flatMap((part) => part.inserts ?? [])
    .filter((one) => one.place === place && (one.visible?.(can) ?? true))
    .map(({ name, Insert }) => (
      <Suspense key={name} fallback={null}>
        <Insert about={about} />
      </Suspense>
    ));
}
