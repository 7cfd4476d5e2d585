// The desk's service worker: shows what is pushed, opens what it is about, and says when there is no connection.
// It keeps nothing: a kept page would show how things were.

const offline = `<!doctype html><html lang="en"><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>Heed</title><style>
body{margin:0;min-height:100dvh;display:grid;place-items:center;font:1rem/1.5 system-ui,sans-serif;text-align:center}
main{padding:2rem;max-width:24rem}a{color:inherit}</style>
<main><h1>No connection</h1><p>Heed cannot be reached just now. What you wrote is kept; it is there again with the
connection.</p><p><a href="">Try again</a></p></main></html>`;

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
};

self.addEventListener('fetch', (event) => {
  if (event.request.mode !== 'navigate') return;
  event.respondWith(fetch(event.request).catch(() => new Response(offline, { status: 503, headers })));
});

// A new one takes over at once: there is nothing of the old one that pages could depend on.
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

const pages = () => self.clients.matchAll({ type: 'window', includeUncontrolled: true });

/** Only paths of the desk: what was pushed leads nowhere else. */
const address = (to) => {
  const url = new URL(`/desk${to}`, self.location.origin);
  return url.origin === self.location.origin && url.pathname.startsWith('/desk/') ? url.href : '/desk/';
};

async function show({ title, body, to, tag }) {
  const isOpen = (await pages()).some((page) => page.visibilityState === 'visible' && page.url.includes(tag));
  // Whoever looks at it has seen it.
  if (isOpen) return;
  await self.registration.showNotification(title, {
    body,
    tag,
    renotify: true,
    icon: '/desk/icon-192.png',
    badge: '/desk/badge.png',
    data: { to },
  });
}

self.addEventListener('push', (event) => {
  const given = event.data?.json() ?? {};
  const text = (name, otherwise) => (typeof given[name] === 'string' ? given[name] : otherwise);
  const shown = {
    title: text('title', 'Heed'),
    body: text('body', ''),
    to: text('to', '/notices'),
    tag: text('tag', 'heed'),
  };
  event.waitUntil(show(shown));
});

async function open(to) {
  const url = address(to);
  const [page] = (await pages()).filter((one) => new URL(one.url).pathname.startsWith('/desk/'));
  if (!page) return self.clients.openWindow(url);
  await page.focus().catch(() => undefined);
  // The page goes there itself, so that nothing on it is lost.
  page.postMessage({ heed: 'open', to });
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.to ?? '/notices'));
});
