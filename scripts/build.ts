// Builds what runs: main process, preload, caseload worker and window, from TypeScript into dist/.
//
//   dist/desktop/main.js      Electron's main process (ESM)
//   dist/desktop/preload.cjs  the bridge: one file of CommonJS, because a sandboxed preload can load nothing else
//   dist/desktop/worker.js    the caseload worker thread; what it reads later stands beside it, in dist/desktop/later/
//   dist/desktop/reader.js    the thread that reads the words in documents
//   dist/desktop/migrations, dist/desktop/resources, dist/desktop/fonts (of the paper)
//   dist/renderer/            the window
//   dist/admin/               the administrator's page, that the server gives
//
// Only the database driver, the keychain and knex stay outside the bundles. No source maps: they would ship the source.

import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { build, type InlineConfig, type Rollup } from 'vite';
import { PAPER_FONT_FILES } from '../electron/exchange/paper/paper-font.ts';
import { CHANNELS } from '../core/contract/contract.ts';
import { built, builtAdmin, builtDesktop, builtRenderer, inRoot, root } from './paths.ts';
import { applicationSources, fingerprint, whenStale } from './stale.ts';

const external: Rollup.ExternalOption = (id: string): boolean =>
  id === 'electron' || id.startsWith('node:') || /^(better-sqlite3|keytar|knex)(\/|$)/.test(id);

/** What every part shares: quiet, no maps, no configuration file of its own. */
const common: InlineConfig = {
  root,
  configFile: false,
  logLevel: 'warn',
  define: { 'process.env.NODE_ENV': '"production"' },
};

/** A part that runs in Node or in the preload: one entry, one file, and files for what is only read when it is needed where `later` says so. */
function part(
  entry: string,
  file: string,
  format: 'es' | 'cjs',
  { define = {}, later = false }: { define?: Record<string, string>; later?: boolean } = {},
): InlineConfig {
  return {
    ...common,
    define: { ...common.define, ...define },
    publicDir: false,
    // Everything is bundled except what `external` names; the packaged application has no other node_modules.
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: true,
      target: 'node20',
      outDir: builtDesktop,
      emptyOutDir: false,
      minify: false,
      sourcemap: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: inRoot(entry),
        external,
        output: { format, entryFileNames: file, chunkFileNames: 'later/[name]-[hash].js', codeSplitting: later },
      },
    },
  };
}

function browserPart(from: string, to: string): InlineConfig {
  return {
    ...common,
    root: from,
    plugins: [react()],
    base: './',
    publicDir: false,
    worker: { format: 'es' },
    build: {
      target: 'chrome130',
      outDir: to,
      emptyOutDir: true,
      sourcemap: false,
      // Inlined fonts and pictures would need data: in the content security policy for fonts; files need nothing.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 4096,
      // What the window begins with in one file: each file is a journey through our own protocol, before anything is seen.
      rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    },
  };
}

export async function buildAll(): Promise<void> {
  rmSync(builtDesktop, { recursive: true, force: true });
  mkdirSync(builtDesktop, { recursive: true });
  await build(part('electron/main.ts', 'main.js', 'es', { later: true }));
  await build(part('electron/caseload/worker.ts', 'worker.js', 'es', { later: true }));
  await build(part('electron/documents/reader.ts', 'reader.js', 'es'));
  await build(
    part('electron/preload.ts', 'preload.cjs', 'cjs', {
      define: { CHANNEL_NAMES: JSON.stringify([...CHANNELS].sort()) },
    }),
  );
  await build(browserPart(inRoot('renderer'), builtRenderer));
  await build(browserPart(inRoot('server', 'web'), builtAdmin));
  for (const folder of ['migrations', 'resources']) {
    if (existsSync(inRoot(folder))) cpSync(inRoot(folder), join(builtDesktop, folder), { recursive: true });
  }
  // What a PDF may need and does not always carry: letters, tables of East Asian signs, and decoders that are no wasm.
  const pdf = (...parts: string[]): string => inRoot('node_modules', 'pdfjs-dist', ...parts);
  for (const folder of ['cmaps', 'standard_fonts'])
    cpSync(pdf(folder), join(builtRenderer, 'pdf', folder), { recursive: true });
  for (const file of ['openjpeg_nowasm_fallback.js', 'jbig2_nowasm_fallback.js'])
    cpSync(pdf('wasm', file), join(builtRenderer, 'pdf', 'decoders', file));
  // What is handed over carries its own letters: the packaged application has no node_modules to read them from.
  const letters = inRoot('node_modules', '@fontsource-variable', 'atkinson-hyperlegible-next', 'files');
  for (const file of PAPER_FONT_FILES) cpSync(join(letters, file), join(builtDesktop, 'fonts', file));
}

/** Builds unless dist/ is already made from exactly these sources. */
export async function buildWhenStale(): Promise<void> {
  const stamp = join(built, '.built');
  const complete = ['main.js', 'preload.cjs', 'worker.js', 'reader.js'].every((name) =>
    existsSync(join(builtDesktop, name)),
  );
  if (!complete || ![builtRenderer, builtAdmin].every((folder) => existsSync(join(folder, 'index.html'))))
    rmSync(stamp, { force: true });
  await whenStale(stamp, fingerprint(applicationSources), async () => {
    const started = performance.now();
    await buildAll();
    console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  });
}

if (import.meta.main) {
  rmSync(join(built, '.built'), { force: true });
  await buildWhenStale();
}
