import { afterAll, beforeAll, expect, it } from 'vitest';
import { asOwner } from '#kernel/test/database.ts';
import { startTestHeed, type TestHeed } from '#kernel/test/heed.ts';
import { fillDemo } from '../index.ts';

let heed: TestHeed;

beforeAll(async () => {
  heed = await startTestHeed();
});
afterAll(() => heed.stop());

it('the demo has life wherever somebody looks: a signed standard, touchpoints, forms, calls, portals, a plan, assessments', async () => {
  const size = { customers: 120, conversations: 60, days: 14, quiet: true };
  const workspaceId = await fillDemo(heed.running.kernel, size);
  const [row] = await asOwner<Record<string, number>>(
    heed.ownerUrl,
    `SELECT (SELECT count(*) FROM standard_version WHERE workspace_id = $1 AND state = 'published')::int AS standards,
       (SELECT count(*) FROM standard_signature WHERE workspace_id = $1)::int AS signatures,
       (SELECT count(*) FROM touchpoint WHERE workspace_id = $1 AND state = 'live')::int AS touchpoints,
       (SELECT count(*) FROM staffing_plan WHERE workspace_id = $1)::int AS plans,
       (SELECT count(*) FROM assessment WHERE workspace_id = $1)::int AS assessments,
       (SELECT count(DISTINCT brand_id) FROM conversation WHERE workspace_id = $1)::int AS brands_served,
       (SELECT count(*) FROM brand WHERE workspace_id = $1)::int AS brands,
       (SELECT count(*) FROM portal_passphrase WHERE workspace_id = $1)::int AS customers_in_the_portal,
       (SELECT count(*) FROM form_submission WHERE workspace_id = $1)::int AS entries,
       (SELECT count(*) FROM contact_log WHERE workspace_id = $1)::int AS contacts,
       (SELECT count(*) FROM conversation WHERE workspace_id = $1)::int AS conversations`,
    [workspaceId],
  );
  expect(row).toMatchObject({
    ...{ standards: 1, signatures: 4, touchpoints: 5, plans: 1, brands: 2, customers_in_the_portal: 1 },
    ...{ entries: 5, contacts: 4, assessments: 2, brands_served: 2 },
  });
  // Those that were planned, five from forms, four that began with a call or visit.
  expect(row?.conversations).toBeGreaterThanOrEqual(69);
}, 180_000);
