/** Documents on the laptops of laptops.ts: added from a file, looked up, read whole. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../core/contract/contract.ts';
import type { Laptop } from './laptops.ts';
import { askOf } from './space.ts';

/** @param outside a folder in which the file stands for a moment */
export async function addDocument(
  { service }: Laptop,
  dossier: string,
  bytes: Uint8Array,
  outside: string,
  name = 'cv.pdf',
): Promise<string> {
  const path = join(outside, name);
  writeFileSync(path, bytes);
  const opened = await service.askInternal('documents.openPath', { path });
  if (!opened.ok) throw new Error(opened.error.type);
  const { token } = opened.value as { token: string };
  return (await askOf(service, 'documents.add', { dossier, token, job: 'add' })).row;
}

export const fileAt = async (
  { service }: Laptop,
  dossier: string,
  row?: string,
): Promise<Answer<'documents.list'>[number] | undefined> => {
  const all = await askOf(service, 'documents.list', { dossier });
  return row === undefined ? all[0] : all.find((each) => each.row === row);
};

export async function whole({ service }: Laptop, row: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; ;) {
    const { bytes, total } = await askOf(service, 'documents.read', { row, offset, length: 1024 * 1024 });
    parts.push(bytes);
    offset += bytes.length;
    if (offset >= total) return Buffer.concat(parts);
  }
}
