import { Trans } from '@lingui/react/macro';
import { Tag } from '#kernel/web/ui/Small.tsx';
import { useTags } from './tags.ts';

/** Tags by name; beyond `most` it says how many more there are, and names them to who points at it. */
export function TagNames({ ids, most = 20 }: { ids: readonly string[]; most?: number }) {
  return <NamedTags names={useTags().namesOf(ids)} most={most} />;
}

/** The same where the names are known. */
export function NamedTags({ names, most }: { names: readonly string[]; most: number }) {
  const more = names.slice(most);
  return (
    <>
      {names.slice(0, most).map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
      {more.length > 0 && (
        <span className="meta" title={more.join(', ')}>
          +{more.length}
          <span className="hide">
            {' '}
            <Trans>more tags: {more.join(', ')}</Trans>
          </span>
        </span>
      )}
    </>
  );
}
