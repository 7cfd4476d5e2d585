import { t } from '@lingui/core/macro';
import { inSentence } from '#kernel/web/language/in-sentence.ts';
import type { Priority } from '../contract.ts';
import type { BulkPlan } from './bulk.ts';
import { priorities } from './priority.tsx';

type Assignment = { assigneeId?: string | null; teamId?: string | null };

/** Gives each to a person or a team; `who` as in "12 assigned to Ada". */
export function assigning(to: Assignment, who: string): BulkPlan {
  return {
    title: t`Giving to ${who}`,
    done: (count) => t`${count} given to ${who}`,
    write: async (data, { id: conversationId, version, assigneeId, teamId }) => {
      const isSame =
        (to.assigneeId === undefined || to.assigneeId === assigneeId) &&
        (to.teamId === undefined || to.teamId === teamId);
      if (isSame) return null;
      const done = await data.write('conversations.assign', { conversationId, version, ...to });
      return (again) => again.write('conversations.assign', { ...done, assigneeId, teamId });
    },
  };
}

/** Puts tags on and takes others off; only what each had or had not is taken back. */
export function tagging(add: readonly string[], remove: readonly string[]): BulkPlan {
  return {
    title: t`Changing tags`,
    done: (count) => t`Tags of ${count} changed`,
    write: async (data, { id: conversationId, tagIds }) => {
      const on = add.filter((id) => !tagIds.includes(id));
      const off = remove.filter((id) => tagIds.includes(id));
      if (on.length + off.length === 0) return null;
      await data.write('conversations.tag', { conversationId, add: on, remove: off });
      return (again) => again.write('conversations.tag', { conversationId, add: off, remove: on });
    },
  };
}

export function prioritising(priority: Priority): BulkPlan {
  const word = inSentence(priorities[priority].word);
  return {
    title: t`Setting priority ${word}`,
    done: (count) => t`${count} have priority ${word}`,
    write: async (data, { id: conversationId, version, priority: before }) => {
      if (before === priority) return null;
      const done = await data.write('conversations.set-priority', { conversationId, version, priority });
      return (again) => again.write('conversations.set-priority', { ...done, priority: before });
    },
  };
}

/** `when`: the time in words. */
export function snoozing(at: number, when: string): BulkPlan {
  return {
    title: t`Snoozing until ${when}`,
    done: (count) => t`${count} snoozed until ${when}`,
    write: async (data, { id: conversationId, version, snoozedUntil }) => {
      const done = await data.write('conversations.snooze', {
        conversationId,
        version,
        until: new Date(at).toISOString(),
      });
      return (again) =>
        snoozedUntil
          ? again.write('conversations.snooze', { ...done, until: snoozedUntil })
          : again.write('conversations.wake', done);
    },
  };
}

export function resolving(wrapUpReasonId: string, reason: string): BulkPlan {
  return {
    title: t`Resolving: ${reason}`,
    done: (count) => t`${count} resolved: ${reason}`,
    write: async (data, { id: conversationId, version }) => {
      const done = await data.write('conversations.resolve', { conversationId, version, wrapUpReasonId });
      return (again) => again.write('conversations.reopen', done);
    },
  };
}

/** There is no way back: nobody knows any more what each was resolved with. */
export const reopening: BulkPlan = {
  title: t`Reopening`,
  done: (count) => t`${count} reopened`,
  write: async (data, { id: conversationId, version }) => {
    await data.write('conversations.reopen', { conversationId, version });
    return null;
  },
};
