import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { Face } from '#kernel/web/ui/Face.tsx';
import { TextInput } from '#kernel/web/ui/Field.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { looksLikePhone, type Who } from './log-input.ts';

type Candidate = { id: string; name: string; detail: string; phone?: string };

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
      found: found.map((one) => ({ id: one.customerId, name: one.name, detail: one.phone, phone: one.phone })),
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
  /** With the number by which they were found, as their record has it. */
  onChoose: (who: Who | undefined, phone?: string) => void;
};

/** Number or name first; whoever fits is offered while it is typed, and never chosen for the reader. */
export function CallerChoice({ who, typed, onType, onChoose }: CallerChoiceProps) {
  const { found, isAsked } = useCandidates(who ? '' : typed);
  if (who) return <Chosen who={who} onChange={() => onChoose(undefined)} />;
  const isPhone = looksLikePhone(typed);
  const isNobody = isAsked && found.length === 0;
  const [only] = found;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      if (only && found.length === 1) onChoose({ id: only.id, name: only.name }, only.phone);
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input[type=search], .entry')];
    const at = stops.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1);
    stops[Math.max(0, Math.min(stops.length - 1, at))]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the field and who is offered.
    <div className="stack tight" onKeyDown={onKeyDown}>
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
              onClick={() => onChoose({ id: one.id, name: one.name }, one.phone)}
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
