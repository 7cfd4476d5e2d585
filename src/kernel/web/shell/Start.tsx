import { Navigate } from '@tanstack/react-router';
import { useRail } from './Rail.tsx';

/** The first place this role may see. */
export function Start() {
  const [first] = useRail();
  return <Navigate to={first?.to ?? '/settings'} replace />;
}
