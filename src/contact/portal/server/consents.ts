import { keepConsent, standingConsents } from '#contact/privacy/index.ts';
import { answer, handle } from '#kernel/server/capability.ts';
import { refuse } from '#kernel/server/problem.ts';
import { portalConsents, takeBackConsent } from '../contract.ts';
import { demandPortal } from './session.ts';

export const consents = answer(portalConsents, async (ctx) => {
  const { customerId } = await demandPortal(ctx);
  const rows = await standingConsents(ctx, customerId);
  return { consents: rows.map(({ purpose, at, notice }) => ({ purpose, at: at.toISOString(), notice })) };
});

/** A line of its own with its time; what was agreed to before stays to be read. */
export const takeBack = handle(takeBackConsent, async (ctx, { purpose }) => {
  const { customerId } = await demandPortal(ctx);
  const given = (await standingConsents(ctx, customerId)).find((one) => one.purpose === purpose);
  if (!given) return refuse('portal.no_consent', 'Look into your account for what holds.');
  const noticeId = given.notice_id;
  const withdrawal = { id: ctx.key, customerId, purpose, channel: 'portal' as const, isGiven: false, noticeId };
  return { consentId: await keepConsent(ctx, withdrawal) };
});
