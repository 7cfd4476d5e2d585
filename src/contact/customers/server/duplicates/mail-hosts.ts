/** Hosts at which anybody gets a mailbox: sharing one says nothing about two people. */
const publicHosts = new Set([
  ...[
    'gmail.com',
    'googlemail.com',
    'outlook.com',
    'hotmail.com',
    'live.com',
    'msn.com',
    'hotmail.co.uk',
    'hotmail.fr',
  ],
  ...['outlook.com.au', 'outlook.de', 'outlook.fr', 'live.com.au', 'live.co.uk', 'hotmail.com.au', 'passport.com'],
  ...['yahoo.com', 'yahoo.com.au', 'yahoo.co.uk', 'yahoo.fr', 'yahoo.de', 'yahoo.co.jp', 'yahoo.co.in', 'ymail.com'],
  ...['rocketmail.com', 'aol.com', 'icloud.com', 'me.com', 'mac.com', 'proton.me', 'protonmail.com', 'pm.me'],
  ...[
    'fastmail.com',
    'fastmail.fm',
    'zoho.com',
    'gmx.de',
    'gmx.net',
    'gmx.com',
    'gmx.at',
    'gmx.ch',
    'web.de',
    'mail.com',
  ],
  ...['t-online.de', 'freenet.de', 'arcor.de', 'posteo.de', 'mailbox.org', 'tutanota.com', 'tuta.com', 'hey.com'],
  ...['orange.fr', 'wanadoo.fr', 'free.fr', 'laposte.net', 'sfr.fr', 'libero.it', 'virgilio.it', 'alice.it', 'tin.it'],
  ...['bigpond.com', 'bigpond.net.au', 'optusnet.com.au', 'iinet.net.au', 'tpg.com.au', 'xtra.co.nz', 'btinternet.com'],
  ...[
    'sky.com',
    'virginmedia.com',
    'talktalk.net',
    'ntlworld.com',
    'comcast.net',
    'verizon.net',
    'att.net',
    'sbcglobal.net',
  ],
  ...[
    'cox.net',
    'charter.net',
    'bellsouth.net',
    'shaw.ca',
    'rogers.com',
    'sympatico.ca',
    'telus.net',
    'ziggo.nl',
    'kpnmail.nl',
  ],
  ...[
    'mail.ru',
    'inbox.ru',
    'list.ru',
    'bk.ru',
    'yandex.ru',
    'yandex.com',
    'rambler.ru',
    'ukr.net',
    'wp.pl',
    'o2.pl',
    'onet.pl',
  ],
  ...[
    'interia.pl',
    'seznam.cz',
    'centrum.cz',
    'uol.com.br',
    'bol.com.br',
    'terra.com.br',
    'rediffmail.com',
    'naver.com',
  ],
  ...[
    'daum.net',
    'hanmail.net',
    'qq.com',
    '163.com',
    '126.com',
    'sina.com',
    'foxmail.com',
    'docomo.ne.jp',
    'ezweb.ne.jp',
  ],
]);

/** Hosts that say themselves that what follows a plus reaches the same mailbox. */
const taggedHosts = new Set([
  ...['gmail.com', 'outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'icloud.com', 'me.com', 'mac.com'],
  ...['proton.me', 'protonmail.com', 'pm.me', 'fastmail.com', 'fastmail.fm', 'zoho.com', 'yandex.com', 'yandex.ru'],
  ...['posteo.de', 'mailbox.org', 'hey.com'],
]);

/** Whether anybody gets a mailbox there. */
export function isPublicMailHost(host: string): boolean {
  return publicHosts.has(host);
}

/** Whether `name+anything@host` is known to reach `name@host`. */
export function takesPlusTags(host: string): boolean {
  return taggedHosts.has(host);
}
