import { useMemo } from 'react';
import { useQueryOf } from '#kernel/web/hooks.tsx';

/** Names of tags by id, and those that can be put on. */
export function useTags() {
  const tags = useQueryOf('conversations.tags', {}).data?.tags;
  return useMemo(() => {
    const names = new Map((tags ?? []).map((tag) => [tag.id, tag.name]));
    return {
      all: tags ?? [],
      onList: (tags ?? []).filter((tag) => !tag.isRetired),
      nameOf: (id: string) => names.get(id),
      /** In the order of their names; what is not known yet is left out. */
      namesOf: (ids: readonly string[]) =>
        ids.flatMap((id) => names.get(id) ?? []).toSorted((one, other) => one.localeCompare(other)),
    };
  }, [tags]);
}
