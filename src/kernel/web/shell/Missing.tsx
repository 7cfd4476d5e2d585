import { Link } from '@tanstack/react-router';
import { Door } from './Door.tsx';

/** An address that leads nowhere. */
export function Missing() {
  return (
    <Door title="Not found">
      <p>There is nothing at this address. The link may be old, or cut off when it was copied.</p>
      <p>
        <Link to="/">Go to the start</Link>
      </p>
    </Door>
  );
}
