import { t } from '@lingui/core/macro';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import type { MentionsInUse } from './use-mentions.ts';

/** Colleagues and teams that fit what was typed after the @. The text box keeps the focus and points to the choice. */
export function MentionList({ id, mentions }: { id: string; mentions: MentionsInUse }) {
  const { found, at, pick } = mentions;
  if (found.length === 0) return null;
  return (
    <div className="mentions menu" role="listbox" id={id} aria-label={t`Colleagues and teams`}>
      {found.map((one, index) => (
        // The keys of a choice are those of the text box, which keeps the focus.
        <div
          key={one.id}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          className={classNames('entry', index === at && 'on')}
          onPointerDown={(event) => {
            event.preventDefault();
            pick(one);
          }}
        >
          {one.kind === 'person' ? <Face name={one.name} kind="staff" size="s" /> : <Icon of={IconUsersGroup} />}
          <span className="grow cut" dir="auto">
            {one.name}
          </span>
          {one.kind === 'team' && <span className="meta">{t`team`}</span>}
        </div>
      ))}
    </div>
  );
}
