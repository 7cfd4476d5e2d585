import { t } from '@lingui/core/macro';
import { Link } from '@tanstack/react-router';
import { useSession } from '#kernel/web/session.ts';
import { Button } from '#kernel/web/ui/Button.tsx';
import type { PhoneCall } from '../contract.ts';
import type { Known } from './LogDialog.tsx';

/** What to begin with when a call is written down that a telephone system told of. */
export function knownOf(call: PhoneCall): Known {
  const { customer, number, way, id } = call;
  return { who: customer ?? undefined, values: { phone: number, way }, phoneCallId: id };
}

/** The same for the call that answers a missed one. */
function knownForCallBack({ customer, number, conversationId }: PhoneCall): Known {
  return {
    who: customer ?? undefined,
    values: { phone: number, way: 'out', afterwards: 'waiting', ...(conversationId && { conversationId }) },
  };
}

/** What can be done with a call: open where it stands, write it down, or write down that they were called back. */
export function CallButtons({ call, onLog }: { call: PhoneCall; onLog: (known: Known) => void }) {
  const { can } = useSession();
  const isOwed = call.promise?.isOpen === true;
  return (
    <span className="line wrap">
      {call.conversationId && (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: 'all', conversationId: call.conversationId }}
          className="btn small"
        >
          {t`Open`}
        </Link>
      )}
      {can('calls.log') && isOwed && (
        <Button size="small" onClick={() => onLog(knownForCallBack(call))}>{t`We called back`}</Button>
      )}
      {can('calls.log') && !call.conversationId && call.state !== 'missed' && (
        <Button size="small" onClick={() => onLog(knownOf(call))}>{t`Write down`}</Button>
      )}
    </span>
  );
}
