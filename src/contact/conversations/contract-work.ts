import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant, Version } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';
import { Priority } from './contract-words.ts';

export const workProblems = problems({
  'conversation.tag_taken': {
    status: 409,
    title: 'There is a tag of this name',
    help: 'Choose another name, or use the tag that is there.',
  },
  'conversation.unknown_tag': {
    status: 422,
    title: 'This tag cannot be used',
    help: 'Choose a tag that is on the list; one that was taken off it stays where it is and can be brought back.',
  },
  'conversation.too_many_tags': {
    status: 409,
    title: 'There are enough tags',
    help: 'A workspace has at most 200 tags on the list, a conversation at most 20. Take one off first.',
  },
  'conversation.bad_snooze': {
    status: 422,
    title: 'This is no time to snooze until',
    help: 'Give a time that is still to come and within a year.',
  },
});

const about = { conversationId: Id, customerId: Id };
const touches = ['inbox', 'conversation:{conversationId}', 'customer-timeline:{customerId}'] as const;
export const mostTags = 200;
export const mostTagsEach = 20;

export const tagChanged = event('tag.changed', {
  data: z.strictObject({ tagId: Id, what: z.enum(['added', 'renamed', 'retired', 'brought_back']) }),
  subjects: ['tags'],
  audience: 'staff',
  sentence: 'changed a tag ({what})',
});
export const conversationTagged = event('conversation.tagged', {
  data: z.strictObject({ ...about, added: z.array(Id), removed: z.array(Id) }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'changed the tags',
});
export const priorityChanged = event('conversation.priority_changed', {
  data: z.strictObject({ ...about, from: Priority, to: Priority }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'changed the priority from {from} to {to}',
});
export const conversationSnoozed = event('conversation.snoozed', {
  data: z.strictObject({ ...about, until: Instant }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'snoozed the conversation',
});
/** `why`: its time had come, the customer wrote, or somebody woke it. */
export const conversationWoken = event('conversation.woken', {
  data: z.strictObject({ ...about, why: z.enum(['time', 'customer', 'person']) }),
  subjects: [...touches],
  audience: 'staff',
  sentence: 'woke the snoozed conversation',
});

const TagName = z.string().trim().min(1).max(40);

export const listTags = query('conversations.tags', {
  path: '/tags',
  summary: 'The tags of the workspace by name, also those taken off the list',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({
    tags: z.array(z.object({ id: Id, name: z.string(), isRetired: z.boolean(), version: Version })),
  }),
  subjects: ['tags'],
});

const tagDone = z.object({ tagId: Id, version: Version });

export const addTag = command('conversations.add-tag', {
  path: '/tags',
  summary: 'Add a tag to the list',
  for: ['staff'],
  input: z.strictObject({ name: TagName }),
  output: tagDone,
  refuses: ['conversation.tag_taken', 'conversation.too_many_tags'],
  emits: ['tag.changed'],
});

export const renameTag = command('conversations.rename-tag', {
  path: '/tags/{tagId}',
  method: 'PATCH',
  summary: 'Call a tag something else, everywhere',
  for: ['staff'],
  input: z.strictObject({ tagId: Id, version: Version, name: TagName }),
  output: tagDone,
  refuses: ['record.stale', 'conversation.tag_taken'],
  emits: ['tag.changed'],
});

export const retireTag = command('conversations.retire-tag', {
  path: '/tags/{tagId}/retirement',
  method: 'PUT',
  summary: 'Take a tag off the list, or bring it back; conversations keep it either way',
  for: ['staff'],
  input: z.strictObject({ tagId: Id, version: Version, retired: z.boolean() }),
  output: tagDone,
  refuses: ['record.stale', 'conversation.tag_taken', 'conversation.too_many_tags'],
  emits: ['tag.changed'],
});

const changed = z.object({ conversationId: Id, version: Version });
const TagIds = z.array(Id).max(mostTagsEach).default([]);

export const tagConversation = command('conversations.tag', {
  path: '/conversations/{conversationId}/tags',
  method: 'PATCH',
  summary: 'Put tags on a conversation and take others off; what is not named stays',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, add: TagIds, remove: TagIds }),
  output: changed,
  refuses: ['conversation.unknown_tag', 'conversation.too_many_tags'],
  emits: ['conversation.tagged'],
});

export const setPriority = command('conversations.set-priority', {
  path: '/conversations/{conversationId}/priority',
  method: 'PUT',
  summary: 'Say how much it matters that this conversation is done before the rest',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version, priority: Priority }),
  output: changed,
  refuses: ['record.stale'],
  emits: ['conversation.priority_changed'],
});

export const snooze = command('conversations.snooze', {
  path: '/conversations/{conversationId}/snooze',
  method: 'PUT',
  summary: 'Take the conversation out of the working views until a time, or until the customer writes',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version, until: Instant }),
  output: changed,
  refuses: ['record.stale', 'conversation.bad_snooze', 'conversation.not_possible'],
  emits: ['conversation.snoozed'],
});

export const wake = command('conversations.wake', {
  path: '/conversations/{conversationId}/snooze',
  method: 'DELETE',
  summary: 'Put a snoozed conversation back into the working views now',
  for: ['staff'],
  input: z.strictObject({ conversationId: Id, version: Version }),
  output: changed,
  refuses: ['record.stale', 'conversation.not_possible'],
  emits: ['conversation.woken'],
});
