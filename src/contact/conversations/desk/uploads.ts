import { t } from '@lingui/core/macro';
import { useSyncExternalStore } from 'react';
import { newId } from '#kernel/contract/new-id.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import { told } from '#kernel/web/language/told.ts';
import type { Attachment } from '../contract-files.ts';
import { fileUrl, sizeWords } from './file-words.ts';

/** A file on its way to the server, or one that did not get there. */
export type Upload = {
  id: string;
  name: string;
  size: number;
  /** How much of it has gone, from 0 to 1. */
  share: number;
  /** Why it did not get there, in words; absent while it is on its way. */
  why?: string | undefined;
  /** Whether another try may help. */
  mayRetry: boolean;
};

/** As the server counts them (kernel/contract/files.ts). */
const longestBytes = 50_000_000;
export const mostFiles = 10;

type Job = { place: string; upload: Upload; file: File; arrived: (file: Attachment) => void; stop: () => void };

let jobs: readonly Job[] = [];
let shown: ReadonlyMap<string, readonly Upload[]> = new Map();
const listeners = new Set<() => void>();
const none: readonly Upload[] = [];

function become(next: readonly Job[]): void {
  jobs = next;
  const byPlace = new Map<string, Upload[]>();
  for (const { place, upload } of jobs) byPlace.set(place, [...(byPlace.get(place) ?? []), upload]);
  shown = byPlace;
  for (const listener of listeners) listener();
}

function change(id: string, to: Partial<Upload>): void {
  become(jobs.map((job) => (job.upload.id === id ? { ...job, upload: { ...job.upload, ...to } } : job)));
}

const isFailed = (id: string) => jobs.some(({ upload }) => upload.id === id && upload.why !== undefined);
const drop = (id: string) => become(jobs.filter((job) => job.upload.id !== id));

/** Why a file need not be tried at all; the server would say the same. */
function refusalOf(file: File): string | undefined {
  if (file.size === 0) return t`It is empty, or a folder. Choose a file that holds something.`;
  if (file.size > longestBytes) return t`It has ${sizeWords(file.size)}; a file may have ${sizeWords(longestBytes)}.`;
  return undefined;
}

/** Begins to upload files for a draft; `arrived` is called with each that got there. */
export function uploadFiles(place: string, files: readonly File[], arrived: (file: Attachment) => void): void {
  const added = files.map((file): Job => {
    const why = refusalOf(file);
    const upload = {
      id: newId(),
      name: file.name || t`Pasted picture`,
      size: file.size,
      share: 0,
      why,
      mayRetry: false,
    };
    return { place, upload, file, arrived, stop: () => {} };
  });
  become([...jobs, ...added]);
  for (const { upload } of added) if (upload.why === undefined) begin(upload.id);
}

function begin(id: string): void {
  const job = jobs.find((one) => one.upload.id === id);
  if (!job) return;
  const request = new XMLHttpRequest();
  const failed = (why: string, mayRetry: boolean) => change(id, { why, mayRetry, share: 0 });
  request.upload.onprogress = ({ loaded, total }) => change(id, { share: total > 0 ? loaded / total : 0 });
  request.onerror = () => {
    failed(t`The connection broke off. It is tried again when you are back online.`, true);
    addEventListener('online', () => isFailed(id) && begin(id), { once: true });
  };
  request.onload = () => {
    if (request.status === 200) {
      drop(id);
      job.arrived(JSON.parse(request.responseText) as Attachment);
      return;
    }
    const { title, detail } = problemOf(request.responseText);
    failed(
      `${told(title)}. ${told(detail)}`,
      request.status >= 429 || request.status === 408 || request.status === 401,
    );
  };
  request.open('PUT', fileUrl(id));
  request.setRequestHeader('X-Heed-File-Name', encodeURIComponent(job.upload.name));
  request.setRequestHeader('Content-Type', 'application/octet-stream');
  become(
    jobs.map((one) =>
      one === job ? { ...one, stop: () => request.abort(), upload: { ...one.upload, why: undefined, share: 0 } } : one,
    ),
  );
  request.send(job.file);
}

function problemOf(text: string): Pick<ProblemBody, 'title' | 'detail'> {
  try {
    return JSON.parse(text) as ProblemBody;
  } catch {
    return { title: t`It was not taken`, detail: t`Try again in a moment.` };
  }
}

/** Ends an upload, or takes one that failed off the list. */
export function cancelUpload(id: string): void {
  const job = jobs.find((one) => one.upload.id === id);
  drop(id);
  job?.stop();
}

/** Tries again under the same id, so that one that did arrive is not there twice. */
export const retryUpload = begin;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is on its way for one draft. */
export function useUploads(place: string): readonly Upload[] {
  return useSyncExternalStore(subscribe, () => shown.get(place) ?? none);
}
