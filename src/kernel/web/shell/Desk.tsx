import { useParts } from '../desk-part.ts';
import { Shell } from './Shell.tsx';

/** The desk behind its gate. */
export function Desk() {
  const Gate = useParts().find((part) => part.Gate)?.Gate;
  if (!Gate) throw new Error('No capability of this desk knows who may come in.');
  return (
    <Gate>
      <Shell />
    </Gate>
  );
}
