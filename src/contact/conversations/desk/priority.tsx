import { t } from '@lingui/core/macro';
import IconDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconsUp from '@tabler/icons-react/dist/esm/icons/IconChevronsUp.mjs';
import IconUp from '@tabler/icons-react/dist/esm/icons/IconChevronUp.mjs';
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs';
import { classNames } from '#kernel/web/ui/class-names.ts';
import { type Glyph, Icon } from '#kernel/web/ui/Icon.tsx';
import type { Priority } from '../contract.ts';

export const priorities: Record<Priority, { word: string; icon: Glyph }> = {
  urgent: { word: t`Urgent`, icon: IconsUp },
  high: { word: t`High`, icon: IconUp },
  normal: { word: t`Normal`, icon: IconMinus },
  low: { word: t`Low`, icon: IconDown },
};

/** The most pressing first: the order of menus. */
export const priorityOrder: readonly Priority[] = ['urgent', 'high', 'normal', 'low'];

/** A priority in shape and word. What is normal is not worth a word in a list: `always` says it all the same. */
export function PriorityWord({ priority, always }: { priority: Priority; always?: boolean }) {
  if (priority === 'normal' && !always) return null;
  const { word, icon } = priorities[priority];
  return (
    <span className={classNames('priority', priority)}>
      <Icon of={icon} small />
      <span className="hide">{t`Priority`} </span>
      {word}
    </span>
  );
}
