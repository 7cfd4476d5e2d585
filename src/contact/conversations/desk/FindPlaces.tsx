import { t } from '@lingui/core/macro';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs';
import IconTag from '@tabler/icons-react/dist/esm/icons/IconTag.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { FindProps } from '#kernel/web/desk-part.ts';
import { useSession } from '#kernel/web/session.ts';
import { holding } from '#kernel/web/shell/ranking.ts';
import { useColleagues } from './colleagues.ts';
import { useSavedViews } from './saved-views.ts';
import { useTags } from './tags.ts';

/** Views of teams, views that people made, and tags, for the palette. */
export function FindPlaces({ query, onFound }: FindProps) {
  const navigate = useNavigate();
  const { can } = useSession();
  const saved = useSavedViews();
  const { onList } = useTags();
  const { teams } = useColleagues();
  const mayList = can('conversations.list');
  useEffect(() => {
    const to = (view: string) => () => void navigate({ to: '/inbox/$view', params: { view } });
    const views = [
      ...teams.map(({ id, name }) => ({ id: `team-${id}`, name })),
      ...saved.map(({ id, name }) => ({ id: `view-${id}`, name })),
    ];
    const options = (list: readonly { id: string; name: string }[], icon: typeof IconTag) =>
      holding(list, query).map(({ id, name }) => ({ id: `place ${id}`, label: name, icon, onPick: to(id) }));
    const groups = [
      { label: t`Views`, options: options(views, IconFilter) },
      {
        label: t`Tags`,
        options: options(
          onList.map(({ id, name }) => ({ id: `tag-${id}`, name })),
          IconTag,
        ),
      },
    ];
    onFound({ groups: mayList ? groups.filter((group) => group.options.length > 0) : [], isLooking: false });
  }, [saved, onList, teams, query, onFound, navigate, mayList]);
  return null;
}
