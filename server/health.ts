/**
 * `node server/health.ts`: whether the server on this folder is well, for a container's engine: exit code 0 or 1. It asks where the server
 * itself says that it listens on this machine, so that neither port nor certificate need be known twice.
 */
import { readFileSync } from 'node:fs';
import { get as getInTheClear } from 'node:http';
import { get as getSealed } from 'node:https';
import { join } from 'node:path';

const PATIENCE_MS = 4_000;

const isWell = (): Promise<boolean> =>
  new Promise((resolve) => {
    const { localUrl } = JSON.parse(readFileSync(join(process.env['JOBPORT_DATA'] ?? '.', 'running'), 'utf8')) as {
      localUrl: string;
    };
    const url = new URL('/health/ready', localUrl);
    const options = { timeout: PATIENCE_MS };
    const heard = ({ statusCode }: { statusCode?: number | undefined }): void => resolve(statusCode === 200);
    const asked =
      url.protocol === 'https:'
        ? // Its certificate is for the name laptops use, which is not that of this machine to itself.
          getSealed(url, { ...options, rejectUnauthorized: false }, heard)
        : getInTheClear(url, options, heard);
    asked.on('timeout', () => resolve(false));
    asked.on('error', () => resolve(false));
  });

process.exit(
  await isWell().then(
    (well) => (well ? 0 : 1),
    () => 1,
  ),
);
