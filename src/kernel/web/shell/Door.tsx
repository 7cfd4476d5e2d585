import { t } from '@lingui/core/macro';
import './door.css';
import type { ReactNode } from 'react';
import { Mark } from '../ui/Mark.tsx';
import { useTitle } from './Page.tsx';

/** A page for somebody who is not inside yet: sign in, set up, join. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  useTitle(title);
  return (
    <main className="door">
      <div className="door-in">
        <div className="line door-brand">
          <Mark className="mark" />
          <b>{t`Heed`}</b>
        </div>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
