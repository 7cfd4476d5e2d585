import { t } from '@lingui/core/macro';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs';
import IconSelect from '@tabler/icons-react/dist/esm/icons/IconListCheck.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconNext from '@tabler/icons-react/dist/esm/icons/IconPlayerTrackNext.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import IconSort from '@tabler/icons-react/dist/esm/icons/IconSortDescending.mjs';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useNavigate } from '@tanstack/react-router';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import { useSession } from '#kernel/web/session.ts';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Menu, type MenuEntry } from '#kernel/web/ui/Menu.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import type { SavedView, Sort } from '../contract.ts';
import { useViewActions } from './use-view-actions.ts';
import { countWord, type ViewEntry } from './views.ts';

export const sortWords: Record<Sort, { label: string; order: string }> = {
  newest: { label: t`Newest message first`, order: t`newest first` },
  due: { label: t`Next promise first`, order: t`what is due first at the top` },
};

type ListHeadProps = {
  view: string;
  label: string;
  views: ViewEntry[];
  /** The saved view that is shown. */
  saved: SavedView | undefined;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onNew: () => void;
  onNext: () => void;
  onEdit: (view: SavedView | 'new') => void;
  /** Shows the boxes with which several are selected; absent where the reader may change nothing. */
  onSelect: (() => void) | undefined;
};

/** What can be done with views: make one, and change, order and delete the one that is shown. */
function useViewEntries({ saved, onEdit }: ListHeadProps): MenuEntry[] {
  const { can } = useSession();
  const actions = useViewActions();
  if (!can('conversations.list_views')) return [];
  const refused = saved?.mayChange === false ? t`It is shared. An owner, manager or lead can change it.` : undefined;
  const ofThis: MenuEntry[] = saved
    ? [
        {
          label: t`Change “${saved.name}”`,
          icon: IconPencil,
          disabledReason: refused,
          onPick: () => onEdit(saved),
        },
        { label: t`Move it up`, onPick: () => void actions.move(saved.id, -1) },
        { label: t`Move it down`, onPick: () => void actions.move(saved.id, 1) },
        {
          label: t`Delete “${saved.name}”`,
          icon: IconTrash,
          disabledReason: refused,
          onPick: () => void actions.remove(saved),
        },
      ]
    : [];
  return ['line', { label: t`New view`, icon: IconPlus, onPick: () => onEdit('new') }, ...ofThis];
}

/** The name of the view with its count, and what changes how it is looked at. */
export function ListHead(props: ListHeadProps) {
  const { view, label, views, sort, onSort, onNew, onNext } = props;
  const navigate = useNavigate();
  const { can } = useSession();
  const shown = views.find((one) => one.name === view);
  const viewActions = useViewEntries(props);
  const toView = (one: ViewEntry): MenuEntry => ({
    label: one.count === undefined ? one.label : `${one.label} (${countWord(one.count)})`,
    chosen: one.name === view,
    onPick: () => void navigate({ to: '/inbox/$view', params: { view: one.name } }),
  });
  const saved = views.filter((one) => one.isSaved);
  const entries: MenuEntry[] = [
    ...views.filter((one) => !one.isSaved).map(toView),
    ...(saved.length > 0 ? [{ group: t`Views` }, ...saved.map(toView)] : []),
    ...viewActions,
    ...(props.onSelect
      ? (['line', { label: t`Select several`, icon: IconSelect, onPick: props.onSelect }] as const)
      : []),
  ];
  return (
    <div className="head list-head">
      <h2 className="cut" dir="auto">
        {label}
      </h2>
      {shown?.count !== undefined && <Count value={countWord(shown.count)} />}
      <span className="grow" />
      <IconButton icon={IconNext} label={t`Open what is due next`} keys="n" size="small" onClick={onNext} />
      <Menu
        label={t`Order of the list`}
        entries={(['newest', 'due'] as const).map((one) => ({
          label: sortWords[one].label,
          chosen: sort === one,
          onPick: () => onSort(one),
        }))}
        target={<IconButton icon={IconSort} label={t`Order: ${inSentence(sortWords[sort].label)}`} size="small" />}
      />
      <Menu
        label={t`Views`}
        entries={entries}
        target={<IconButton icon={IconFilter} label={t`Choose a view`} size="small" />}
      />
      {can('conversations.start') && (
        <IconButton icon={IconPlus} label={t`New conversation`} keys="c" size="small" onClick={onNew} />
      )}
    </div>
  );
}
