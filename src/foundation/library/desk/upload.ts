import { t } from '@lingui/core/macro';
import { newId } from '#kernel/contract/new-id.ts';
import type { ProblemBody } from '#kernel/contract/problem.ts';
import { told } from '#kernel/web/language/told.ts';

/** Where the bytes of a file are. */
export const fileUrl = (id: string) => `/api/v1/files/${id}`;

/** Uploads a file and returns its id. Throws an error whose message says in words why it was not taken. */
export async function uploadFile(file: File): Promise<string> {
  const id = newId();
  const headers = { 'X-Heed-File-Name': encodeURIComponent(file.name), 'Content-Type': 'application/octet-stream' };
  const response = await fetch(fileUrl(id), { method: 'PUT', body: file, headers }).catch(() => undefined);
  if (!response) throw new Error(t`The connection broke off. Try again.`);
  if (response.ok) return id;
  const problem = (await response.json().catch(() => undefined)) as ProblemBody | undefined;
  throw new Error(
    problem ? `${told(problem.title)}. ${told(problem.detail)}` : t`It was not taken. Try again in a moment.`,
  );
}
