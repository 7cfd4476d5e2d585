import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { createForm } from '#contact/channels-form/contract.ts';
import {
  addTag,
  getConversation,
  reply,
  retireTag,
  saveView,
  setPriority,
  startConversation,
  tagConversation,
  writeNote,
} from '#contact/conversations/contract.ts';
import {
  addTag as addCustomerTag,
  addMembers,
  createCustomer,
  createOrganisation,
  setCustomerFields,
  setTags,
} from '#contact/customers/contract.ts';
import { addBrand } from '#contact/portal/contract.ts';
import { noteConsent, publishNotice } from '#contact/privacy/contract.ts';
import { defineField, retireField } from '#foundation/fields/contract.ts';
import { listTemplates, makeLetter } from '#foundation/letters/contract.ts';
import { addItem, importLines } from '#foundation/library/contract.ts';
import { adoptPack } from '#foundation/packs/contract.ts';
import { invite, listTeams, makeKey } from '#foundation/people/contract.ts';
import { addTask, listCalendars, promiseCallBack } from '#foundation/promises/contract.ts';
import { addClause, comment, consult, listStandards } from '#foundation/standards/contract.ts';
import { researched } from '#foundation/standards/test/researched.ts';
import { listTouchpoints } from '#foundation/touchpoints/contract.ts';
import { addPlan, setRoster } from '#improvement/staffing/contract.ts';
import { addEndpoint, changeEndpoint, testEndpoint } from '#platform/webhooks/contract.ts';
import type { Journey } from './journey.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A plan whose roster has a gap, and its team. */
async function fillStaffing({ owner }: Journey): Promise<Screen[]> {
  const [touchpoint] = (await owner.call(listTouchpoints, {})).touchpoints;
  const [team] = (await owner.call(listTeams, {})).teams;
  const [touchpointId, teamId] = [touchpoint?.id ?? '', team?.id ?? ''];
  const shift = {
    weekdays: [1, 2, 3, 4, 5],
    from: '09:00',
    to: '17:00',
    people: 3,
    skills: ['Kundengesprächsführung'],
  };
  await owner.call(setRoster, { teamId, version: 0, shifts: [shift] });
  const name = 'Weihnachtsgeschäftsspitzenlastvertretungsplan';
  const assumes = {
    ...{ way: 'live' as const, handlingSeconds: 300, servedPercent: 80, withinSeconds: 60, patienceSeconds: null },
    ...{ atOnce: 2, busyPercent: 85, shrinkagePercent: 30, teamPercent: 100, skills: [] },
  };
  const volume = Array.from({ length: 336 }, (_, slot) => 8 + (slot % 16));
  const { planId } = await owner.call(addPlan, { name, touchpointId, teamId, volume, assumes });
  return [
    { name: 'staffing', path: '/staffing', ready: /Lacks up to/ },
    { name: 'a staffing plan', path: `/staffing/${planId}`, ready: 'Needed and there, by half hour' },
    { name: 'a roster', path: `/staffing/rosters/${teamId}`, ready: 'People by half hour' },
    {
      name: 'settings, touchpoints',
      path: '/settings/touchpoints',
      ready: 'Quick questions while somebody is in the shop.',
    },
  ];
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export interface Screen {
  name: string;
  /** Below /desk. */
  path: string;
  /** Text that shows that the screen is complete. */
  ready: string | RegExp;
  isDoor?: boolean;
}

/** A task on a conversation and a call-back to a customer; gives the calendar of a new workspace. */
async function fillPromises({ owner }: Journey, conversationId: string, customerId: string): Promise<string> {
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
  const subject = { kind: 'conversation' as const, id: conversationId };
  await owner.call(addTask, { words: 'Send the new lid', dueAt: inHours(2), subject });
  const words = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenersatzlieferung absprechen';
  await owner.call(promiseCallBack, { customerId, words, phone: '+61 3 5550 1234', dueAt: inHours(26) });
  return (await owner.call(listCalendars, {})).calendars[0]?.id ?? '';
}

/** Fields of each look with values, one retired, one missing; a letter of a template; a pack that is held to. */
async function fillRecords({ owner }: Journey, conversationId: string, customerId: string): Promise<Screen[]> {
  const purpose = 'So that we keep what the Treueprogrammvereinbarungsnachtragsverhandlung promised.';
  const define = (subject: string, key: string, label: string, more: object) =>
    owner.call(defineField, { subject, key, label, purpose, kind: 'text', ...more });
  const choices = [{ label: 'Bronze' }, { label: 'Gold' }];
  await define('customer', 'tier', 'Loyalty tier', { kind: 'one_of', choices });
  await define('customer', 'site', 'Company website', { kind: 'link' });
  await define('customer', 'limit', 'Credit limit', { kind: 'number', isRequired: true });
  await define('conversation', 'product', 'Product', { kind: 'several_of', choices });
  const fax = await define('customer', 'fax', 'Fax number', {});
  await owner.call(retireField, { ...fax, retired: true });
  const values = { tier: 'gold', site: 'https://a-rather-long-name-of-a-company.example/about/us' };
  await owner.call(setCustomerFields, { customerId, version: 1, values });
  await owner.call(adoptPack, { packId: 'retail-general' });
  const [template] = (await owner.call(listTemplates, {})).templates;
  const templateId = template?.id ?? '';
  const body = { 'letter.body': 'A new kettle is on its way.\n\n- at no cost\n- by Friday' };
  const made = { templateId, templateVersion: 1, aboutId: conversationId, values: body };
  const { letterId } = await owner.call(makeLetter, made);
  return [
    { name: 'a letter to write', path: `/letters/new/conversation/${conversationId}`, ready: 'What you want to say' },
    { name: 'a letter', path: `/letters/${letterId}`, ready: 'A new kettle is on its way.' },
    { name: 'settings, fields', path: '/settings/fields', ready: 'Fax number' },
    { name: 'settings, letters', path: '/settings/letters', ready: 'General letter' },
    {
      name: 'settings, a template',
      path: `/settings/letters/${templateId}`,
      ready: 'Every letter must have this part.',
    },
    { name: 'settings, a new template', path: '/settings/letters/new', ready: 'Every letter must have this part.' },
    { name: 'settings, law and practice', path: '/settings/packs', ready: 'FCA DISP 1' },
    { name: 'settings, a pack', path: '/settings/packs/uk-fca-disp1', ready: 'This is not legal advice.' },
  ];
}

/** The standard of a new workspace, consulted on, with a comment that waits for its answer. */
async function fillStandards({ owner }: Journey): Promise<Screen[]> {
  const [standard] = (await owner.call(listStandards, {})).standards;
  const versionId = standard?.open?.id ?? '';
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await researched(owner, versionId);
  await owner.call(consult, { versionId, personIds: [owner.personId ?? ''], until });
  await owner.call(comment, { versionId, text: 'Die Antwortzeitvereinbarungsnachtragsverhandlung fehlt noch.' });
  const shop = await owner.call(addItem, { kind: 'offline', title: 'Ladenöffnungszeitenvereinbarungshandbuch' });
  await owner.call(importLines, { ...shop, rows: 'Refunds and change of mind,14,days\nParking,2,hours' });
  const sale = { versionId, section: 'refunds', kind: 'policy', title: 'Sale', text: 'Sale items are final.' } as const;
  await owner.call(addClause, sale);
  const alignment = `/standards/${standard?.id}/${versionId}/alignment`;
  return [
    { name: 'library', path: '/library', ready: 'Complaints policy' },
    { name: 'an offline standard', path: `/library/${shop.itemId}`, ready: 'Parking' },
    { name: 'an alignment', path: alignment, ready: 'second step' },
    { name: 'standards', path: '/standards', ready: 'Customer service standard' },
    { name: 'a standard', path: `/standards/${standard?.id}`, ready: 'People forgive a wait that was named and kept.' },
    { name: 'reviews', path: '/reviews', ready: 'Nothing has been reviewed yet' },
    { name: 'what if', path: `/standards/${standard?.id}/${versionId}/what-if`, ready: 'Promise of the draft' },
    { name: 'monitoring', path: '/monitoring', ready: 'No standard is in force' },
    { name: 'corrective actions', path: '/monitoring/actions', ready: /^None\. One opens by itself/ },
    { name: 'issues', path: '/monitoring/issues', ready: 'None logged yet.' },
    {
      name: 'settings, corrective actions',
      path: '/settings/corrections',
      ready: 'Open a corrective action by itself',
    },
    { name: 'settings, public charter', path: '/settings/charter', ready: 'Public charter' },
  ];
}

/** Two records of one person, an organisation that long names do not break, a tag. */
async function fillCustomers({ owner }: Journey, customerId: string): Promise<Screen[]> {
  const addresses = [{ kind: 'email' as const, value: 'customer0+kettle@shop.example' }];
  const other = await owner.call(createCustomer, { name: 'Marisol Adeyemi', addresses });
  const name = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenersatzteilhandel GmbH';
  const { organisationId } = await owner.call(createOrganisation, { name, domains: ['shop.example'] });
  await owner.call(addMembers, { organisationId, customerIds: [customerId] });
  const { tagId } = await owner.call(addCustomerTag, { name: 'Trade' });
  await owner.call(setTags, { customerId, tagIds: [tagId] });
  const merge = `/customers/${customerId}/merge/${other.customerId}`;
  return [
    { name: 'possible duplicates', path: '/customers/duplicates', ready: 'customer0+kettle@shop.example' },
    { name: 'a merge', path: merge, ready: 'Nothing is lost.' },
    { name: 'organisations', path: '/organisations', ready: 'shop.example' },
    { name: 'an organisation', path: `/organisations/${organisationId}`, ready: 'They write from its domains' },
    { name: 'settings, customer tags', path: '/settings/customer-tags', ready: 'Trade' },
  ];
}

/** Tags, one of them off the list, on a conversation with a priority; and a view about them. */
async function fillWork({ owner }: Journey, conversationId: string): Promise<Screen[]> {
  const names = ['Damaged', 'Wholesale', 'Donaudampfschifffahrtsgesellschaft'];
  const tags: string[] = [];
  for (const name of names) tags.push((await owner.call(addTag, { name })).tagId);
  const old = await owner.call(addTag, { name: 'Recall of 2024' });
  await owner.call(tagConversation, { conversationId, add: [...tags, old.tagId] });
  await owner.call(retireTag, { ...old, retired: true });
  const { version } = await owner.call(getConversation, { conversationId });
  await owner.call(setPriority, { conversationId, version, priority: 'urgent' });
  const { viewId } = await owner.call(saveView, {
    name: 'Recalled and not yet answered',
    rule: { match: 'all', conditions: [{ on: 'tag', is: 'any', of: [old.tagId] }] },
    shared: 'everybody',
  });
  return [
    { name: 'a saved view', path: `/inbox/view-${viewId}`, ready: 'was taken off the list' },
    { name: 'snoozed, nothing', path: '/inbox/snoozed', ready: 'Nothing is snoozed' },
    { name: 'settings, automatic assignment', path: '/settings/routing', ready: 'People take them themselves' },
    { name: 'settings, tags', path: '/settings/tags', ready: 'Recall of 2024' },
  ];
}

/** A key of a program with long scopes; an endpoint that is off with a delivery that waits. */
async function fillPrograms({ heed, owner }: Journey): Promise<Screen[]> {
  const scopes = ['conversations:read', 'customers:read', 'customers:write'];
  await owner.call(makeKey, { name: 'Stock system', scopes, days: 90 });
  // In the own network, where nothing listens.
  heed.running.kernel.config.egressAllow.push('127.0.0.2');
  const url = 'http://127.0.0.2:9/a-rather-long-address/of-the-shop/that-wants-to-know-what-happens-here';
  const added = await owner.call(addEndpoint, { url, kinds: ['team.changed', 'customer.created'] });
  const { endpointId } = await owner.call(changeEndpoint, {
    endpointId: added.endpointId,
    version: added.version,
    enabled: false,
  });
  await owner.call(testEndpoint, { endpointId });
  return [
    { name: 'settings, API keys', path: '/settings/api-keys', ready: 'Stock system' },
    { name: 'settings, webhooks', path: '/settings/webhooks', ready: 'a-rather-long-address' },
    { name: 'settings, a webhook endpoint', path: `/settings/webhooks/${endpointId}`, ready: 'webhook.test' },
  ];
}

/** A notice with a consent to it, a form, a brand with its portal. */
async function fillPages({ owner }: Journey, customerId: string): Promise<Screen[]> {
  const purpose = 'Neuigkeitenzusendungseinwilligungserklärung';
  const { noticeId } = await owner.call(publishNotice, { purpose, channel: 'any', text: 'One mail a month.' });
  await owner.call(noteConsent, { customerId, purpose, channel: 'phone', isGiven: true, noticeId });
  const { formId } = await owner.call(createForm, { title: 'Report a fault', key: 'report-a-fault' });
  await owner.call(addBrand, { key: 'fennick', name: 'Fennick & Rowe', host: 'a-rather-long-host.fennick.example' });
  return [
    { name: 'settings, privacy', path: '/settings/privacy', ready: 'One mail a month.' },
    { name: 'settings, forms', path: '/settings/forms', ready: 'never filled in' },
    { name: 'settings, a form', path: `/settings/forms/${formId}`, ready: 'Where it is, and who gets it' },
    { name: 'settings, portal', path: '/settings/portal', ready: 'mails from' },
  ];
}

/** Something on every screen: customers, a conversation with a note and an answer, an invitation. */
export async function fillScreens(journey: Journey): Promise<Screen[]> {
  const { owner, teamId } = journey;
  const customers: string[] = [];
  for (const name of [
    'Marisol Adeyemi',
    'Wilhelmina Achterberg-Oyelaran van der Westhuizen',
    'نور الهدى',
    '田中 美咲',
  ]) {
    const value = `customer${customers.length}@shop.example`;
    const { customerId } = await owner.call(createCustomer, { name, addresses: [{ kind: 'email', value }] });
    customers.push(customerId);
  }
  let conversationId = '';
  for (const customerId of customers) {
    const text = 'Hi, my stovetop kettle came today and the lid is cracked. It is a present for Saturday.';
    ({ conversationId } = await owner.call(startConversation, { customerId, channel: 'chat', text, teamId }));
  }
  await owner.call(writeNote, { conversationId, text: 'Three left in sage green.' });
  await owner.call(reply, { conversationId, text: 'I am sorry it reached you like that. Shall I send a new one?' });
  await owner.call(invite, { email: 'jun@heed.example', role: 'adviser' });
  const calendarId = await fillPromises(journey, conversationId, customers[0] ?? '');
  const work = await fillWork(journey, conversationId);
  const records = await fillRecords(journey, conversationId, customers[0] ?? '');
  const more = await fillCustomers(journey, customers[0] ?? '');
  const programs = await fillPrograms(journey);
  const pages = await fillPages(journey, customers[0] ?? '');
  const standards = await fillStandards(journey);
  const staffing = await fillStaffing(journey);
  return [
    ...staffing,
    ...standards,
    ...records,
    ...programs,
    ...pages,
    ...more,
    ...work,
    { name: 'sign-in', path: '/', ready: 'Passphrase', isDoor: true },
    {
      name: 'a link that is used up',
      path: '/join#aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      ready: /used up|too old/i,
      isDoor: true,
    },
    { name: 'inbox', path: '/inbox/all', ready: /is cracked|24 cm pan/ },
    { name: 'empty view', path: '/inbox/resolved', ready: /resolved/i },
    { name: 'conversation', path: `/inbox/all/${conversationId}`, ready: 'Three left in sage green.' },
    { name: 'promises', path: '/promises', ready: 'Send the new lid' },
    { name: 'promises, nothing missed', path: '/promises/raised', ready: 'Nothing was missed' },
    { name: 'customers', path: '/customers', ready: 'Marisol Adeyemi' },
    { name: 'customer', path: `/customers/${customers[0]}`, ready: 'customer0@shop.example' },
    { name: 'search, nothing asked', path: '/search', ready: 'Words that narrow it' },
    { name: 'search', path: '/search?q=lid%20is%20status%3Aopen%20after%3Anever', ready: 'in open conversations' },
    { name: 'search, a similar name', path: '/search?q=Marisl', ready: 'Nobody is called exactly that.' },
    { name: 'approvals', path: '/approvals', ready: 'Nothing waits for you' },
    { name: 'settings, you', path: '/settings/me', ready: 'Appearance' },
    { name: 'settings, your security', path: '/settings/my-security', ready: 'This one' },
    { name: 'settings, security', path: '/settings/security', ready: 'Who has one' },
    { name: 'settings, identity provider', path: '/settings/identity-provider', ready: 'Callback address' },
    { name: 'settings, writing', path: '/settings/writing', ready: 'Undo send' },
    { name: 'mentions, none', path: '/inbox/mentions', ready: /mentioned you yet/i },
    { name: 'settings, people', path: '/settings/people', ready: 'Olive Owner' },
    { name: 'settings, invitations', path: '/settings/invitations', ready: 'jun@heed.example' },
    { name: 'settings, authority', path: '/settings/authority', ready: 'Export customers' },
    { name: 'settings, teams', path: '/settings/teams', ready: 'Orders' },
    { name: 'settings, wrap-up reasons', path: '/settings/wrap-up-reasons', ready: 'Question answered' },
    { name: 'settings, calendars', path: '/settings/calendars', ready: 'Monday to Friday' },
    { name: 'settings, a calendar', path: `/settings/calendars/${calendarId}`, ready: 'How the time counts' },
    { name: 'settings, a new calendar', path: '/settings/calendars/new', ready: 'How the time counts' },
    { name: 'settings, response targets', path: '/settings/targets', ready: 'Full resolution' },
    { name: 'settings, audit log', path: '/settings/audit', ready: / of event \d/ },
    { name: 'settings, chat widget', path: '/settings/chat-widget', ready: /snippet/i },
    { name: 'settings, proactive messages', path: '/settings/proactive-messages', ready: 'No proactive messages yet' },
    { name: 'settings, chat hours', path: '/settings/chat-service', ready: 'Say how long replies take' },
    { name: 'settings, who asks', path: '/settings/chat-identity', ready: 'Make the secret' },
    { name: 'settings, feedback', path: '/settings/feedback', ready: 'Days of rest' },
    { name: 'settings, mail', path: '/settings/mail', ready: 'No address yet' },
    { name: 'settings, signatures', path: '/settings/signatures', ready: 'No further signature' },
    { name: 'settings, messengers', path: '/settings/messengers', ready: 'No account is connected' },
    { name: 'calls', path: '/calls', ready: 'No telephone system has told of a call yet' },
    { name: 'a caller', path: '/calls/pop?number=0491570006', ready: 'No customer has this number' },
    { name: 'settings, telephony', path: '/settings/telephony', ready: 'No telephone system is connected' },
    { name: 'feedback', path: '/feedback', ready: 'Nobody is asked yet' },
    { name: 'parts', path: '/parts', ready: 'Every part' },
  ];
}

/** Opens a screen and waits until it shows what it is for. */
export async function openScreen(page: Page, url: string, screen: Screen): Promise<void> {
  await page.goto(`${url}/desk${screen.path}`);
  await page.getByText(screen.ready).first().waitFor({ state: 'attached', timeout: 15_000 });
  await page.waitForTimeout(150);
}

/** Turns a page that shows a screen to another one, as a link of the desk does, and waits until nothing more is fetched. */
export async function turnToScreen(page: Page, screen: Screen): Promise<void> {
  const open = new Set<unknown>();
  const begun = (request: unknown) => open.add(request);
  const over = (request: unknown) => open.delete(request);
  page.on('request', begun).on('requestfinished', over).on('requestfailed', over);
  await page.evaluate((path) => window.history.pushState(null, '', path), `/desk${screen.path}`);
  for (let quiet = 0; quiet < 3; quiet = open.size > 0 ? 0 : quiet + 1) await page.waitForTimeout(50);
  page.off('request', begun).off('requestfinished', over).off('requestfailed', over);
  await page.getByText(screen.ready).first().waitFor({ state: 'attached', timeout: 15_000 });
}

/** The rules that colours can break; the long suite runs all rules in all looks. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** Violations of WCAG 2.2 A and AA and best practice, one line each; or of what colours can break alone. */
export async function axeFindings(page: Page, which: 'all' | 'colours' = 'all'): Promise<string[]> {
  // Evaluated over the debugging protocol, so the page's own content policy stays in force.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  return page.evaluate(
    async (runOnly) => {
      interface Axe {
        run(options: unknown): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[] }[] }[] }>;
      }
      const { violations } = await (window as unknown as { axe: Axe }).axe.run({ runOnly });
      return violations.map(
        (one) => `${one.id}: ${one.help} (${one.nodes.map((node) => node.target.join(' ')).join('; ')})`,
      );
    },
    which === 'all' ? { type: 'tag', values: rules } : { type: 'rule', values: colourRules },
  );
}

/** By how many pixels the page scrolls sideways; none may. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

export const looks: Record<string, BrowserContextOptions> = {
  light: { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  'phone, light': { viewport: { width: 390, height: 844 }, colorScheme: 'light', hasTouch: true },
};

/** The wide matrix of the long suite. */
export const allLooks: Record<string, BrowserContextOptions> = {
  ...looks,
  'phone, dark': { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true },
  '320 px': { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
  'high contrast': { viewport: { width: 1440, height: 900 }, contrast: 'more' },
  'high contrast, dark': { viewport: { width: 1440, height: 900 }, contrast: 'more', colorScheme: 'dark' },
  'forced colours': { viewport: { width: 1440, height: 900 }, forcedColors: 'active' },
  'reduced motion': { viewport: { width: 1100, height: 800 }, reducedMotion: 'reduce' },
  '200 %': { viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 },
};
