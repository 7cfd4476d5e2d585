import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import './keys.css';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Check } from '#kernel/web/ui/Check.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';

type ScopeChoiceProps = { chosen: readonly string[]; error: string | undefined; onChange: (scopes: string[]) => void };

/** What a key may read and change, capability by capability, in the names of the API. */
export function ScopeChoice({ chosen, error, onChange }: ScopeChoiceProps) {
  const query = useQueryOf('people.key-scopes', {});
  const scopes = query.data?.scopes ?? [];
  const names = [...new Set(scopes.map(({ scope }) => scope.split(':')[0] ?? ''))];
  const toggle = (scope: string, on: boolean) =>
    onChange(on ? [...chosen, scope] : chosen.filter((each) => each !== scope));
  const check = (name: string, how: 'read' | 'write', label: string) => {
    const scope = `${name}:${how}`;
    const offered = scopes.find((one) => one.scope === scope);
    if (!offered) return <span />;
    return (
      <span title={offered.opens.join('\n')}>
        <Check
          label={
            <>
              {label}
              <span className="hide"> {name}</span>
            </>
          }
          checked={chosen.includes(scope)}
          onChange={(on) => toggle(scope, on)}
        />
      </span>
    );
  };
  return (
    <fieldset className="stack tight">
      <legend>{t`What it may do`}</legend>
      {query.error && <Trouble problem={query.error} again={() => void query.refetch()} />}
      {query.isLoading && <Skeleton label={t`Loading scopes`} shape="rows" />}
      {error && (
        <span className="err" role="alert">
          <Trans>Choose one scope or more.</Trans>
        </span>
      )}
      <div className="key-scopes">
        {names.map((name) => (
          <div key={name}>
            <span className="code">{name}</span>
            {check(name, 'read', t`Read`)}
            {check(name, 'write', t`Change`)}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
