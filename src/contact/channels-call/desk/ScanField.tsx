import { t } from '@lingui/core/macro';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useRef, useState } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import { told } from '#kernel/web/language/told.ts';
import { Button, IconButton } from '#kernel/web/ui/Button.tsx';

/** A file that is there, on its way, or was refused. */
export type Scan = { key: string; name: string; id?: string; why?: string };

const most = 10;

async function sendUp(file: File): Promise<Partial<Scan>> {
  const id = newId();
  try {
    const response = await fetch(`/api/v1/files/${id}`, {
      method: 'PUT',
      body: file,
      headers: { 'X-Heed-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' },
    });
    if (response.ok) return { id: ((await response.json()) as { id: string }).id };
    const { title, detail } = (await response.json()) as ProblemBody;
    return { why: `${told(title)}. ${told(detail)}` };
  } catch {
    return { why: t`The connection broke off. Take it out and choose it again.` };
  }
}

/** Files that go with it: the scan of a letter, a photo from the counter. */
export function useScans() {
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const add = (files: readonly File[]) => {
    for (const file of files.slice(0, Math.max(0, most - scans.length))) {
      const key = newId();
      setScans((old) => [...old, { key, name: file.name }]);
      void sendUp(file).then((done) => {
        setScans((old) => old.map((one) => (one.key === key ? { ...one, ...done } : one)));
      });
    }
  };
  const remove = (key: string) => setScans((old) => old.filter((one) => one.key !== key));
  return { scans, add, remove, isBusy: scans.some((one) => !one.id && !one.why) };
}

/** Chooses them, and shows how far they got. */
export function ScanField({ scans, add, remove }: Omit<ReturnType<typeof useScans>, 'isBusy'>) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="stack tight">
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t`Files`}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = '';
        }}
      />
      <div>
        <Button size="small" onClick={() => input.current?.click()}>{t`Add a scan or photo`}</Button>
      </div>
      {scans.length > 0 && (
        <ul className="log-files" aria-label={t`Files`}>
          {scans.map((scan) => (
            <li key={scan.key} className="line">
              <bdi className="cut">{scan.name}</bdi>
              <span className="meta grow" role={scan.why ? 'alert' : undefined}>
                {scan.why ?? (scan.id ? '' : t`on its way`)}
              </span>
              <IconButton icon={IconX} size="small" label={t`Remove ${scan.name}`} onClick={() => remove(scan.key)} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
