import { lazy, Suspense } from 'react';
import { useAskedProof } from '#kernel/web/proof.ts';

const ProofDialog = lazy(() => import('./ProofDialog.tsx').then(({ ProofDialog }) => ({ default: ProofDialog })));

/** Asks the reader who they are when a risky write needs it, over whatever they are doing. */
export function ProofHost() {
  const asked = useAskedProof();
  if (!asked) return null;
  return (
    <Suspense fallback={null}>
      <ProofDialog onAnswer={asked.answer} />
    </Suspense>
  );
}
