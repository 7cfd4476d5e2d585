/** How much text makes a mail of a given size, by shape: text, HTML, both, both with a picture that is most of it. */
const shares = [1, 1.8, 1, 0.3];

/** A mail as it comes in, made of plain sentences, of about `kb`, in one of four shapes. */
export function makeMail(index: number, kb: number): Buffer {
  const shape = index % 4;
  const words = sentences(index, kb * 1024 * (shares[shape] ?? 1));
  const head = [
    'Received: from mx.holm.example (mx.holm.example [192.0.2.7]) by mx.shop.example; Mon, 4 Apr 2022 10:12:00 +1000',
    `From: ${senderOf(index)}`,
    'To: "Help, Shop" <help@shop.example>, Ole Berg <ole@berg.example>',
    `Subject: =?utf-8?B?${Buffer.from(`Re: Bestellung ${index} – grüner Stuhl`).toString('base64')}?=`,
    `Message-ID: <${index}@mueller.example>`,
    'In-Reply-To: <1@shop.example>',
    'MIME-Version: 1.0',
  ];
  const asked = `On Mon, Apr 4, 2022 at 10:12 AM Heed Shop <help@shop.example> wrote:`;
  const quoted = words.map((line) => `> ${line}`);
  const plain = [
    ...words.slice(0, words.length / 2),
    '',
    '-- ',
    'Jörg Müller',
    '',
    asked,
    ...quoted.slice(0, words.length / 2),
  ];
  const rich = `<html><body><div dir="ltr">${words
    .slice(0, words.length / 4)
    .map((line) => `<p style="color:#222;margin:0">${line}</p>`)
    .join(
      '\r\n',
    )}</div><div class="gmail_quote"><div class="gmail_attr">${asked}<br></div><blockquote class="gmail_quote">${words
    .slice(words.length / 4, words.length / 2)
    .join('<br>\r\n')}</blockquote></div></body></html>`;
  if (shape === 0) return whole(head, 'text/plain; charset=utf-8', plain.join('\r\n'));
  if (shape === 1) return whole(head, 'text/html; charset=utf-8', rich);
  const half = plain.slice(0, plain.length / 2);
  const alternative = [
    '--alt',
    'Content-Type: text/plain; charset=utf-8',
    '',
    ...half,
    '--alt',
    'Content-Type: text/html; charset=utf-8',
    '',
    rich,
    '--alt--',
  ].join('\r\n');
  if (shape === 2) return whole(head, 'multipart/alternative; boundary="alt"', alternative);
  const file = Buffer.alloc(kb * 1024 * 0.55, index)
    .toString('base64')
    .replace(/.{76}/g, '$&\r\n');
  const mixed = `--mix\r\nContent-Type: multipart/alternative; boundary="alt"\r\n\r\n${alternative}\r\n--mix\r\nContent-Type: image/jpeg; name="chair.jpg"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="chair.jpg"\r\n\r\n${file}\r\n--mix--`;
  return whole(head, 'multipart/mixed; boundary="mix"', mixed);
}

const firstNames = ['J=C3=B6rg', 'Amara', 'Wei', 'In=C3=A9s', 'Tom', 'Zofia', 'Noah', 'Leyla', 'Mads', 'Priya'];
const lastNames = ['M=C3=BCller', 'Okafor', 'Chen', 'Garc=C3=ADa', 'Walsh', 'Nowak', 'Dubois', 'Demir', 'Holm', 'Rao'];

/** A hundred people, each with a name and a host, who write in turn. */
function senderOf(index: number): string {
  const first = firstNames[index % 10] ?? '';
  const last = lastNames[Math.floor(index / 10) % 10] ?? '';
  return `=?utf-8?Q?${first}_${last}?= <p${index % 100}@host${index % 100}.example>`;
}

function whole(head: string[], type: string, body: string): Buffer {
  return Buffer.from([...head, `Content-Type: ${type}`, '', body, ''].join('\r\n'));
}

const pool = [
  'The green chair arrived on Monday, but one of its legs is broken.',
  'Könnten Sie bitte ein neues Bein schicken, oder den ganzen Stuhl tauschen?',
  'I ordered it on the 17th and paid with my card; the receipt is attached.',
  'Nous voulons bien attendre une semaine, mais pas davantage.',
  'Please ring before you deliver: +61 2 5550 1234.',
  'The box was wet, and the driver said that this happens.',
];

function sentences(index: number, bytes: number): string[] {
  const lines: string[] = [];
  for (let length = 0, next = index; length < bytes; next++) {
    const line = pool[next % pool.length] ?? '';
    lines.push(line);
    length += line.length + 2;
  }
  return lines;
}
