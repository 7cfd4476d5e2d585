import { t } from '@lingui/core/macro';
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Icon } from '../ui/Icon.tsx';

/** Names the browser tab after what is on screen. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = t`${title} · Heed`;
  }, [title]);
}

type PageProps = {
  title: string;
  /** Where "back" leads on a phone. */
  back?: { to: string; label: string };
  /** Buttons at the end of the head. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A page with its head line; what is below scrolls. */
export function Page({ title, back, actions, children }: PageProps) {
  useTitle(title);
  return (
    <>
      <div className="head">
        {back && (
          <Link to={back.to} className="btn quiet icon phone" aria-label={back.label}>
            <Icon of={IconChevronLeft} />
          </Link>
        )}
        <h1 className="grow cut page-title">
          <bdi>{title}</bdi>
        </h1>
        {actions}
      </div>
      <div className="body">
        <div className="sheet">{children}</div>
      </div>
    </>
  );
}
