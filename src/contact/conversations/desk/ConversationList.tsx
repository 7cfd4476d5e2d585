import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter2.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useNavigate } from '@tanstack/react-router';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { IconButton } from '#kernel/web/ui/Button.tsx';
import { Kbd } from '#kernel/web/ui/Kbd.tsx';
import { Menu } from '#kernel/web/ui/Menu.tsx';
import { Count } from '#kernel/web/ui/Small.tsx';
import { Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { EmptyView } from './EmptyView.tsx';
import { Rows } from './Rows.tsx';
import { countWord, type ViewEntry, viewInput } from './views.ts';

type ConversationListProps = {
  view: string;
  label: string;
  views: ViewEntry[];
  openId: string | undefined;
  onNew: () => void;
};

function Head({ view, label, views, onNew }: ConversationListProps) {
  const navigate = useNavigate();
  const { can } = useSession();
  const count = views.find((one) => one.name === view)?.count;
  const entries = views.map((one) => ({
    label: one.count === undefined ? one.label : `${one.label} (${countWord(one.count)})`,
    chosen: one.name === view,
    onPick: () => void navigate({ to: '/inbox/$view', params: { view: one.name } }),
  }));
  return (
    <div className="head list-head">
      <h2 className="cut" dir="auto">
        {label}
      </h2>
      {count !== undefined && <Count value={countWord(count)} />}
      <span className="grow" />
      <Menu
        label="Views"
        entries={entries}
        target={<IconButton icon={IconFilter} label="Choose a view" size="small" />}
      />
      {can('conversations.start') && (
        <IconButton icon={IconPlus} label="New conversation" keys="c" size="small" onClick={onNew} />
      )}
    </div>
  );
}

/** The conversations of a view, the one with the newest message first. */
export function ConversationList(props: ConversationListProps) {
  const { view, label, openId, onNew } = props;
  const { pages, problem, hasMore, more, again } = usePagesOf('conversations.list', viewInput(view));
  const rows = pages?.flatMap((page) => page.conversations);
  return (
    <section className="col first" aria-label="Conversations">
      <Head {...props} />
      {!rows && problem && <Trouble problem={problem} again={again} />}
      {!rows && !problem && (
        <div className="list">
          <Skeleton label="Loading conversations" shape="rows" rows={8} />
        </div>
      )}
      {rows?.length === 0 && <EmptyView view={view} onNew={onNew} />}
      {rows && rows.length > 0 && (
        <Rows rows={rows} view={view} label={label} openId={openId} hasMore={hasMore} onMore={more} />
      )}
      <div className="wide line meta list-keys">
        <Kbd>j</Kbd>
        <Kbd>k</Kbd> move <Kbd>⏎</Kbd> open
        <span className="end line">
          <Kbd>?</Kbd> all keys
        </span>
      </div>
    </section>
  );
}
