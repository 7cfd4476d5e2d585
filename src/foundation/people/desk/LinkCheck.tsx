import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import { asProblem, useData } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { Notice } from '#kernel/web/ui/Notice.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

export type OpenedLink = OutputOf<'people.open-link'>;

type LinkCheckProps = {
  token: string;
  purpose: OpenedLink['purpose'];
  children: (link: OpenedLink) => ReactNode;
};

/** Looks what a one-time link is for, and shows the form only when it fits. Does not use the link up. */
export function LinkCheck({ token, purpose, children }: LinkCheckProps) {
  const { client } = useData();
  const [link, setLink] = useState<OpenedLink>();
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    if (token === '') return;
    client.command('people.open-link', { token }).then(setLink, (error: unknown) => setProblem(asProblem(error)));
  }, [client, token]);

  if (link?.purpose === purpose) return children(link);
  if (token !== '' && !link && !problem) return <Skeleton label={t`Checking the link`} />;
  return (
    <>
      <Notice state="warn" title={problem ? `${problem.title}.` : t`This link is not complete.`} urgent>
        {problem?.detail ?? t`Copy the whole link, with everything behind the # sign, and open it again.`}
      </Notice>
      <p>
        <Trans>
          Already in? <Link to="/">Sign in</Link>
        </Trans>
      </p>
    </>
  );
}
