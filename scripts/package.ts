// Packages the application into a folder with electron-builder, as it is shipped: asar, fuses, nothing more than it needs.
// Beside it a copy for the desktop tests that differs in one fuse: Node's inspector, by which Playwright drives it.
//
// Where a stand-in Electron is used (tests on machines that can not reach the official one), both folders get the
// database driver built for it; such a package is never shipped and says so in a file.

import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { buildWhenStale } from './build.ts';
import { adapt, findElectron, type ElectronDist } from './electron.ts';
import { inRoot, packaged, packagedForTests } from './paths.ts';
import { runQuietly } from './run.ts';
import { applicationSources, fingerprint, whenStale } from './stale.ts';

export const executableName = 'jobport-desktop';

/** Packages unless that is done for exactly these sources. Gives the Electron used, or null when none can be had. */
export async function packageWhenStale(): Promise<ElectronDist | null> {
  const dist = findElectron();
  if (dist === null) return null;
  await buildWhenStale();
  const stamp = inRoot('dist', '.packaged');
  if (![packaged, packagedForTests].every((folder) => existsSync(join(folder, executableName))))
    rmSync(stamp, { force: true });
  const sources = [...applicationSources, inRoot('electron-builder.yml'), inRoot('scripts', 'package.ts')];
  await whenStale(stamp, fingerprint(sources, [dist.folder, dist.version]), () => packageBoth(dist));
  return dist;
}

async function packageBoth(dist: ElectronDist): Promise<void> {
  const started = performance.now();
  rmSync(packaged, { recursive: true, force: true });
  rmSync(packagedForTests, { recursive: true, force: true });
  const builder = inRoot('node_modules', 'electron-builder', 'cli.js');
  const ran = runQuietly(
    process.execPath,
    [builder, '--linux', '--dir', `-c.electronDist=${dist.folder}`, `-c.electronVersion=${dist.version}`],
    {
      env: { ...process.env, ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za', npm_config_loglevel: 'error' },
      timeoutMs: 5 * 60 * 1000,
    },
  );
  if (!ran.ok) throw new Error(`electron-builder failed:\n${ran.all}`);
  if (!dist.pinned) {
    adapt(packaged);
    writeFileSync(
      join(packaged, 'NOT-FOR-SHIPPING'),
      `Made with Electron ${dist.version} as a stand-in, for tests only.\n`,
    );
  }
  cpSync(packaged, packagedForTests, { recursive: true });
  await flipFuses(join(packagedForTests, executableName), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  console.log(`packaged in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.main) {
  rmSync(inRoot('dist', '.packaged'), { force: true });
  const dist = await packageWhenStale();
  if (dist === null) {
    console.log('Packaging needs an Electron: npx install-electron');
    process.exit(1);
  }
  console.log(packaged);
}
