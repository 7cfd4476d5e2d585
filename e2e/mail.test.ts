import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMailboxes, makeIngestToken } from '#contact/channels-email/contract.ts';
import { type Box, mail, post, posted } from '#contact/channels-email/test/post.ts';
import { type Relay, startRelay } from '#contact/channels-email/test/relay.ts';
import { openBrowser, openPage, picture, type WatchedPage } from './lib/browser.ts';
import { type Journey, signInAt, startJourney } from './lib/journey.ts';

let journey: Journey;
let browser: Browser;
let desk: WatchedPage;
let relay: Relay;
let box: Box;

beforeAll(async () => {
  journey = await startJourney({ environment: { HEED_EGRESS_ALLOW: '127.0.0.1' } });
  relay = await startRelay();
  browser = await openBrowser();
  desk = await openPage(browser, { viewport: { width: 1440, height: 900 } });
  await signInAt(desk, journey.heed.url, 'olive@heed.example');
});
afterAll(async () => {
  await browser?.close();
  await relay?.stop();
  await journey?.stop();
});

const thread = () => desk.getByRole('log', { name: 'Messages' });
const evil = `<p>Does it come in <b>red</b>?</p><script>parent.document.title='pwned'</script>
<img src=x onerror="parent.document.title='pwned'"><img src="${'http://'}canary.example/p.gif"><form action="//canary.example"><input name=a></form>
<style>body{position:fixed;background:url(//canary.example/c)}</style><meta http-equiv=refresh content="0;url=//canary.example">`;
const html = (text: string) =>
  `--x\r\nContent-Type: text/plain\r\n\r\n${text}\r\n--x\r\nContent-Type: text/html\r\n\r\n${evil}\r\n--x--`;
const fromBea = (id: string, more: Record<string, string> = {}) => ({
  ...{
    From: 'Bea Berger <bea@berger.example>',
    To: box.address,
    Cc: 'Cy <cy@berger.example>',
    Subject: 'A red kettle',
  },
  ...{ 'Message-ID': `<${id}@berger.example>`, ...more },
});

describe('mail on the desk', () => {
  it('begins with an address, by a server that sends', async () => {
    await desk.goto(`${journey.heed.url}/desk/settings/mail`);
    await desk.getByText('No address yet').waitFor();
    await desk.getByRole('button', { name: 'New address' }).click();
    const dialog = desk.getByRole('dialog', { name: 'New address' });
    await dialog.getByLabel(/^Address/).fill('support@fennick.example');
    await dialog.getByLabel(/^Name/).fill('Fennick & Rowe');
    await dialog.getByLabel('Mail server').fill('127.0.0.1');
    await dialog.getByLabel('Encryption').selectOption('none');
    await dialog.getByLabel(/^Port/).fill(String(relay.port));
    await dialog.getByLabel('Signature').fill('Fennick & Rowe, Collins Street');
    await picture(desk, 'mail-dialog');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await desk.getByText('sends by 127.0.0.1').waitFor();
    const { mailboxes } = await journey.owner.call(listMailboxes, {});
    const mailboxId = mailboxes[0]?.id ?? '';
    const { token } = await journey.owner.call(makeIngestToken, { mailboxId });
    box = { mailboxId, address: 'support@fennick.example', token: token ?? '' };
  });

  it('shows a mail as the words written now, and the whole of it on request, in a frame that can do nothing', async () => {
    const asked: string[] = [];
    desk.on('request', (request) => asked.push(request.url()));
    const raw = mail(
      fromBea('1', { 'Content-Type': 'multipart/alternative; boundary=x' }),
      html('Does it come in red?'),
    );
    const conversationId = await posted(journey.heed, box, raw);
    await desk.goto(`${journey.heed.url}/desk/inbox/all/${conversationId}`);
    await thread().getByText('Does it come in red?').waitFor();
    await desk.getByText('To Bea Berger <bea@berger.example>').waitFor();
    await thread().getByRole('button', { name: 'Show the whole mail' }).click();
    await thread().getByText('As it was laid out').click();
    const frame = desk.frameLocator('iframe[title="The mail as it was laid out"]');
    await frame.getByText('red', { exact: true }).waitFor();
    await picture(desk, 'mail-conversation');
    expect(await desk.title()).not.toContain('pwned');
    expect(asked.filter((url) => url.includes('canary'))).toEqual([]);
    expect(await frame.locator('script, form, meta[http-equiv=refresh]').count()).toBe(0);
  });

  it('sends a reply, says how far it got, and why it failed', async () => {
    await desk.getByLabel('Reply', { exact: true }).last().fill('It does. Shall I put one aside?');
    await desk.keyboard.press('Control+Enter');
    await thread().getByText('Accepted by the mail server').waitFor();
    expect((await relay.until(1))[0]?.seen.text).toContain('Shall I put one aside?');
    relay.answers.push(550);
    await desk.getByLabel('Reply', { exact: true }).last().fill('Until Friday.');
    await desk.keyboard.press('Control+Enter');
    await thread().getByText('Not delivered').waitFor();
    await thread().getByText('5.1.1 No such person here').waitFor();
    await picture(desk, 'mail-failed');
    await desk.emulateMedia({ colorScheme: 'dark' });
    await picture(desk, 'mail-failed-dark');
    await desk.setViewportSize({ width: 390, height: 844 });
    await picture(desk, 'mail-failed-phone');
    await desk.emulateMedia({ colorScheme: 'light' });
    await desk.setViewportSize({ width: 1440, height: 900 });
    await thread().getByRole('button', { name: 'Send again' }).click();
    await thread().getByText('Not delivered').waitFor({ state: 'hidden' });
    await relay.until(2);
  });

  it('asks before somebody who was only named gets copies', async () => {
    await desk.getByRole('button', { name: /^Add to replies/ }).click();
    await desk.getByText('copy to Cy <cy@berger.example>').waitFor();
  });

  it('lets a reply reach others, and sends a message on to somebody outside', async () => {
    await desk.getByRole('button', { name: 'Change recipients' }).click();
    await desk.getByLabel('Hidden copy to').fill('boss@fennick-rowe.example');
    await picture(desk, 'mail-addressing');
    await desk.getByRole('button', { name: 'Use for this reply' }).click();
    await desk.getByText('Hidden copy to boss@fennick-rowe.example').waitFor();
    await thread().getByRole('button', { name: 'Forward' }).first().click();
    const dialog = desk.getByRole('dialog', { name: /^Forward/ });
    await dialog.getByLabel(/^To/).fill('maker@lids.example');
    await dialog.getByLabel(/^What you say/).fill('Can you make it in red?');
    await picture(desk, 'mail-forward');
    await dialog.getByRole('button', { name: 'Forward it' }).click();
    await thread().getByText('maker@lids.example: Can you make it in red?').waitFor();
  });

  it('says what hinders the fetching of a mailbox', async () => {
    await desk.goto(`${journey.heed.url}/desk/settings/mail`);
    await desk.getByRole('button', { name: /^How mail comes in/ }).click();
    const dialog = desk.getByRole('dialog', { name: /^How mail comes in/ });
    await dialog.getByLabel('IMAP server').fill('127.0.0.1');
    await dialog.getByLabel('Encryption').selectOption('none');
    await dialog.getByLabel(/^Port/).fill('1');
    await dialog.getByLabel('Password').fill('brass kettle');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText('The server does not answer at this port.').waitFor();
    await picture(desk, 'mail-ways');
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  it('lets what became no message wait with the reason', async () => {
    await post(journey.heed, box, 'nothing that is a mail');
    await desk.goto(`${journey.heed.url}/desk/settings/mail`);
    await desk.getByText('It names nobody who could be answered.').waitFor();
    await picture(desk, 'mail-settings');
    await desk.setViewportSize({ width: 390, height: 844 });
    await picture(desk, 'mail-settings-phone');
    await desk.getByRole('button', { name: 'Set aside' }).click();
    await desk.getByText('Every mail that arrived became a message.').waitFor();
    expect(desk.complaints).toEqual([]);
  });
});
