import { Suspense } from 'react';
import { useParts } from '#kernel/web/desk-part.ts';
import type { Channel } from '../contract.ts';

function useChannel(channel: Channel) {
  return useParts()
    .flatMap((part) => part.channels ?? [])
    .find((one) => one.channel === channel);
}

/** What a channel has to say of one message. */
export function Beneath(props: { channel: Channel; conversationId: string; messageId: string }) {
  const { channel, ...message } = props;
  const found = useChannel(channel);
  return (
    found?.Beneath && (
      <Suspense fallback={null}>
        <found.Beneath {...message} />
      </Suspense>
    )
  );
}

/** What a channel has to say before a reply is written: whom it will reach. */
export function Above({ channel, conversationId }: { channel: Channel; conversationId: string }) {
  const found = useChannel(channel);
  return (
    found?.Above && (
      <Suspense fallback={null}>
        <found.Above conversationId={conversationId} />
      </Suspense>
    )
  );
}
