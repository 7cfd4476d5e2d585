import { newId } from '#kernel/contract/ids.ts';
import type { Client } from '#kernel/test/client.ts';
import { asOwner } from '#kernel/test/database.ts';
import { scenario } from '#kernel/test/scenario.ts';
import type { Stage } from '#kernel/test/stage.ts';
import * as contract from '../contract.ts';
import { noticeLinkToken } from '../server/by-mail.ts';
import { linesOf, tell } from './deliver.ts';
import { newPushKeys } from './push-service.ts';

const own = (by: Client) => ({ personId: by.personId });

/** Something new for whoever calls, and for the owner. Returns the line of the caller, or of the owner where the caller gets none. */
async function told({ heed, house }: Stage, by: Client, kind: string): Promise<string> {
  const to = { people: [by.personId, house.owner.personId] };
  const data = { measure: 'task', dueAt: new Date().toISOString() };
  await tell(heed, house.workspaceId, [{ kind, to, about: { kind: 'test', id: newId() }, data }]);
  return (await linesOf(heed, by))[0] ?? (await linesOf(heed, house.owner))[0] ?? '';
}

/** Everybody may take note of one of these, whatever their role. */
const asked = 'authority.asked';

const device = () => {
  const { p256dh, auth } = newPushKeys();
  // Nothing is there, and Heed calls nobody in its own network.
  return { endpoint: `https://127.0.0.1/${newId()}`, p256dh, auth, senderKey: 'a-key-of-ours' };
};
/** A device of whoever calls, or of the owner where the caller may have none; those from before are gone. */
async function added({ house }: Stage, by: Client): Promise<{ deviceId: string }> {
  const mayHave = await by.call(contract.listDevices, own(by)).catch(() => undefined);
  const whose = mayHave?.isPossible ? by : house.owner;
  for (const { id } of mayHave?.isPossible ? mayHave.devices : []) {
    await whose.call(contract.removeDevice, { deviceId: id });
  }
  return whose.call(contract.addDevice, device());
}

export const scenarios = [
  scenario(contract.listDevices, (_, by) => own(by)),
  scenario(contract.addDevice, async (stage, by) => {
    await added(stage, by);
    return device();
  }),
  scenario(contract.changeDevice, async (stage, by) => ({ ...(await added(stage, by)), isDetailed: true })),
  scenario(contract.removeDevice, added),
  scenario(contract.tryDevice, added),
  scenario(contract.listNotices, (_, by) => own(by), {
    screens: ({ house }) => [
      { ...own(house.owner), show: 'unread' as const },
      { ...own(house.owner), show: 'unanswered' as const, limit: 100 },
    ],
  }),
  scenario(contract.countNotices, (_, by) => own(by)),
  scenario(contract.noticeSettings, (_, by) => own(by)),
  scenario(contract.readNotices, async (stage, by) => {
    await told(stage, by, asked);
    return {};
  }),
  scenario(contract.acknowledgeNotice, async (stage, by) => ({ noticeId: await told(stage, by, asked) })),
  scenario(contract.acknowledgeByLink, async (stage) => {
    const { heed, house } = stage;
    const id = await told(stage, house.owner, asked);
    await asOwner(heed.ownerUrl, 'UPDATE notice_receipt SET mailed_at = now() WHERE id = $1', [id]);
    return { link: noticeLinkToken(heed.running.kernel, house.workspaceId, id) };
  }),
  scenario(contract.markNoticeActed, async (stage, by) => ({ noticeId: await told(stage, by, asked) })),
  scenario(contract.setNoticePreference, () => ({ kind: 'authority.approved', desk: false, mail: true })),
  scenario(contract.setQuietHours, () => ({
    quietHours: { from: 1_140, to: 420, days: [1, 2, 3, 4, 5], timeZone: 'Australia/Melbourne' },
  })),
  scenario(contract.subscribeTopic, () => ({ topic: 'promises:warned', subscribed: false })),
  scenario(contract.setTopicRoles, () => ({ topic: 'promises:broken', roles: ['manager' as const] })),
];
