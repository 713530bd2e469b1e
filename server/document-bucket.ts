/**
 * Documents in a bucket of an S3-compatible store. What arrives goes there in parts (multipart upload); what is less than the five
 * megabytes a part must have waits as an object beside it, `<address>.part`. Written by @tus/s3-store; here is what it leaves: beginning
 * anew, reading, and forgetting everything. Which upload is open stands in the table, not in an object beside it.
 *
 * Source: the API reference of Amazon S3; run against OpenStack Swift (decision 0016).
 */
import type { Readable } from 'node:stream';
import { S3, type S3ClientConfig } from '@aws-sdk/client-s3';
import { S3Store } from '@tus/s3-store';
import { Upload } from '@tus/server';
import {
  addressOf,
  documentOf,
  placeOf,
  sha256Of,
  type BucketOptions,
  type Files,
  type Place,
} from './document-files.ts';
import type { Store } from './store.ts';

/** What is asked is small, or a stream: a store that says nothing for this long is away. */
const CONNECTING_MS = 3_000;
const SILENCE_MS = 30_000;
const HEALTH_MS = 3_000;
/** Deletions at a time: one by one is what every store understands (asking for many wants MD5 here, CRC there). */
const AT_A_TIME = 8;

const silent = (): void => undefined;
const isCalled = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
/** The store said so. A bare 404 is not enough: it may be the bucket that is not there. */
const isNoObject = (error: unknown): boolean => isCalled(error, 'NoSuchKey');
const isNoUpload = (error: unknown): boolean => isCalled(error, 'NoSuchUpload', 'NoSuchKey');

export function filesInBucket({ bucket: Bucket, endpoint, region, credentials }: BucketOptions, store: Store): Files {
  const s3ClientConfig: S3ClientConfig = {
    region,
    // By name in the address only at Amazon: elsewhere few have a name server for it.
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials: { accessKeyId: credentials.key, secretAccessKey: credentials.secret } }),
    // Newer checksums are not known everywhere; the sha256 of the whole is looked at in any case.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // Of its own it warns on the console; what fails is answered, and counted with the requests.
    logger: { debug: silent, info: silent, warn: silent, error: silent },
    requestHandler: { connectionTimeout: CONNECTING_MS, socketTimeout: SILENCE_MS },
  };
  const s3 = new S3(s3ClientConfig);
  const rowAt = ({ organisation, id }: Place) => store.read((db) => documentOf(db, organisation, id));

  /** A span, and how long the whole is; null where there is no such object. */
  async function get(Key: string, range: string): Promise<{ bytes: Readable; total: number } | null> {
    try {
      const { Body, ContentRange } = await s3.getObject({ Bucket, Key, Range: range });
      return { bytes: Body as Readable, total: Number(ContentRange?.split('/')[1]) };
    } catch (error) {
      // Shorter than was asked for is not what was asked for.
      if (isNoObject(error) || isCalled(error, 'InvalidRange')) return null;
      throw error;
    }
  }
  async function lengthOf(Key: string): Promise<number | null> {
    const found = await get(Key, 'bytes=0-0');
    found?.bytes.destroy();
    return found?.total ?? null;
  }
  const isOpen = (Key: string, UploadId: string): Promise<boolean> =>
    s3.listParts({ Bucket, Key, UploadId, MaxParts: 1 }).then(
      () => true,
      (error: unknown) => {
        if (isNoUpload(error)) return false;
        throw error;
      },
    );
  const abort = (Key: string, UploadId: string): Promise<unknown> =>
    s3.abortMultipartUpload({ Bucket, Key, UploadId }).catch((error: unknown) => {
      if (!isNoUpload(error)) throw error;
    });

  /** Of everything whose address begins so: uploads but `except`, then objects in all their versions. */
  async function clear(prefix: string, except: string | null): Promise<void> {
    for (let marker = {}; ;) {
      const found = await s3.listMultipartUploads({ Bucket, Prefix: prefix, ...marker });
      for (const { Key = '', UploadId = '' } of found.Uploads ?? [])
        if (UploadId !== except) await abort(Key, UploadId);
      if (!found.IsTruncated) break;
      marker = { KeyMarker: found.NextKeyMarker, UploadIdMarker: found.NextUploadIdMarker };
    }
    for (let marker = {}; ;) {
      const found = await s3.listObjectVersions({ Bucket, Prefix: prefix, ...marker });
      const all = [...(found.Versions ?? []), ...(found.DeleteMarkers ?? [])];
      for (let from = 0; from < all.length; from += AT_A_TIME) {
        await Promise.all(
          all.slice(from, from + AT_A_TIME).map(({ Key, VersionId }) => s3.deleteObject({ Bucket, Key, VersionId })),
        );
      }
      if (!found.IsTruncated) break;
      marker = { KeyMarker: found.NextKeyMarker, VersionIdMarker: found.NextVersionIdMarker };
    }
  }

  class BucketStore extends S3Store {
    override async write(source: Readable, id: string, offset: number): Promise<number> {
      try {
        return await super.write(source, id, offset);
      } catch (error) {
        // All of it came just before a server stopped: there is no upload any more, and only the checksum is still to be looked at.
        if (isNoUpload(error) && (await lengthOf(id)) === offset) return offset;
        throw error;
      }
    }
  }

  return {
    datastore: new BucketStore({
      s3ClientConfig: { ...s3ClientConfig, bucket: Bucket },
      cache: {
        get: async (id) => {
          const row = await rowAt(placeOf(id));
          if (!row?.upload) return undefined;
          const file = new Upload({ id, size: row.length, offset: 0 });
          return { file, 'upload-id': row.upload, 'tus-version': '1.0.0' };
        },
        set: async () => undefined,
        delete: async () => undefined,
      },
    }),
    async begin(place, length, anew) {
      const Key = addressOf(place);
      const row = await rowAt(place);
      const before = row?.upload ?? null;
      if (!anew) {
        // First what is whole: some stores (Swift) still speak of an upload as open when it was completed.
        const there = await lengthOf(Key);
        // Without an upload only what was copied into the bucket is whole, and tus can not speak of what it did not begin.
        if (there === length && (before !== null || row?.completedAt != null)) return;
        if (there === null && before !== null && (await isOpen(Key, before))) return;
      }
      const { UploadId = '' } = await s3.createMultipartUpload({ Bucket, Key });
      const isOurs = await store.write((db) =>
        db.run(
          `UPDATE "document" SET "upload" = ? WHERE "organisation" = ? AND "id" = ? AND "upload" IS NOT DISTINCT FROM ?`,
          UploadId,
          place.organisation,
          place.id,
          before,
        ),
      );
      // Somebody else began it at the same moment.
      if (isOurs === 0) await abort(Key, UploadId);
      else if (before !== null) await clear(Key, UploadId);
    },
    async sha256(place) {
      const found = await get(addressOf(place), 'bytes=0-');
      return found && sha256Of(found.bytes);
    },
    async open(place, length, { from, to }) {
      const found = await get(addressOf(place), `bytes=${from}-${to}`);
      if (found?.total === length) return found.bytes;
      found?.bytes.destroy();
      return null;
    },
    remove: (place) => clear(addressOf(place), null),
    async forget(organisation, dossier, ids) {
      // Some stores (MinIO) list uploads by a whole address only.
      for (const id of ids) await clear(addressOf({ organisation, dossier, id }), null);
      await clear(`${organisation}/${dossier}/`, null);
    },
    isReachable: () =>
      s3.headBucket({ Bucket }, { abortSignal: AbortSignal.timeout(HEALTH_MS) }).then(
        () => true,
        () => false,
      ),
  };
}
