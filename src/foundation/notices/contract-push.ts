import { z } from 'zod';
import { command, event, query } from '#kernel/contract/contract.ts';
import { Id, Instant } from '#kernel/contract/ids.ts';
import { problems } from '#kernel/contract/problem.ts';

const ownMachine = /^http:\/\/(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?\//;
const Base64Url = z.string().regex(/^[A-Za-z0-9_-]+=*$/, 'base64url');

export const pushProblems = problems({
  'notice.too_many_devices': {
    status: 409,
    title: 'You have ten devices',
    help: 'Remove one that you no longer use first.',
  },
});

export const deviceChanged = event('notice.device_changed', {
  data: z.strictObject({ recipientId: Id, deviceId: Id, what: z.enum(['added', 'changed', 'removed', 'gone']) }),
  subjects: ['notices:{recipientId}'],
  audience: 'staff',
  sentence: 'changed a device that notices go to ({what})',
});

export const listDevices = query('notices.devices', {
  path: '/people/{personId}/devices',
  summary: 'My devices to which notices go, and the key that a browser needs to become one',
  for: ['staff'],
  input: z.strictObject({ personId: Id }),
  output: z.object({
    /** Nothing leaves a practice workspace, so no device is told from it. */
    isPossible: z.boolean(),
    senderKey: z.string(),
    devices: z.array(
      z.object({
        id: Id,
        name: z.string(),
        isDetailed: z.boolean(),
        /** False: switched on under an older key; it must be switched on once more. */
        isCurrent: z.boolean(),
        addedAt: Instant,
        sentAt: Instant.nullable(),
      }),
    ),
  }),
  subjects: ['notices:{personId}'],
});

export const addDevice = command('notices.add-device', {
  path: '/notices/devices',
  summary: 'Let notices come to this browser also when Heed is closed; it may be said again',
  for: ['staff'],
  input: z.strictObject({
    /** The address that the browser's own push service gave it. */
    endpoint: z
      .string()
      .max(1_000)
      .check(z.url())
      .refine((text) => text.startsWith('https://') || ownMachine.test(text), 'begins with https://'),
    p256dh: Base64Url.min(80).max(100),
    auth: Base64Url.min(20).max(40),
    senderKey: Base64Url.max(200),
  }),
  output: z.object({ deviceId: Id }),
  refuses: ['notice.too_many_devices', 'practice.no_sending'],
  emits: ['notice.device_changed'],
});

export const changeDevice = command('notices.change-device', {
  path: '/notices/devices/{deviceId}',
  method: 'PATCH',
  summary: 'Say whether notices on this device name who and what',
  for: ['staff'],
  input: z.strictObject({ deviceId: Id, isDetailed: z.boolean() }),
  output: z.object({ deviceId: Id }),
  emits: ['notice.device_changed'],
});

export const removeDevice = command('notices.remove-device', {
  path: '/notices/devices/{deviceId}',
  method: 'DELETE',
  summary: 'Send no more notices to this device',
  for: ['staff'],
  input: z.strictObject({ deviceId: Id }),
  output: z.object({ deviceId: Id }),
  emits: ['notice.device_changed'],
});

export const tryDevice = command('notices.try-device', {
  path: '/notices/devices/{deviceId}/try',
  summary: 'Send a first notice to this device, to see that it comes',
  for: ['staff'],
  quiet: true,
  input: z.strictObject({ deviceId: Id }),
  output: z.object({ deviceId: Id }),
  emits: [],
});
