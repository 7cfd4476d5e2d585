import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useDeferredValue, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { looksLikePhone, type Who } from './log-input.ts';

type Candidate = { id: string; name: string; detail: string };

/** Who fits what was typed: by number however it is written, else by name, address or reference. */
function useCandidates(typed: string): { found: readonly Candidate[]; isAsked: boolean } {
  const asked = useDeferredValue(typed.trim());
  const isPhone = looksLikePhone(asked);
  const callers = useQueryOf('calls.callers', isPhone ? { number: asked } : null, { keep: true });
  const named = useQueryOf('customers.list', !isPhone && asked !== '' ? { find: asked, limit: 6 } : null, {
    keep: true,
  });
  if (asked === '') return { found: [], isAsked: false };
  if (isPhone) {
    const found = callers.data?.callers ?? [];
    return {
      found: found.map((one) => ({ id: one.customerId, name: one.name, detail: one.phone })),
      isAsked: callers.data !== undefined,
    };
  }
  const found = named.data?.customers ?? [];
  return {
    found: found.map((one) => ({ id: one.id, name: one.name, detail: one.phone ?? one.email ?? one.reference })),
    isAsked: named.data !== undefined,
  };
}

function Chosen({ who, onChange }: { who: Who; onChange: () => void }) {
  const name = 'id' in who ? who.name : who.newName;
  return (
    <div className="line">
      <Face name={name} size="s" />
      <span className="grow cut">
        <b dir="auto">{name}</b>
        {'newName' in who && <span className="meta"> · {t`new customer`}</span>}
      </span>
      <Button size="small" onClick={onChange}>{t`Choose another`}</Button>
    </div>
  );
}

function NewName({ phone, onName }: { phone: string; onName: (name: string) => void }) {
  const [name, setName] = useState('');
  return (
    <div className="line">
      <span className="grow">
        <TextInput
          label={phone === '' ? t`Name of the new customer` : t`Whose number is ${phone}?`}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </span>
      <Button disabled={name.trim() === ''} onClick={() => onName(name.trim())}>{t`New customer`}</Button>
    </div>
  );
}

type CallerChoiceProps = {
  who: Who | undefined;
  typed: string;
  onType: (typed: string) => void;
  onChoose: (who: Who | undefined) => void;
};

/** Number or name first; whoever fits is offered while it is typed, and never chosen for the reader. */
export function CallerChoice({ who, typed, onType, onChoose }: CallerChoiceProps) {
  const { found, isAsked } = useCandidates(who ? '' : typed);
  if (who) return <Chosen who={who} onChange={() => onChoose(undefined)} />;
  const isPhone = looksLikePhone(typed);
  const isNobody = isAsked && found.length === 0;
  return (
    <div className="stack tight">
      <TextInput
        label={t`Number or name`}
        type="search"
        autoFocus
        autoComplete="off"
        maxLength={120}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      {found.length > 0 && (
        <div className="pick menu">
          {found.map((one) => (
            <button
              key={`${one.id} ${one.detail}`}
              type="button"
              className="entry"
              onClick={() => onChoose({ id: one.id, name: one.name })}
            >
              <Face name={one.name} size="s" />
              <span className="grow cut" dir="auto">
                {one.name}
              </span>
              <span className="meta cut">{one.detail}</span>
            </button>
          ))}
        </div>
      )}
      <span role="status" className="meta">
        {isNobody && (isPhone ? t`No customer has this number.` : t`Nobody is called so.`)}
      </span>
      {isAsked && isPhone && <NewName phone={typed.trim()} onName={(newName) => onChoose({ newName })} />}
      {isNobody && !isPhone && (
        <button type="button" className="btn" onClick={() => onChoose({ newName: typed.trim() })}>
          <Icon of={IconPlus} small />
          <Trans>
            New customer <bdi>{typed.trim()}</bdi>
          </Trans>
        </button>
      )}
    </div>
  );
}
