import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { asProblem, useData } from '#kernel/web/hooks.tsx';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { Door } from '#kernel/web/shell/Door.tsx';
import { FormProblem } from '#kernel/web/shell/FormProblem.tsx';
import { ButtonLink } from '#kernel/web/ui/Button.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { startAfresh } from '../links.ts';
import { SignInForm } from '../SignInForm.tsx';
import { type SecondStep, SecondStepForm } from '../safety/SecondStepForm.tsx';
import { type Answer, isAwaited, tellOpener } from './elsewhere.ts';

const given = ['state', 'code', 'iss', 'error'] as const;

/** What the provider wrote into the address, taken out of it at once: it is good once and nobody else's business. */
function takeAnswer(): Record<string, string> {
  const search = new URLSearchParams(location.search);
  history.replaceState(history.state, '', location.pathname);
  return Object.fromEntries(given.flatMap((name) => (search.get(name) ? [[name, search.get(name) ?? '']] : [])));
}

/** Kept outside the page, so that drawing it twice sends it once. */
let sent: Promise<Answer> | undefined;

function goOn(answer: Answer): void {
  if (isAwaited()) tellOpener(answer);
  else startAfresh(answer.did === 'signed_in' ? '/desk/' : '/desk/settings/my-security');
}

function useAnswer(): ProblemError | undefined {
  const { client } = useData();
  const [problem, setProblem] = useState<ProblemError>();
  useEffect(() => {
    sent ??= client.command('people.finish-elsewhere', takeAnswer() as { state: string });
    sent.then(goOn, (error: unknown) => setProblem(asProblem(error)));
  }, [client]);
  return problem;
}

function LinkFirst({ problem, onDone }: { problem: ProblemError; onDone: (personId: string) => void }) {
  const email = String(problem.facts?.email ?? '');
  return (
    <>
      <p>
        <Trans>
          Heed knows <b dir="auto">{email}</b> already. Sign in once more the way you did so far; that links the two,
          and from then on the button is enough.
        </Trans>
      </p>
      <SignInForm email={email} isLinking onDone={onDone} />
    </>
  );
}

/** The page to which an identity provider sends the browser back. */
export function Back() {
  const problem = useAnswer();
  const onDone = (personId: string) => goOn({ personId, did: 'signed_in' });
  if (!problem) {
    return (
      <Door title={t`One moment`}>
        <Skeleton label={t`Signing in`} />
      </Door>
    );
  }
  if (problem.code === 'people.second_step_needed') {
    return (
      <Door title={t`Sign in`}>
        <SecondStepForm
          step={problem.facts as SecondStep}
          after="provider"
          onDone={onDone}
          onBack={() => startAfresh()}
        />
      </Door>
    );
  }
  if (problem.code === 'people.link_first') {
    return (
      <Door title={t`Is this your account?`}>
        <LinkFirst problem={problem} onDone={onDone} />
      </Door>
    );
  }
  return (
    <Door title={t`You are not signed in`}>
      <FormProblem problem={problem} />
      <ButtonLink href="/desk/" kind="primary" size="big">
        {t`Back to the sign-in page`}
      </ButtonLink>
    </Door>
  );
}
