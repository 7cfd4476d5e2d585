/** @jsxImportSource hono/jsx */
import type { PortalConsent } from '../contract.ts';
import { type Around, fully, portalPage, Said, wordsOf } from './parts.tsx';

/** Where customers sign in: by a link that is mailed, or by a passphrase. */
export function signInPage(
  around: Around,
  shown: { address?: string; wrong?: string | undefined; isSent?: boolean; isPassphrase?: boolean },
): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  const field = (id: string) => (
    <div class="field">
      <label for={id}>{words.address}</label>
      <input id={id} name="address" type="email" required maxlength={254} autocomplete="email" value={shown.address} />
    </div>
  );
  return portalPage(around, {
    title: words.signIn,
    body: (
      <div class="in">
        <div class="door stack">
          <h1>{shown.isSent ? words.sent : words.signIn}</h1>
          <p class="quiet">{shown.isSent ? words.sentWhy : words.signInWhy}</p>
          <Said text={shown.wrong} />
          <form class="stack card top" method="post" action={`${at}/link`}>
            {field('address')}
            <div>
              <button type="submit" class={shown.isSent ? '' : 'primary'}>
                {words.mailLink}
              </button>
            </div>
          </form>
          <details open={shown.isPassphrase}>
            <summary>{words.orPassphrase}</summary>
            <form class="stack" method="post" action={`${at}/passphrase`}>
              {field('address-2')}
              <div class="field">
                <label for="passphrase">{words.passphrase}</label>
                <input
                  id="passphrase"
                  name="passphrase"
                  type="password"
                  required
                  maxlength={200}
                  autocomplete="current-password"
                />
              </div>
              <div>
                <button type="submit">{words.signIn}</button>
              </div>
            </form>
          </details>
        </div>
      </div>
    ),
  });
}

/** Where a mailed link leads: looking at it uses nothing up, as programs that check mail look at every link. */
export function enterPage(around: Around, token: string): string {
  const words = wordsOf(around);
  return portalPage(around, {
    title: words.signIn,
    body: (
      <div class="in">
        <form class="door stack" method="post" action={`/portal/${around.key}/enter`}>
          <h1>{words.enter}</h1>
          <p class="quiet">{words.enterWhy}</p>
          <input type="hidden" name="token" value={token} />
          <div>
            <button type="submit" class="primary">
              {words.goIn}
            </button>
          </div>
        </form>
      </div>
    ),
  });
}

/** Something that is not there, or does not work just now. */
export function saidPage(around: Around, said: { title: string; detail: string; way?: { to: string; label: string } }) {
  return portalPage(around, {
    title: said.title,
    body: (
      <div class="in">
        <div class="door stack">
          <h1>{said.title}</h1>
          <p class="say">{said.detail}</p>
          {said.way && (
            <p>
              <a class="btn" href={said.way.to}>
                {said.way.label}
              </a>
            </p>
          )}
        </div>
      </div>
    ),
  });
}

/** What they agreed to and may take back, each with the words that they saw. */
function Consents({ around, consents }: { around: Around; consents: readonly PortalConsent[] }) {
  const words = wordsOf(around);
  if (consents.length === 0) return null;
  return (
    <section class="card stack narrow" aria-labelledby="consents-h">
      <h2 id="consents-h">{words.consents}</h2>
      <p class="quiet">{words.consentsWhy}</p>
      <ul class="stack consents">
        {consents.map(({ purpose, at, notice }) => (
          <li class="stack tight">
            <b dir="auto">{purpose}</b>
            <span class="meta">{words.agreedOn(fully(at, around))}</span>
            {notice && (
              <details>
                <summary>{words.noticeThen}</summary>
                <p class="as-written" dir="auto">
                  {notice}
                </p>
              </details>
            )}
            <form method="post" action={`/portal/${around.key}/account/consents`}>
              <input type="hidden" name="purpose" value={purpose} />
              <button type="submit" class="small" aria-label={`${words.takeBack}: ${purpose}`}>
                {words.takeBack}
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The address one signed in by, a passphrase, and the way out everywhere. */
export function accountPage(
  around: Around,
  shown: {
    address: string;
    hasPassphrase: boolean;
    consents: readonly PortalConsent[];
    wrong?: string;
    done?: string | undefined;
  },
): string {
  const words = wordsOf(around);
  const at = `/portal/${around.key}`;
  return portalPage(around, {
    title: words.account,
    current: 'account',
    body: (
      <div class="in body stack narrow-in">
        <h1>{words.account}</h1>
        <Said text={shown.done} isGood />
        <p>
          {words.signedInAs} <b>{shown.address}</b>
        </p>
        <section class="card stack narrow" aria-labelledby="passphrase-h">
          <h2 id="passphrase-h">{words.passphrase}</h2>
          <p class="quiet">{shown.hasPassphrase ? words.passphraseSet : words.passphraseWhy}</p>
          <Said text={shown.wrong} />
          <form class="stack" method="post" action={`${at}/account`}>
            <div class="field">
              <label for="new">{words.newPassphrase}</label>
              <input
                id="new"
                name="passphrase"
                type="password"
                required
                minlength={12}
                maxlength={200}
                autocomplete="new-password"
              />
            </div>
            <div>
              <button type="submit" class="primary">
                {words.setPassphrase}
              </button>
            </div>
          </form>
          {shown.hasPassphrase && (
            <form method="post" action={`${at}/account`}>
              <button type="submit" name="drop" value="yes" class="small">
                {words.dropPassphrase}
              </button>
            </form>
          )}
        </section>
        <Consents around={around} consents={shown.consents} />
        <form method="post" action={`${at}/leave`}>
          <button type="submit" name="everywhere" value="yes">
            {words.everywhere}
          </button>
        </form>
      </div>
    ),
  });
}
