import sharp from 'sharp';
import { addNudge, changeService } from '#contact/channels-chat/contract.ts';
import { addMailbox, ingestPath, makeIngestToken } from '#contact/channels-email/contract.ts';
import type { Cast } from './played.ts';
import { known, type PlayedKernel, play } from './played.ts';
import { drawing } from './shop/drawings.ts';
import type { DemoCustomer } from './types.ts';

const address = 'care@fennickrowe.example';

/** A mail as it comes from outside. */
interface Letter {
  /** Without one it waits to be looked at. */
  from?: string;
  subject: string;
  /** Lines, or a page with the text beside it. */
  text: string;
  html?: string;
  photo?: { name: string; bytes: Buffer };
}

/**
 * Gives the shop an address for mail, lets some mails come in through it as a gateway would deliver them, and has the
 * widget ask and say what a shop would. `servedAt` is the running product's own address.
 */
export async function openPost(
  stage: PlayedKernel,
  cast: Cast,
  servedAt: string,
  customers: readonly DemoCustomer[],
): Promise<void> {
  const owner = known(cast.advisers, 'lin');
  const { mailboxId } = await play(stage, cast.workspaceId, owner, addMailbox, {
    address,
    name: 'Fennick & Rowe',
    teamId: known(cast.teams, 'orders'),
    signature: 'Fennick & Rowe, 14 Hosier Lane, Fitzroy\nWe answer from Monday to Saturday.',
    acknowledgement: '',
    usesPlus: true,
    quotesHistory: false,
    // Nothing leaves a demo: what is answered waits for a relay that nobody set up.
    relayHost: '',
    relayPort: 587,
    relaySecurity: 'starttls',
    relayUser: '',
    ...{
      imapHost: '',
      imapPort: 993,
      imapSecurity: 'tls',
      imapUser: '',
      imapFolders: ['INBOX'],
      imapFrom: 'everything',
    },
  });
  const { token } = await play(stage, cast.workspaceId, owner, makeIngestToken, { mailboxId });
  for (const [index, letter] of (await letters(customers)).entries()) {
    const response = await fetch(servedAt + ingestPath, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'message/rfc822' },
      body: raw(letter, `demo-${index}`, stage.kernel.now()),
    });
    if (!response.ok) throw new Error(`a mail of the demo was refused: ${response.status}`);
  }
  await openWidgetUp(stage, cast);
}

/** What the widget asks before the first word, and what it says by itself where people get stuck. */
async function openWidgetUp(stage: PlayedKernel, cast: Cast): Promise<void> {
  const owner = known(cast.advisers, 'lin');
  await play(stage, cast.workspaceId, owner, changeService, {
    version: 0,
    saysReplyTime: true,
    questions: [
      { key: 'name', ask: 'name', label: 'What may we call you?', isRequired: false, choices: [], fieldId: null },
      {
        key: 'about',
        ask: 'one_of',
        label: 'What is it about?',
        isRequired: false,
        choices: ['An order', 'A return', 'Choosing something', 'Something else'],
        fieldId: null,
      },
    ],
  });
  await play(stage, cast.workspaceId, owner, addNudge, {
    text: 'Stuck at the till? Tell us what it says, we are here.',
    pages: '/checkout\n/checkout/*',
    afterS: 30,
    cap: 'once',
    isOn: true,
  });
}

async function letters(customers: readonly DemoCustomer[]): Promise<Letter[]> {
  const [one, other] = customers.filter((customer) => customer.emails.length > 0).slice(7);
  const picture = drawing('plates', '#7c8fa3', '#efe7da').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ');
  const photo = await sharp(Buffer.from(picture), { density: 300 }).jpeg().toBuffer();
  return [
    {
      from: `${one?.name} <${one?.emails[0]}>`,
      subject: 'A chip in one of the dinner plates',
      text: [
        'Hello,',
        '',
        'one of the six dinner plates has a chip at the rim, see the photo. The box itself was fine.',
        'I would like just the one plate again if that is possible. Order FR-20391.',
        '',
        'Kind regards',
        one?.givenName ?? '',
      ].join('\n'),
      photo: { name: 'plate.jpg', bytes: photo },
    },
    {
      from: `${other?.name} <${other?.emails[0]}>`,
      subject: 'Re: Your order FR-20402 is on its way',
      text: [
        'Can you still change the address? I have moved, it should go to 8 Rathdowne Street, Carlton.',
        '',
        'On Fri, 6 Nov 2026 at 10:12, Fennick & Rowe <orders@fennickrowe.example> wrote:',
        '',
        '> Good morning!',
        '>',
        '> Your parcel left our kitchen today: one 24 cm pan and two mugs.',
        '> You can follow it with the number below.',
      ].join('\n'),
    },
    {
      from: 'Henrike Voss <h.voss@kantine-voss.example>',
      subject: 'Rechnung zu FR-20377',
      text: [
        'Guten Tag,',
        '',
        'für unsere Buchhaltung brauchen wir die Rechnung zu FR-20377 mit unserer Umsatzsteuernummer.',
        'Könnten Sie sie noch einmal schicken?',
        '',
        'Mit freundlichen Grüßen',
        'Henrike Voss',
        '',
        'Von: Fennick & Rowe <orders@fennickrowe.example>',
        'Gesendet: Montag, 2. November 2026 08:41',
        'An: Henrike Voss',
        'Betreff: Ihre Bestellung FR-20377',
        '',
        'Vielen Dank für Ihre Bestellung.',
      ].join('\n'),
    },
    {
      from: 'Odalys Brandt <odalys@brandt-interiors.example>',
      subject: 'Trade prices for forty mugs',
      text: 'We are fitting out a small hotel and would take 40 mugs and 12 casseroles. What could you offer us?',
      html: '<p>We are fitting out a small hotel and would take <b>40 mugs</b> and <b>12 casseroles</b>. What could you offer us?</p><table border="1" cellpadding="6"><tr><th>What</th><th>How many</th></tr><tr><td>Mug, 350 ml</td><td>40</td></tr><tr><td>Casserole, 26 cm</td><td>12</td></tr></table>',
    },
    { subject: 'Delivery note', text: 'Scanned by the copier on the second floor.' },
  ];
}

/** As it stands on the wire: seven bits, each part in base64. */
function raw(letter: Letter, id: string, at: Date): string {
  const boundary = 'fennick-and-rowe';
  const parts = [
    part('text/plain; charset=utf-8', letter.text),
    ...(letter.html ? [part('text/html; charset=utf-8', letter.html)] : []),
  ];
  const files = letter.photo
    ? [
        part(
          `image/jpeg; name="${letter.photo.name}"`,
          letter.photo.bytes,
          `attachment; filename="${letter.photo.name}"`,
        ),
      ]
    : [];
  const kind = files.length > 0 ? 'mixed' : 'alternative';
  return [
    ...(letter.from ? [`From: ${letter.from}`] : []),
    `To: ${address}`,
    `Subject: ${encoded(letter.subject)}`,
    `Message-ID: <${id}@post.fennickrowe.example>`,
    `Date: ${at.toUTCString().replace('GMT', '+0000')}`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/${kind}; boundary="${boundary}"`,
    '',
    ...[...parts, ...files].flatMap((one) => [`--${boundary}`, one]),
    `--${boundary}--`,
    '',
  ].join('\r\n');
}

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`;

function part(type: string, content: string | Buffer, disposition?: string): string {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,76}/g) ?? [];
  return [
    `Content-Type: ${type}`,
    'Content-Transfer-Encoding: base64',
    ...(disposition ? [`Content-Disposition: ${disposition}`] : []),
    '',
    ...lines,
  ].join('\r\n');
}
