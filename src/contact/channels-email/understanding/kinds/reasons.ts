/** Why mail systems say they could not deliver, in their words, and the status (RFC 3463) that says the same. First match counts. */
const reasons: [RegExp, string][] = [
  [
    /mailbox (?:is )?(?:full|quota)|over ?quota|(?:exceed|over)\w* .{0,30}(?:quota|size limit|storage|allowed size|mailbox size)|quota exceeded|out of storage|mailbox exceeds|insufficient disk|postfach .{0,20}voll|boîte .{0,20}pleine|buzón .{0,20}lleno|storage allocation|disk quota|user is over the quota|邮箱.{0,4}满|受信箱|容量/i,
    '5.2.2',
  ],
  [
    /(?:user|account|mailbox|recipient|address) \S{1,100}@\S{1,200} (?:does(?: not|n.t) exist|(?:is |was )?(?:unknown|not found|invalid))|user (?:is )?unknown|unknown (?:local[- ])?(?:user|recipient|address|mailbox)|no such (?:user|recipient|mailbox|address|person|account|local user)|(?:user|recipient|mailbox|account|address|email)s?(?: name| address)? (?:was |is |could )?(?:not? (?:be )?(?:found|exist|known|recogni[sz]ed|listed|a valid)|does(?: not|n.t) exist|not? (?:valid|registered|here)|invalid|unavailable)|invalid (?:recipient|mailbox|address|user|account|final delivery)|not listed in|(?:recipient|address|mailbox) (?:rejected: )?(?:unknown|not found)|no mailbox (?:here|by that)|recipnotfound|recipientnotfound|does not like recipient|couldn.t be found|mailbox not found|there is no (?:one|such)|bad destination mailbox|no one here|not our customer|recipient name is not recognized|undeliverable address|(?:user|account) (?:does not|doesn.t) exist|empfänger.{0,30}(?:unbekannt|nicht (?:bekannt|gefunden))|adresse konnte nicht gefunden|unbekannter? (?:empfänger|benutzer)|destinataire inconnu|adresse .{0,30}introuvable|utilisateur inconnu|usuario (?:desconocido|no existe)|utente sconosciuto|non esiste|宛先不明|ユーザー?が見つかりません|用户不存在|不存在|no existe (?:el|la) (?:usuario|cuenta|dirección)/i,
    '5.1.1',
  ],
  [
    /(?:host|domain) (?:name )?(?:is )?(?:unknown|not found|does(?: not|n.t) exist|invalid)|unknown (?:host|domain)|couldn.t find any host|no such (?:host|domain)|name service error|unrouteable (?:mail )?(?:address|domain)|unroutable|host or domain name not found|nxdomain|domain.{0,20}not exist|el dominio no existe|domaine.{0,20}inexistant|bad destination (?:host|system)|dns (?:error|server returned)|no mx/i,
    '5.1.2',
  ],
  [/(?:has |have )?moved|relocated|changed (?:his|her|their) address/i, '5.1.6'],
  [
    /(?:account|mailbox|user|recipient).{0,40}(?:disabled|deactivated|inactive|suspended|locked|blocked|closed|not active|no longer (?:active|valid|available|accepts?|with|used))/i,
    '5.2.1',
  ],
  [
    /message (?:is )?(?:too (?:large|big|long)|size|length) ?(?:exceed|limit)?|(?:exceeds?|over) .{0,30}(?:maximum|message|size)|too large|size limit|message too (?:big|large)/i,
    '5.2.3',
  ],
  [
    /spam|blocked|blacklist|block ?list|denied by policy|policy (?:violation|reasons?|rejection)|not (?:permitted|authorized|allowed)|access denied|relay(?:ing)? (?:denied|not permitted|access denied)|unable to relay|dmarc|spf|dkim|reputation|rejected (?:due to|for) (?:content|policy)|prohibited|refused by|virus|content rejected|delivery not authorized|sender (?:address )?rejected/i,
    '5.7.1',
  ],
  [/too many hops|mail loop|loop(?:ing)? (?:detected|back)|routing loop|excessive recursion/i, '5.4.6'],
  [
    /(?:delivery )?(?:time|retry time(?:out)?|period) (?:out|expired|exceeded)|delivery expired|retry timeout exceeded|could not be delivered for \d|cannot send message for|(?:not|unable to) .{0,20}deliver.{0,40}(?:for|after|within) (?:the (?:last|past) )?\d+ (?:hours|days)|i(?:'|’)m not going to try again|message expired|been in the queue too long|unable to deliver .{0,30}in \d+ days|giving up after/i,
    '5.4.7',
  ],
  [
    /connection (?:timed out|refused|lost|reset)|operation timed out|no answer from host|network (?:is )?unreachable|no route to host|host unreachable|could not connect|unable to connect|connect(?:ion)? (?:to .{0,60})?failed|cannot connect|timed? ?out|temporar/i,
    '4.4.1',
  ],
  [/greylist|graylist|try again later|too (?:many|busy)|rate limit|throttl|deferred|temporarily/i, '4.7.1'],
];

const exact = /(?<![\d.])([245])\.([01234567])\.(\d{1,3})(?![\d.])/;
const code = /(?:^|[\s:('"<#=])([45]\d\d)(?=[\s\-:;,'")]|$)/;

/** Statuses of which a report says no more than that something failed. */
const general = /^[45]\.0\.0$/;

/** A status as exact as the words allow. `fallback` is what is known without them. */
export function statusOf(words: string, fallback: string): string {
  if (fallback !== '' && !general.test(fallback)) return fallback;
  const told = exact.exec(words);
  const status = told ? `${told[1]}.${told[2]}.${told[3]}` : '';
  if (status !== '' && !general.test(status) && !status.startsWith('2')) return status;
  const first = (fallback || status || code.exec(words)?.[1] || '')[0] ?? '';
  const reason = reasons.find(([says]) => says.test(words))?.[1];
  if (!reason) return first === '' || first === '2' ? '' : `${first}.0.0`;
  // What was said to be for now stays so, whatever the reason.
  return first === '4' ? `4${reason.slice(1)}` : first === '5' ? `5${reason.slice(1)}` : reason;
}
