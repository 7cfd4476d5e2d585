/** The part of Trusted Types that is used here; the compiler's library does not know it yet. */
interface ScriptPolicy {
  createScriptURL(url: string): unknown;
}

declare global {
  interface Window {
    trustedTypes?: { createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy };
  }
}

/** Runs one of Heed's own scripts, once; after a failure the next wish tries again. */
export type Load = (path: string) => Promise<unknown>;

export function createLoad(origin: string, nonce: string | undefined): Load {
  const loading = new Map<string, Promise<unknown>>();
  let policy: ScriptPolicy | undefined;

  function run(path: string): Promise<unknown> {
    const isOwn = (url: string) => new URL(url).origin === origin;
    // The name `heed` is what a page lists in `trusted-types`; the policy lets nothing through but Heed's own origin.
    policy ??= window.trustedTypes?.createPolicy('heed', { createScriptURL: (url) => (isOwn(url) ? url : '') });
    return new Promise((resolve, reject) => {
      const url = new URL(path, origin).href;
      const element = document.createElement('script');
      element.src = (policy?.createScriptURL(url) ?? url) as string;
      if (nonce) element.nonce = nonce;
      element.onload = resolve;
      element.onerror = () => {
        loading.delete(path);
        reject();
      };
      document.head.append(element);
    });
  }

  return (path) => {
    const running = loading.get(path) ?? run(path);
    loading.set(path, running);
    return running;
  };
}
