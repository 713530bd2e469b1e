/**
 * Where the sealed bytes of documents are, as the rest of the server asks for it: a folder that all servers share (document-folder.ts), or a
 * bucket of an S3-compatible store (document-bucket.ts). One suite is run over both. Promises: a document has one address, `<organisation>/<dossier>/<document>`, so that what belongs to a dossier
 * goes together; whether something is there is never guessed: a store that can not be asked throws, and only one that answered "no" has
 * nothing (else an hour without a store would have every laptop hand in everything again).
 */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';
import type { Reader } from './store.ts';

/** `key` and `secret` null: what the machine has by AWS's own ways (its variables, a role). `endpoint` null: Amazon's. */
export type BucketOptions = {
  readonly kind: 'bucket';
  readonly bucket: string;
  readonly endpoint: string | null;
  readonly region: string;
  readonly credentials: { readonly key: string; readonly secret: string } | null;
};
export type FilesOptions = { readonly kind: 'folder'; readonly folder: string } | BucketOptions;

export type Place = { readonly organisation: string; readonly dossier: string; readonly id: string };

/** `from` up to and with `to`. */
export type Span = { readonly from: number; readonly to: number };

/** All of it throws where the folder or the store does not answer; nothing of what it throws is shown to anybody. */
export type Files = {
  /** What tus writes to. Its ids are addresses. */
  readonly datastore: DataStore;
  /** Ready to be written, from where it was left. @param anew from the beginning, whatever is there */
  begin(place: Place, length: number, anew: boolean): Promise<void>;
  /** Of what is kept, once it surely is; null where nothing is. */
  sha256(place: Place): Promise<string | null>;
  /** Null where there is nothing of exactly this length. */
  open(place: Place, length: number, span: Span): Promise<Readable | null>;
  /** One of them, whole or half. */
  remove(place: Place): Promise<void>;
  /** All of a dossier: whole, half, older. @param ids those that are known of it; what is found beside them goes as well */
  forget(organisation: string, dossier: string, ids: readonly string[]): Promise<void>;
  isReachable(): Promise<boolean>;
};

export type DocumentRow = {
  readonly id: string;
  readonly dossier: string;
  readonly length: number;
  readonly sha256: string;
  readonly key: string;
  readonly completedAt: number | null;
  readonly upload: string | null;
};

export const documentOf = (db: Reader, organisation: string, id: string): Promise<DocumentRow | undefined> =>
  db.get(
    `SELECT "id", "dossier", "length", "sha256", "key", "completedAt", "upload" FROM "document" WHERE "organisation" = ? AND "id" = ?`,
    organisation,
    id,
  );

export const addressOf = ({ organisation, dossier, id }: Place): string => [organisation, dossier, id].join('/');
export const placeOf = (address: string): Place => {
  const [organisation = '', dossier = '', id = ''] = address.split('/');
  return { organisation, dossier, id };
};

export async function sha256Of(bytes: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
