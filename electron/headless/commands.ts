/**
 * The commands of the headless door. Each asks the same service as the window does, through the same contract, so that a
 * deed from here has its operation, its audit line and its undo like any other.
 */
import type { Answer, Ask, Channel } from '../../core/contract/contract.ts';
import { err, ok, type Result } from '../../core/domain/result.ts';
import type { InternalAsk, InternalChannel, Job, Service } from '../caseload/service.ts';
import type { Composed } from '../caseload/handover.ts';
import { failedAs, type Failed } from './outcomes.ts';
import type { Command } from './options.ts';
import { readPassphraseFile } from './passphrase-file.ts';

export type Printer = (
  html: string,
  how: { header: string; footer: string; title: string; lang: string },
) => Promise<Result<Uint8Array, Failed>>;

type Door = {
  readonly service: Service;
  readonly passphrase: string;
  readonly print: Printer;
};
type Told = Result<unknown, Failed>;
type CommandOf<N extends Command['name']> = Extract<Command, { name: N }>;

/** Whoever waits for an answer on the command line sees no progress; Ctrl+C ends the process, and a transaction with it. */
const job: Job = { progress: () => undefined, cancelled: () => false };

async function ask<C extends Channel>(door: Door, channel: C, input: Ask<C>): Promise<Result<Answer<C>, Failed>> {
  const answer = await door.service.ask(channel, input, job);
  return answer.ok ? ok(answer.value as Answer<C>) : err(failedAs(answer.error));
}

async function askInside<T>(door: Door, channel: InternalChannel, input: InternalAsk[InternalChannel]) {
  const answer = await door.service.askInternal(channel, input);
  return answer.ok ? ok(answer.value as T) : err(failedAs(answer.error));
}

export async function run(door: Door, command: Command): Promise<Told> {
  const state = await ask(door, 'vault.state', null);
  if (!state.ok) return state;
  if (command.name === 'create') return create(door, command, state.value);
  if (state.value.type === 'none') return err({ type: 'NoCaseload' });
  if (state.value.type === 'trouble') return err({ type: state.value.trouble });
  const unlocked = await ask(door, 'vault.unlock', { by: 'passphrase', passphrase: door.passphrase });
  if (!unlocked.ok) return unlocked;
  switch (command.name) {
    case 'import':
      return takeIn(door, command);
    case 'list':
      return list(door);
    case 'show':
      return isId(command.dossier) ? ask(door, 'dossier.open', { dossier: command.dossier }) : notFound;
    case 'search':
      return ask(door, 'search.find', { words: command.words, limit: command.limit });
    case 'export':
      return isId(command.dossier) ? handOver(door, command) : notFound;
    case 'history':
      return isId(command.dossier) ? history(door, command.dossier) : notFound;
    case 'verify': {
      const verified = await ask(door, 'caseload.verify', null);
      return verified.ok && verified.value.problems.length > 0
        ? err({ type: 'ProblemsFound', found: verified.value })
        : verified;
    }
    case 'backup':
      return askInside<Answer<'caseload.backup'>>(door, 'caseload.backupTo', { path: command.out });
    case 'pack':
      return bringLists(door, command);
    case 'generate':
      return askInside<{ candidates: number }>(door, 'caseload.generate', command);
  }
}

const notFound = err<Failed>({ type: 'DossierNotFound' });
/** What is no id is no dossier: the contract would call it bad input, which says less. */
const isId = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

async function create(
  door: Door,
  command: CommandOf<'create'>,
  state: Answer<'vault.state'>,
): Promise<Result<Answer<'vault.create'>, Failed>> {
  if (state.type !== 'none') return err({ type: 'CaseloadExists' });
  return ask(door, 'vault.create', {
    passphrase: door.passphrase,
    useKeychain: false,
    organisation: { name: command.organisation },
    adviser: { name: command.adviser },
  });
}

async function list(door: Door): Promise<Result<Answer<'candidates.list'>, Failed>> {
  const lines: Answer<'candidates.list'>['lines'] = [];
  for (;;) {
    const page = await ask(door, 'candidates.list', {
      filter: {},
      sort: { column: 'name', descending: false },
      offset: lines.length,
      limit: 500,
    });
    if (!page.ok) return page;
    lines.push(...page.value.lines);
    if (page.value.lines.length === 0 || lines.length >= page.value.total) return ok({ ...page.value, lines });
  }
}

async function history(door: Door, dossier: string): Promise<Result<Answer<'dossier.history'>, Failed>> {
  const opened = await ask(door, 'dossier.open', { dossier });
  if (!opened.ok) return opened;
  return every(door, 'dossier.history', { dossier });
}

/** All pages of an answer that comes in pages. */
async function every<C extends 'dossier.history' | 'intake.notUnderstood'>(
  door: Door,
  channel: C,
  of: Omit<Ask<C>, 'offset' | 'limit'>,
): Promise<Result<{ total: number; entries: Answer<C>['entries'][number][] }, Failed>> {
  const entries: Answer<C>['entries'][number][] = [];
  for (let offset = 0; ; offset += 200) {
    const page = await ask(door, channel, { ...of, offset, limit: 200 } as Ask<C>);
    if (!page.ok) return page;
    entries.push(...page.value.entries);
    if (offset + 200 >= page.value.total) return ok({ total: page.value.total, entries });
  }
}

async function takeIn(door: Door, command: CommandOf<'import'>): Promise<Told> {
  const tokens: string[] = [];
  for (const file of command.files) {
    const opened = await askInside<{ token: string }>(door, 'intake.openPath', { path: file });
    if (!opened.ok) return err({ ...opened.error, file });
    tokens.push(opened.value.token);
  }
  const read = await ask(door, 'intake.read', { tokens, job: 'import' });
  if (!read.ok) return read;
  const { plan, found, beside, problems } = read.value;
  if (problems.length > 0) return err({ type: 'FilesWithProblems', problems });

  const decided: { line: Answer<'intake.look'>; decision: Ask<'intake.apply'>['decisions'][number]['decision'] }[] = [];
  const others = new Set(beside);
  for (let index = 0; index < found; index++) {
    const looked = await ask(door, 'intake.look', { plan, index });
    if (!looked.ok) return looked;
    // Whoever has another reference is another person, as the window suggests too: skipping them would lose them.
    const isOther = !looked.value.same || (command.same === null && others.has(index));
    decided.push({ line: looked.value, decision: isOther ? 'add' : (command.same ?? 'skip') });
  }
  const suggestions = decided
    .filter(({ line }) => line.same !== null)
    .map(({ line: { file, position, name, same }, decision }) => ({ file, position, name, same, decision }));
  const notUnderstood: unknown[] = [];
  for (const index of read.value.notUnderstood) {
    const { file, position } = decided[index]?.line ?? {};
    const parts = await every(door, 'intake.notUnderstood', { plan, index });
    if (!parts.ok) return parts;
    notUnderstood.push(...parts.value.entries.map((part) => ({ file, position, ...part })));
  }
  const countOf = (lines: typeof decided, wanted: string): number =>
    lines.filter(({ decision }) => decision === wanted).length;
  const files = [...new Set(decided.map(({ line }) => line.file))].map((file) => {
    const lines = decided.filter(({ line }) => line.file === file);
    return {
      file,
      format: lines[0]?.line.format,
      dossiers: lines.length,
      added: countOf(lines, 'add'),
      merged: countOf(lines, 'merge'),
      skipped: countOf(lines, 'skip'),
    };
  });
  const report = { files, suggestions, notUnderstood };
  if (command.dryRun) return ok({ written: false, ...report });
  const applied = await ask(door, 'intake.apply', {
    plan,
    decisions: decided.map(({ line, decision }) => ({ index: line.index, decision })),
    job: 'import',
  });
  return applied.ok ? ok({ written: true, ...applied.value, ...report }) : applied;
}

async function bringLists(door: Door, command: CommandOf<'pack'>): Promise<Told> {
  const tokens: string[] = [];
  for (const path of command.files) {
    const opened = await askInside<{ token: string }>(door, 'packs.openPath', { path });
    if (!opened.ok) return opened;
    tokens.push(opened.value.token);
  }
  const read = await ask(door, 'packs.read', { tokens, job: 'pack' });
  if (!read.ok) return read;
  const { plan, ready, packs, problems } = read.value;
  if (!ready) return err({ type: 'FilesWithProblems', problems });
  const imported = await ask(door, 'packs.import', { plan, job: 'pack' });
  return imported.ok ? ok({ ...imported.value, files: packs.flatMap(({ files }) => files), problems }) : imported;
}

async function handOver(door: Door, command: CommandOf<'export'>): Promise<Told> {
  const { dossier, recipient, recipientName, format, language } = command;
  const asked = { dossier, recipient, recipientName, format, language };
  const composed = await askInside<Composed>(door, 'handover.compose', asked);
  if (!composed.ok) return composed;
  const { page, body, leftOut, unsaid } = composed.value;
  const printed = page ? await door.print(body, { ...page, lang: language }) : ok(null);
  if (!printed.ok) return printed;
  const secret = command.zipPasswordFile === null ? null : readPassphraseFile(command.zipPasswordFile);
  if (secret && !secret.ok) return secret;
  const saved = await askInside<Answer<'handover.save'>>(door, 'handover.record', {
    ask: {
      ...asked,
      ...(secret ? { password: secret.value.passphrase } : {}),
      documents: [...command.documents],
    },
    composed: composed.value,
    path: command.out,
    printed: printed.value,
  });
  return saved.ok ? ok({ ...saved.value, leftOut, unsaid }) : saved;
}
