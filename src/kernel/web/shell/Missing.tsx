import { Link } from '@tanstack/react-router';
import { Empty } from '../ui/Waiting.tsx';
import { Page } from './Page.tsx';

/** An address that leads nowhere. */
export function Missing() {
  return (
    <Page title="Not found">
      <Empty title="There is nothing at this address" action={<Link to="/">Go to the start</Link>}>
        The link may be old, or cut off when it was copied.
      </Empty>
    </Page>
  );
}
