import { plural } from '@lingui/core/macro';
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import { Face } from '#kernel/web/ui/Face.tsx';
import { Icon } from '#kernel/web/ui/Icon.tsx';
import { VisuallyHidden } from '#kernel/web/ui/VisuallyHidden.tsx';
import { namesOf, useLookers } from './presence.ts';

const faces = 2;

/** In a row of the list: an eye and the faces of colleagues who look at the conversation. */
export function LookerMark({ conversationId }: { conversationId: string }) {
  const looking = useLookers(conversationId);
  if (looking.length === 0) return null;
  const names = namesOf(looking);
  const words = plural(looking.length, { one: `${names} is looking at it`, other: `${names} are looking at it` });
  return (
    <span className="lookers" title={words}>
      <Icon of={IconEye} small />
      <VisuallyHidden>{words}</VisuallyHidden>
      {looking.slice(0, faces).map((one) => (
        <Face key={one.id} name={one.name} kind="staff" size="s" />
      ))}
      {looking.length > faces && <span className="meta">+{looking.length - faces}</span>}
    </span>
  );
}
