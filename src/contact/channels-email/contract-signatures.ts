import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Version } from '#kernel/contract/ids.ts';

const inSignature = { signatureId: Id };
const settings = {
  name: z.string().trim().min(1).max(80),
  text: z.string().trim().min(1).max(2_000),
  /** Null: it can be chosen for every address. */
  mailboxId: Id.nullable(),
};

export const signatureChanged = event('mail.signature_changed', {
  data: z.strictObject({ ...inSignature, what: z.enum(['added', 'changed', 'retired']) }),
  subjects: ['mail-signatures'],
  audience: 'staff',
  needs: 'mail.list',
  sentence: 'changed a signature for mail ({what})',
});

export const listSignatures = query('mail.signatures', {
  path: '/mail/signatures',
  summary: 'Signatures that can be chosen for a reply beside that of its address',
  for: ['staff'],
  input: z.strictObject({}),
  output: z.object({ signatures: z.array(z.object({ id: Id, ...settings, version: Version })) }),
  subjects: ['mail-signatures'],
});

export const addSignature = command('mail.add-signature', {
  path: '/mail/signatures',
  summary: 'Add a signature; {{adviser.name}} in it becomes the name of whoever answers',
  for: ['staff'],
  input: z.strictObject({ ...settings, mailboxId: settings.mailboxId.default(null) }),
  output: z.object({ ...inSignature, version: Version }),
  refuses: ['mail.not_possible', 'mail.signature_field'],
  emits: ['mail.signature_changed'],
});

export const changeSignature = command('mail.change-signature', {
  path: '/mail/signatures/{signatureId}',
  method: 'PATCH',
  summary: 'Change a signature; mails that left keep theirs',
  for: ['staff'],
  input: z.strictObject({ ...inSignature, version: Version, ...z.object(settings).partial().shape }),
  output: z.object({ ...inSignature, version: Version }),
  refuses: ['record.stale', 'mail.not_possible', 'mail.signature_field'],
  emits: ['mail.signature_changed'],
});

export const retireSignature = command('mail.retire-signature', {
  path: '/mail/signatures/{signatureId}',
  method: 'DELETE',
  summary: 'Take a signature off: it cannot be chosen any more',
  for: ['staff'],
  input: z.strictObject(inSignature),
  output: z.object(inSignature),
  emits: ['mail.signature_changed'],
});

export const chooseSignature = command('mail.choose-signature', {
  path: '/conversations/{conversationId}/mail-signature',
  method: 'PUT',
  summary: 'Choose the signature below my next reply; null is that of the address',
  for: ['staff'],
  quiet: true,
  keyed: false,
  input: z.strictObject({ conversationId: Id, signatureId: Id.nullable() }),
  output: z.object({ conversationId: Id }),
  refuses: ['mail.not_possible'],
  emits: [],
});
