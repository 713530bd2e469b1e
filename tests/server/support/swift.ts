/** An S3-compatible store that is not ours: OpenStack Swift, Debian's, on the loopback with a folder of its own (swift-server.py). */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3 } from '@aws-sdk/client-s3';
import type { BucketOptions } from '../../../server/document-files.ts';

/** Debian's own: another python3 in the path does not have its packages. */
const PYTHON = '/usr/bin/python3';
const KEY = 'test:tester';
export const SWIFT_SECRET = 'het-geheim-van-de-opslag';

/** Why it can not be had here, or null. */
export const whyNoSwift = (): string | null =>
  existsSync('/usr/lib/python3/dist-packages/swift')
    ? null
    : 'OpenStack Swift is not installed (apt-get install python3-swift)';

export type Swift = {
  readonly s3: S3;
  /** Where it keeps what it keeps, to look behind its back. */
  readonly folder: string;
  newBucket(): Promise<BucketOptions>;
  stop(): Promise<void>;
  /** Again, with what it had, at the same address. */
  start(): Promise<void>;
  close(): Promise<void>;
};

export async function startSwift(): Promise<Swift> {
  const folder = mkdtempSync(join(tmpdir(), 'jobport-swift-'));
  let child: ChildProcess | null = null;
  let port = 0;
  const start = async (): Promise<void> => {
    const server = spawn(PYTHON, [join(import.meta.dirname, 'swift-server.py'), folder, String(port)], {
      env: { PATH: '/usr/bin:/bin', SWIFT_SECRET },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child = server;
    let trouble = '';
    server.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
    port = await new Promise<number>((resolve, reject) => {
      server.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
      server.once('exit', () => reject(new Error(`Swift did not start: ${trouble}`)));
    });
  };
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      if (!child || child.exitCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  await start();
  const [endpoint, region] = [`http://127.0.0.1:${port}`, 'us-east-1'];
  const s3 = new S3({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId: KEY, secretAccessKey: SWIFT_SECRET },
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  let number = 0;
  return {
    s3,
    folder: join(folder, 'devices'),
    newBucket: async () => {
      const bucket = `documents-${++number}`;
      await s3.createBucket({ Bucket: bucket });
      return { kind: 'bucket', bucket, endpoint, region, credentials: { key: KEY, secret: SWIFT_SECRET } };
    },
    stop,
    start,
    close: async () => {
      s3.destroy();
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
