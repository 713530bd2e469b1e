/**
 * The headless door: the caseload without a window, for administrators and tests. It needs the passphrase like everybody,
 * never asks the keychain, and stands on the same service as the application.
 *
 *     npm run -s caseload -- --help
 */
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../../core/domain/result.ts';
import { databaseError } from '../caseload/database.ts';
import { idMaker } from '../caseload/new-id.ts';
import { createService } from '../caseload/service.ts';
import type { Keychain } from '../vault/keychain.ts';
import { VERSION } from '../version.ts';
import { run, type Printer } from './commands.ts';
import { help, readOptions } from './options.ts';
import { exitCodeOf, type Failed } from './outcomes.ts';
import { readPassphraseFile } from './passphrase-file.ts';

const root = join(import.meta.dirname, '..', '..');

/** A machine without a desktop has no keychain that anybody unlocked. */
const noKeychain = async () => err({ type: 'KeychainAbsent', reason: 'not-installed' } as const);
const keychain: Keychain = { read: noKeychain, write: noKeychain, remove: noKeychain };

const say = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
const complain = (value: unknown): void => void process.stderr.write(`${JSON.stringify(value)}\n`);

// Whoever reads the answer may stop early (`| head`): that is no error, and no reason to leave without closing the caseload.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const asked = readOptions(args);
  if (!asked.ok) return failed(asked.error);
  if (asked.value === null) {
    process.stdout.write(help());
    return 0;
  }
  const { dir, passphraseFile, command } = asked.value;
  const secret = readPassphraseFile(passphraseFile);
  if (!secret.ok) return failed(secret.error);
  if (secret.value.readByOthers) complain({ warning: { type: 'PassphraseFileReadByOthers', file: passphraseFile } });

  const service = createService({
    offline: true,
    dir: resolve(dir),
    demoDir: resolve(dir),
    demo: false,
    host: 'test',
    version: VERSION,
    migrationsDir: join(root, 'migrations', 'caseload'),
    questionnairesDir: join(root, 'resources', 'questionnaires'),
    paperFontDir: join(root, 'node_modules', '@fontsource-variable', 'atkinson-hyperlegible-next', 'files'),
    keychain,
    now: Date.now,
    newId: idMaker(Date.now),
    random: (bytes) => new Uint8Array(randomBytes(bytes)),
    emit: () => undefined,
  });
  try {
    const told = await run({ service, passphrase: secret.value.passphrase, print: printing }, command);
    if (!told.ok) return failed(told.error);
    say(told.value);
    return 0;
  } catch (error) {
    return failed(unexpected(error));
  } finally {
    // What was asked is answered; a caseload that is busy elsewhere at this moment only misses the line of its locking.
    await service.close().catch(() => undefined);
  }
}

function failed(error: Failed): number {
  complain({ error });
  return exitCodeOf(error.type);
}

/** Its message may quote personal data: only what kind it is, and where it happened, is said. */
function unexpected(error: unknown): Failed {
  const known = databaseError(error);
  if (known?.type === 'DatabaseBusy' || known?.type === 'DiskFull' || known?.type === 'NoAccess') return known;
  if (known?.type === 'DatabaseDamaged') return { type: 'databaseDamaged' };
  const kind = error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'Error';
  const where =
    error instanceof Error
      ? (error.stack ?? '')
          .split('\n')
          .slice(1, 4)
          .map((line) => line.trim())
      : [];
  return { type: 'Unexpected', kind, where };
}

/** PDFs are printed by the machine's Chromium, which starts for the first and ends after it, also at Ctrl+C. */
async function printing(html: string, how: Parameters<Printer>[1]): Promise<Result<Uint8Array, Failed>> {
  const { chromiumPath } = await import('../../scripts/machine.ts');
  const executablePath = chromiumPath();
  if (executablePath === null) return err({ type: 'NoBrowser' });
  const { chromiumPrinter } = await import('../../scripts/chromium/print.ts');
  const printer = chromiumPrinter(executablePath);
  const stopped = Promise.withResolvers<Result<never, Failed>>();
  const stop = (): void => stopped.resolve(err({ type: 'Interrupted' }));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await Promise.race([printer.print(html, how).then((bytes) => ok(bytes)), stopped.promise]);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await printer.close();
  }
}
