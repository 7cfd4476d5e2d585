import { newId } from '#kernel/contract/ids.ts';
import type { Client } from './client.ts';

/** Uploads a file as a browser does. Returns what came back, and the id under which it was sent. */
export async function sendUp(
  by: Client,
  content: Uint8Array | string,
  name: string,
  id: string = newId(),
): Promise<{ id: string; response: Response }> {
  const headers = { 'X-Heed-File-Name': encodeURIComponent(name), 'Content-Type': 'application/octet-stream' };
  const body = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return { id, response: await by.raw('PUT', `/api/v1/files/${id}`, { body, headers }) };
}

/** The same where it must succeed. */
export async function uploaded(by: Client, content: Uint8Array | string, name: string, id?: string) {
  const { response } = await sendUp(by, content, name, id);
  const file = (await response.json()) as Record<string, unknown>;
  if (!response.ok) throw new Error(`${response.status} ${JSON.stringify(file)}`);
  return file as { id: string; name: string; type: string; size: number; width: number | null; height: number | null };
}

/** A PDF of one empty page. */
export const smallPdf = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;
