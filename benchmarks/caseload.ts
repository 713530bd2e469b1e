/**
 * The caseload the benchmarks share: generated once for a seed and a size, with a real vault around it, kept in the cache
 * as long as schema and generator stay the same, and copied for each run.
 */
import { createHash, randomBytes } from 'node:crypto';
import { constants, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { err } from '../core/domain/result.ts';
import { eraseSlice } from '../electron/caseload/erased-words.ts';
import { takeInGenerated } from '../electron/caseload/demo.ts';
import { idMaker } from '../electron/caseload/new-id.ts';
import { createSpace, type OpenCaseload, type Space } from '../electron/caseload/space.ts';
import { write } from '../electron/caseload/write.ts';
import { generateAdviser, generateOrganisation } from '../electron/demo/organisation.ts';
import type { Keychain } from '../electron/vault/keychain.ts';
import { inRoot } from '../scripts/paths.ts';
import type { CaseloadOnDisk, Size } from './benchmark.ts';
import { rounded } from './measure.ts';

const SEED = 7;
export const PASSPHRASE = 'meten is weten, dus meet';
const SIZES: Readonly<Record<Size, { candidates: number; rowsPerCandidate: number }>> = {
  small: { candidates: 300, rowsPerCandidate: 100 },
  full: { candidates: 10_000, rowsPerCandidate: 100 },
};
/** The day on which the generated caseload is looked at, so that the cache does not depend on today. */
export const NOW = Date.parse('2026-11-23T09:00:00Z');
export const migrationsDir = inRoot('migrations', 'caseload');

/** Benchmarks open with the passphrase; whatever keychain the machine has is left alone. */
const refused = async () => err({ type: 'KeychainAbsent' as const, reason: 'refused' as const });
const noKeychain: Keychain = { read: refused, write: refused, remove: refused };

export const spaceIn = (dir: string): Space =>
  createSpace({
    dir,
    demo: false,
    migrationsDir,
    keychain: noKeychain,
    now: Date.now,
    newId: idMaker(Date.now),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
  });

/** Opens without the worker, for what is measured apart from it. */
export async function openCaseload(dir: string): Promise<{ caseload: OpenCaseload; close: () => Promise<void> }> {
  const space = spaceIn(dir);
  const opened = await space.unlock({ by: 'passphrase', passphrase: PASSPHRASE });
  if (!opened.ok) throw new Error(`The caseload did not open: ${opened.error.type}`);
  return { caseload: opened.value, close: () => space.lock('quit') };
}

/** A copy of the generated caseload in this folder, generated first where the cache does not have it. */
export async function caseloadIn(folder: string, size: Size, say: (text: string) => void): Promise<CaseloadOnDisk> {
  const cached = join(cacheFolder(), `${size}-${SEED}-${fingerprint()}`);
  if (!existsSync(cached)) await generate(cached, size, say);
  const profile = join(folder, `profile-${size}`);
  mkdirSync(profile, { recursive: true });
  cpSync(cached, join(profile, 'caseload'), { recursive: true, mode: constants.COPYFILE_FICLONE });
  return { profile, dir: join(profile, 'caseload'), passphrase: PASSPHRASE, ...SIZES[size] };
}

async function generate(cached: string, size: Size, say: (text: string) => void): Promise<void> {
  const { candidates, rowsPerCandidate } = SIZES[size];
  say(`Generating ${candidates} candidates of ${rowsPerCandidate} rows (kept in ${cacheFolder()}) …`);
  // Older ones of this size are of another schema or generator, and large.
  for (const name of existsSync(cacheFolder()) ? readdirSync(cacheFolder()) : []) {
    if (name.startsWith(`${size}-`)) rmSync(join(cacheFolder(), name), { recursive: true, force: true });
  }
  const half = `${cached}.half-${process.pid}`;
  mkdirSync(half, { recursive: true });
  const started = performance.now();
  const space = spaceIn(half);
  const made = await space.create({ passphrase: PASSPHRASE, useKeychain: false }, (caseload) => {
    const organisation = { concept: 'organisation', row: 'organisation', dossier: 'organisation' } as const;
    const adviser = { concept: 'adviser', row: caseload.adviserRow, dossier: 'organisation' } as const;
    caseload.db.transact((tx) =>
      write(tx, caseload.author, 'setUp', [
        { ...organisation, fields: generateOrganisation(SEED) },
        { ...adviser, fields: generateAdviser(SEED) },
      ]),
    );
    takeInGenerated(caseload, {
      seed: SEED,
      candidates,
      rowsPerCandidate,
      language: 'nl',
      now: NOW,
      job: { progress: () => undefined },
    });
    // What an open caseload does within half a minute after so large an import.
    while (eraseSlice(caseload.db)) continue;
  });
  if (!made.ok) throw new Error(`The vault was not made: ${made.error.type}`);
  await space.lock('quit');
  renameSync(half, cached);
  say(`Generated in ${rounded((performance.now() - started) / 1000, 0)} s.`);
}

export const cacheFolder = (): string =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'jobport-bench');

/** Changes with everything that decides what stands in the generated file. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const folder of ['migrations/caseload', 'electron/demo', 'core/domain', 'core/domain/words']) {
    for (const name of readdirSync(inRoot(folder)).sort()) {
      if (/\.(ts|sql)$/.test(name) && !name.includes('.test.')) hash.update(readFileSync(inRoot(folder, name)));
    }
  }
  for (const name of ['search-words.ts', 'demo.ts', 'incoming.ts', 'erased-words.ts'])
    hash.update(readFileSync(inRoot('electron/caseload', name)));
  return hash.digest('hex').slice(0, 16);
}

export const SEED_OF_CASELOAD = SEED;
