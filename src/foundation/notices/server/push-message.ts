import webPush from 'web-push';
import type { Kernel } from '#kernel/server/kernel.ts';
import { pushKeyOf } from './push-key.ts';

export interface Device {
  endpoint: string;
  p256dh: string;
  auth: string;
  senderKey: string;
  isDetailed: boolean;
}

/** What a device shows; the desk's service worker reads it. */
export interface Shown {
  title: string;
  body: string;
  /** A path of the desk. */
  to: string;
  /** Of several with the same one a device shows the last. */
  tag: string;
}

export interface Message {
  device: Device;
  shown: Shown;
  isUrgent: boolean;
}

/** The request to the push service: encrypted for the device alone (aes128gcm) and signed with our key. */
export async function sealed(kernel: Kernel, { device, shown, isUrgent }: Message, ttlS: number) {
  const key = await pushKeyOf(kernel);
  const { endpoint, p256dh, auth } = device;
  const details = webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, JSON.stringify(shown), {
    TTL: ttlS,
    urgency: isUrgent ? 'high' : 'normal',
    topic: shown.tag.replace(/[^a-z0-9]/gi, '').slice(-32),
    contentEncoding: 'aes128gcm',
    vapidDetails: { subject: subjectOf(kernel), ...key },
  });
  const headers = Object.fromEntries(Object.entries(details.headers).map(([name, value]) => [name, String(value)]));
  return { url: endpoint, method: 'POST' as const, headers, body: details.body ?? Buffer.alloc(0) };
}

/** Where a push service may complain: this installation's own address. */
function subjectOf(kernel: Kernel): string {
  const url = new URL(kernel.publicUrl());
  return url.protocol === 'https:' ? url.origin : `mailto:owner@${url.hostname}`;
}
