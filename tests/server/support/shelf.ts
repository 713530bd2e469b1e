/** Where the documents of an office are, as a test looks at it without the server: a folder, or a bucket of Swift. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { BucketOptions, FilesOptions } from '../../../server/document-files.ts';
import { startSwift, whyNoSwift, type Swift } from './swift.ts';

export type ShelfKind = 'a folder' | 'S3';
export const SHELVES: readonly ShelfKind[] = ['a folder', 'S3'];

/** Why this kind can not be tested here, or null. */
export const whyNoShelf = (kind: ShelfKind): string | null => (kind === 'S3' ? whyNoSwift() : null);

export type Shelf = {
  readonly options: FilesOptions;
  /** Addresses below it of everything there is, whole, half or older, each once. */
  kept(prefix: string): Promise<string[]>;
  /** How much of it came. */
  arrived(address: string): Promise<number>;
  bytes(address: string): Promise<Buffer>;
  lose(address: string): Promise<void>;
  /** All of it arrives for an upload that was begun, and the server stops before it looks at it. */
  put(address: string, bytes: Uint8Array): Promise<void>;
};

/** Shelves for the tests of one file. */
export function shelves(kind: ShelfKind) {
  let swift: Swift | null = null;
  return {
    /** @param folder of an office */
    fresh: async (folder: string): Promise<Shelf> => {
      if (kind === 'a folder') return shelfInFolder(join(folder, 'documents'));
      swift ??= await startSwift();
      return shelfInBucket(swift, await swift.newBucket());
    },
    close: async (): Promise<void> => swift?.close(),
  };
}

function shelfInFolder(folder: string): Shelf {
  const at = (address: string): string => join(folder, address);
  return {
    options: { kind: 'folder', folder },
    kept: async (prefix) => {
      if (!existsSync(at(prefix))) return [];
      const all = readdirSync(at(prefix), { recursive: true, withFileTypes: true });
      // An empty folder is something that is left as well.
      return [prefix, ...all.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))].sort();
    },
    arrived: async (address) => (existsSync(at(address)) ? statSync(at(address)).size : 0),
    bytes: async (address) => readFileSync(at(address)),
    lose: async (address) => rmSync(at(address)),
    put: async (address, bytes) => {
      mkdirSync(dirname(at(address)), { recursive: true });
      writeFileSync(at(address), bytes);
    },
  };
}

export function shelfInBucket({ s3 }: Swift, options: BucketOptions): Shelf {
  const Bucket = options.bucket;
  const uploadsOf = async (Prefix: string) => (await s3.listMultipartUploads({ Bucket, Prefix })).Uploads ?? [];
  const bytesOf = async (Key: string): Promise<Buffer> => {
    const { Body } = await s3.getObject({ Bucket, Key });
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  return {
    options,
    kept: async (prefix) => {
      const { Versions = [], DeleteMarkers = [] } = await s3.listObjectVersions({ Bucket, Prefix: prefix });
      const uploads = await uploadsOf(prefix);
      return [...new Set([...Versions, ...DeleteMarkers, ...uploads].map(({ Key = '' }) => Key))].sort();
    },
    arrived: async (Key) => {
      const [upload] = await uploadsOf(Key);
      const { Contents = [] } = await s3.listObjectsV2({ Bucket, Prefix: Key });
      const { Parts = [] } = upload ? await s3.listParts({ Bucket, Key, UploadId: upload.UploadId }) : {};
      return [...Contents, ...Parts].reduce((sum, { Size = 0 }) => sum + Size, 0);
    },
    bytes: bytesOf,
    lose: async (Key) => void (await s3.deleteObject({ Bucket, Key })),
    put: async (Key, bytes) => {
      const [upload] = await uploadsOf(Key);
      const of = { Bucket, Key, UploadId: upload?.UploadId };
      const { ETag } = await s3.uploadPart({ ...of, PartNumber: 1, Body: bytes });
      await s3.completeMultipartUpload({ ...of, MultipartUpload: { Parts: [{ ETag, PartNumber: 1 }] } });
    },
  };
}
