/**
 * A process that does one thing to a caseload and kills itself, by SIGKILL, at the nth named point between two writes. It
 * prints the name of each point before it, `acknowledged …` for what an adviser would have seen succeed, and `through`.
 *
 *     node tests/support/caseload-child.ts FOLDER ACTION NTH
 */
import { writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import {
  ADVISER,
  DOCUMENT,
  FIRST_NAME,
  IMPORT_FILE,
  ORGANISATION,
  PLACES,
  type CaseloadAction,
} from './caseload-killing.ts';
import { askOf, quietJob, serviceIn } from './space.ts';
import { NEXT_PASSPHRASE, PASSPHRASE } from './vault-killing.ts';

const [root = '', action = '', nth = '0'] = process.argv.slice(2);
let step = 0;
let armed = false;

const say = (line: string): void => void writeSync(1, `${line}\n`);
const service = serviceIn(join(root, 'caseload'), {
  ...(action === 'migration' ? { migrations: join(root, 'migrations') } : {}),
  reached: (point) => {
    // Of many dossiers it is about what stands between their slices.
    if (!armed || (action === 'undoMany' && point !== 'group-closed')) return;
    // Written by the system before the next line runs: a kill can not take it back.
    say(`at ${point}`);
    if (++step === Number(nth)) process.kill(process.pid, 'SIGKILL');
  },
});

const unlock = async (): Promise<void> => {
  await askOf(service, 'vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
  armed = true;
};
const first = async (): Promise<string> => {
  const { lines } = await askOf(service, 'candidates.list', {
    filter: {},
    sort: { column: 'name', descending: false },
    offset: 0,
    limit: 500,
  });
  const found = lines.find((line) => line.givenName === FIRST_NAME);
  if (!found) throw new Error('the caseload was made with somebody in it');
  return found.id;
};

const actions: Record<CaseloadAction, () => Promise<void>> = {
  async setup() {
    armed = true;
    const { recoveryCode } = await askOf(service, 'vault.create', {
      passphrase: PASSPHRASE,
      useKeychain: false,
      adviser: ADVISER,
      organisation: ORGANISATION,
    });
    say(`acknowledged ${recoveryCode}`);
  },
  async edit() {
    await unlock();
    const dossier = await first();
    for (const place of PLACES) {
      await askOf(service, 'dossier.edit', { dossier, concept: 'candidate', row: dossier, fields: { place } });
      say(`acknowledged ${place}`);
    }
  },
  async import() {
    await unlock();
    const opened = await service.askInternal('intake.openPath', { path: join(root, IMPORT_FILE) });
    if (!opened.ok) throw new Error(opened.error.type);
    const { token } = opened.value as { token: string };
    const { plan } = await askOf(service, 'intake.read', { tokens: [token], job: 'import' });
    const { added } = await askOf(service, 'intake.apply', { plan, decisions: [], job: 'import' });
    say(`acknowledged ${added}`);
  },
  async undo() {
    await unlock();
    await askOf(service, 'history.undo', null);
    say('acknowledged undo');
    await askOf(service, 'history.redo', null);
    say('acknowledged redo');
  },
  async undoMany() {
    await unlock();
    await askOf(service, 'history.undo', { job: 'back' });
    say('acknowledged undo');
  },
  /** Open, with something written in it, until somebody ends the process or its standard input. */
  async hold() {
    await unlock();
    const { dossier } = await askOf(service, 'candidates.add', { fields: { surname: 'Erbij' } });
    await askOf(service, 'drafts.save', { key: `${dossier}/1`, body: 'half een zin' });
    say('acknowledged open');
    process.stdin.resume();
    await new Promise((resolve) => process.stdin.once('end', resolve));
  },
  async lock() {
    await unlock();
    await askOf(service, 'drafts.save', { key: 'dossier/1', body: 'half een zin' });
    say('acknowledged draft');
    await service.ask('vault.lock', { why: 'asked' }, quietJob);
    say('acknowledged lock');
  },
  async passphrase() {
    await unlock();
    await askOf(service, 'vault.changePassphrase', { current: PASSPHRASE, next: NEXT_PASSPHRASE });
    say('acknowledged passphrase');
  },
  async backup() {
    await unlock();
    const made = await service.askInternal('caseload.backupTo', { path: join(root, 'backup.jobport') });
    if (!made.ok) throw new Error(made.error.type);
    say('acknowledged backup');
  },
  async document() {
    await unlock();
    const dossier = await first();
    const path = join(root, 'cv.txt');
    writeFileSync(path, DOCUMENT);
    const opened = await service.askInternal('documents.openPath', { path });
    if (!opened.ok) throw new Error(opened.error.type);
    const { token } = opened.value as { token: string };
    const { row } = await askOf(service, 'documents.add', { dossier, token, job: 'add' });
    say(`acknowledged ${row}`);
  },
  async migration() {
    armed = true;
    await unlock();
    say('acknowledged migration');
  },
};

await actions[action as CaseloadAction]();
say('through');
armed = false;
await service.close();
