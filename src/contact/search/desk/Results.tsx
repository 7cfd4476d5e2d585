import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import IconSearch from '@tabler/icons-react/dist/esm/icons/IconSearch.mjs';
import type { ReactNode } from 'react';
import { usePagesOf } from '#kernel/web/hooks.tsx';
import { Trouble } from '#kernel/web/shell/Trouble.tsx';
import { Button } from '#kernel/web/ui/Button.tsx';
import { useFormats } from '#kernel/web/ui/formats.tsx';
import { Empty, Skeleton } from '#kernel/web/ui/Waiting.tsx';
import { ConversationHit, MessageHit, PersonHit } from './Hits.tsx';

type SectionProps = {
  title: string;
  count: number;
  hasMore: boolean;
  more: () => void;
  /** What the button says. */
  moreWords?: string | undefined;
  note?: ReactNode;
  children: ReactNode;
};

function Section({ title, count, hasMore, more, moreWords = t`Show more`, note, children }: SectionProps) {
  const id = `found-${title.toLowerCase()}`;
  return (
    <section className="stack tight found" aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className="meta num">{hasMore ? t`the first ${count}` : count}</span>
      </h2>
      {note && <p className="quiet">{note}</p>}
      <ul>{children}</ul>
      {hasMore && (
        <Button onClick={more} className="more">
          {moreWords}
        </Button>
      )}
    </section>
  );
}

function Nothing({ text }: { text: string }) {
  return (
    <Empty icon={IconSearch} title={t`Nothing found for “${text.trim()}”`}>
      <Trans>
        Try fewer words, the beginning of one, or take a filter away. Words are found as they were written: “refund”
        does not find “refunding” unless it is the last word.
      </Trans>
    </Empty>
  );
}

type Wrong = { filter: string; value: string; accepted: string[] };

/** Filters whose names are looked up on the server; of the others the box says by itself what they take. */
const isName = (filter: string) => ['from', 'assignee', 'tag'].includes(filter);

function WrongNames({ wrong }: { wrong: readonly Wrong[] }) {
  const title = wrong.map((one) => `${one.filter}:${one.value}`).join(' ');
  const offered = wrong.flatMap((one) => one.accepted);
  return (
    <Empty icon={IconSearch} title={t`Nothing and nobody is called “${title}”`}>
      {offered.length > 0 ? (
        <Trans>
          It could be: <bdi>{offered.join(', ')}</bdi>.
        </Trans>
      ) : (
        t`It takes the name of a customer or colleague, or the beginning of one.`
      )}
    </Empty>
  );
}

/** How many people and conversations are shown before somebody asks for more; messages fill the page. */
const few = 5;
const many = 50;

/** What was found: people, conversations, messages, each group with its own way on. */
export function Results({ text }: { text: string }) {
  const formats = useFormats();
  const people = usePagesOf('search.people', { text, limit: few }, { keep: true });
  const conversations = usePagesOf('search.conversations', { text, limit: few }, { keep: true });
  const messages = usePagesOf('search.messages', { text, limit: many }, { keep: true });
  const problem = people.problem ?? conversations.problem ?? messages.problem;
  if (!people.pages || !conversations.pages || !messages.pages) {
    const again = () => {
      for (const one of [people, conversations, messages]) one.again();
    };
    return problem ? (
      <Trouble problem={problem} again={again} />
    ) : (
      <Skeleton label={t`Searching`} shape="rows" rows={8} />
    );
  }
  const persons = people.pages.flatMap((page) => page.people);
  const threads = conversations.pages.flatMap((page) => page.conversations);
  const written = messages.pages.flatMap((page) => page.messages);
  const lookedBackTo = messages.pages.at(-1)?.lookedBackTo;
  const wrong = messages.pages[0]?.wrong.filter((one) => isName(one.filter)) ?? [];
  if (wrong.length > 0) return <WrongNames wrong={wrong} />;
  const isNothing = persons.length + threads.length + written.length === 0 && !lookedBackTo;
  if (isNothing) return <Nothing text={text} />;
  const isGuess = persons.some((person) => person.isGuess);
  return (
    <div className="stack loose" aria-busy={people.isOld || conversations.isOld || messages.isOld}>
      {persons.length > 0 && (
        <Section
          title={t`Customers`}
          count={persons.length}
          {...people}
          note={isGuess ? t`Nobody is called exactly that. These names are similar.` : undefined}
        >
          {persons.map((person) => (
            <PersonHit key={person.id} person={person} />
          ))}
        </Section>
      )}
      {threads.length > 0 && (
        <Section title={t`Conversations`} count={threads.length} {...conversations}>
          {threads.map((one) => (
            <ConversationHit key={one.id} conversation={one} />
          ))}
        </Section>
      )}
      {(written.length > 0 || lookedBackTo) && (
        <Section
          title={t`Messages`}
          count={written.length}
          {...messages}
          moreWords={lookedBackTo ? t`Look further back` : undefined}
          note={lookedBackTo ? t`Looked back to ${formats.full(lookedBackTo)} so far.` : undefined}
        >
          {written.map((one) => (
            <MessageHit key={one.id} message={one} />
          ))}
        </Section>
      )}
    </div>
  );
}
