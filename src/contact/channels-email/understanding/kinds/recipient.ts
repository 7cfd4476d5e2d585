const address = `<?["']?([A-Za-z0-9!#$%&*+/=?^_{|}~.-][A-Za-z0-9!#$%&'*+/=?^_{|}~.-]{0,63}@[A-Za-z0-9.-]{1,200}[A-Za-z0-9])`;

/** Where notices name the recipient, the surest first. */
const places: RegExp[] = [
  // Below a line that announces it
  new RegExp(
    String.raw`(?:(?:address(?:es|\(es\))?|recipients?|recipient\(s\)|users?|destinataires?|empfänger|groups?|gruppen|lists)\b[^\n]{0,80}|(?:delivered|undeliverable|undelivered) to[^\n]{0,40}|fatal (?:delivery )?errors[^\n]{0,10}|non-fatal errors[^\n]{0,10}|is being returned[^\n]{0,40})(?::|-{3,}|\))?[ \t]*\n(?:[ \t]*\n){0,2}[ \t>*-]{0,16}(?:to:\s*)?${address}`,
    'i',
  ),
  // qmail and Postfix: the address, a colon and why
  /^[ \t]{0,4}<([^<>@\s]{1,64}@[^<>\s]{1,200})>:?[ \t]*(?:\n|:|\()/m,
  new RegExp(String.raw`RCPT TO:\s?${address}`, 'i'),
  new RegExp(
    String.raw`(?:unknown (?:user|recipient|address)|(?:user|mailbox|receiver|recipient|address)[^\n:]{0,40}|failed recipient|final-recipient|original-recipient|收件人|宛先|수신자|to)\s?[:：]\s?(?:rfc822;\s?)?${address}`,
    'i',
  ),
  new RegExp(
    String.raw`(?:your (?:message|mail|e-?mail) (?:to|for)|deliver(?:ed|y)? (?:\w+ ){0,4}to|entregar .{0,20} a|user|account|mailbox|recipient|address|message to|mail to)\s{1,3}(?:\w+\s)?\(?${address}`,
    'i',
  ),
  new RegExp(String.raw`\b55\d[ -](?:5\.\d\.\d{1,2} )?${address}`, 'i'),
  new RegExp(String.raw`^[ \t]{0,16}${address}`, 'm'),
];
const any = new RegExp(address, 'g');
const machines = /^(?:mailer-?daemon|postmaster|abuse|noreply|no-reply)@/i;

/** Whom a notice says the mail did not reach. `own` are the notice's own sender and recipients. */
export function failedRecipient(words: string, own: readonly string[]): string {
  const text = words.replace(/\r/g, '');
  const isOther = (found: string | undefined) =>
    found !== undefined && !own.includes(found.toLowerCase()) && !machines.test(found);
  for (const place of places) {
    const found = place.exec(text)?.[1];
    if (isOther(found)) return found ?? '';
  }
  for (const [, found = ''] of text.slice(0, 8_000).matchAll(any)) if (isOther(found)) return found;
  return '';
}
