import { t } from '@lingui/core/macro';
import IconMessages from '@tabler/icons-react/dist/esm/icons/IconMessages.mjs';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { OutputOf } from '#kernel/web/data.ts';
import type { FindProps } from '#kernel/web/desk-part.ts';
import { useQueryOf } from '#kernel/web/hooks.tsx';
import { useSession } from '#kernel/web/session.ts';
import { Face } from '#kernel/web/ui/Face.tsx';
import type { PaletteGroup, PaletteOption } from '#kernel/web/ui/Palette.tsx';
import { Marked } from './Marked.tsx';
import { kinds, type Person, plain } from './words.ts';

type Found = OutputOf<'search.everywhere'>;
type Navigate = ReturnType<typeof useNavigate>;

const each = 4;

function personOption(person: Person, navigate: Navigate): PaletteOption {
  const how = person.email ?? person.phone ?? person.reference;
  return {
    id: `customer ${person.id}`,
    label: (
      <>
        <Marked pieces={person.name} /> <span className="meta">{how}</span>
      </>
    ),
    lead: <Face name={plain(person.name)} size="s" />,
    onPick: () => void navigate({ to: '/customers/$customerId', params: { customerId: person.id } }),
  };
}

function groupsOf(found: Found, query: string, navigate: Navigate): PaletteGroup[] {
  const open = (conversationId: string, number?: number) =>
    void navigate({
      to: '/inbox/$view/$conversationId',
      params: { view: 'all', conversationId },
      ...(number !== undefined && { hash: `message-${number}` }),
    });
  const called = found.people.filter((person) => !person.isGuess);
  const alike = found.people.filter((person) => person.isGuess);
  const groups: PaletteGroup[] = [
    { label: t`Customers`, options: called.map((person) => personOption(person, navigate)) },
    { label: t`Customers with a similar name`, options: alike.map((person) => personOption(person, navigate)) },
    {
      label: t`Conversations`,
      options: found.conversations.map((one) => ({
        id: `conversation ${one.id}`,
        icon: IconMessages,
        label: (
          <>
            <Marked pieces={one.subject} />{' '}
            <span className="meta">
              {one.reference} · {plain(one.customerName)}
            </span>
          </>
        ),
        onPick: () => open(one.id),
      })),
    },
    {
      label: t`Messages`,
      options: found.messages.map((one) => ({
        id: `message ${one.id}`,
        icon: kinds[one.kind].icon,
        label: (
          <>
            <Marked pieces={one.passage} />{' '}
            <span className="meta">
              {one.reference} · {one.authorName}
            </span>
          </>
        ),
        onPick: () => open(one.conversationId, one.number),
      })),
    },
    {
      label: t`Everything`,
      options: [
        {
          id: 'search everything',
          icon: IconSearch,
          label: t`Search everything for “${query}”`,
          onPick: () => void navigate({ to: '/search', search: { q: query } }),
        },
      ],
    },
  ];
  return groups.filter((group) => group.options.length > 0);
}

/** Finds records for the palette while somebody types. */
export function FindRecords({ query, onFound }: FindProps) {
  const navigate = useNavigate();
  const { can } = useSession();
  const asked = can('search.everywhere') ? { text: query, limit: each } : null;
  const { data, isFetching } = useQueryOf('search.everywhere', asked, { keep: true });
  useEffect(() => {
    onFound({ groups: data ? groupsOf(data, query, navigate) : [], isLooking: isFetching });
  }, [data, isFetching, query, onFound, navigate]);
  return null;
}
