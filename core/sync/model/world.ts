/**
 * Three laptops of two advisers, a server and an outsider who writes down what really happened. A run is a list of commands,
 * each four small numbers, so that any list means something and a shorter list is a simpler story.
 */
import {
  Broken,
  checkLaptop,
  checkLetGo,
  checkQuiet,
  checkServer,
  checkWire,
  missing,
  type Witness,
} from './invariants.ts';
import {
  copyOfDisk,
  round,
  seenBy,
  startDisk,
  unansweredOf,
  write,
  type Disk,
  type Laptop,
  type Network,
  type Sizes,
} from './laptop.ts';
import type { Plant } from './plants.ts';
import {
  backupOf,
  eraseDossier,
  grantDossier,
  grantsOf,
  keyOf,
  pull,
  push,
  restoreServer,
  revokeDossier,
  snapshot,
  startServer,
  takeOver,
  type Row,
  type Server,
  type ServerState,
} from './server.ts';

/** What to do, and three numbers that say with whom, with what and how. */
export type Command = readonly [kind: number, one: number, two: number, three: number];

export const KINDS = [
  'sync',
  'edit',
  'addRow',
  'makeDossier',
  'grant',
  'settle',
  'remove',
  'revoke',
  'advance',
  'cut',
  'grantForAWhile',
  'time',
  'syncPullFirst',
  'erase',
  'takeOver',
  'copyLaptop',
  'restoreLaptop',
  'twin',
  'backup',
  'restoreServer',
  'bad',
  'upgradeLaptop',
  'upgradeServer',
  'clock',
] as const;
type Kind = (typeof KINDS)[number];

/** How often each is drawn. */
const WEIGHTS: Record<Kind, number> = {
  sync: 16,
  edit: 22,
  addRow: 4,
  makeDossier: 2,
  grant: 7,
  settle: 4,
  remove: 3,
  revoke: 5,
  advance: 16,
  cut: 5,
  grantForAWhile: 2,
  time: 2,
  syncPullFirst: 3,
  erase: 1,
  takeOver: 4,
  copyLaptop: 2,
  restoreLaptop: 2,
  twin: 1,
  backup: 2,
  restoreServer: 3,
  bad: 1,
  upgradeLaptop: 1,
  upgradeServer: 1,
  clock: 1,
};
const LOT: readonly number[] = KINDS.flatMap((kind, at) => Array.from({ length: WEIGHTS[kind] }, () => at));

/** A dossier that both advisers hold: what most stories begin with. */
const SHARED: readonly Command[] = [
  [3, 0, 0, 0],
  [2, 0, 0, 0],
  [0, 0, 0, 0],
  [4, 1, 0, 0],
  [0, 1, 0, 0],
  [0, 2, 0, 0],
];

/** The commands of one run, by a small generator of numbers of its own. */
export function commandsOf(seed: number): Command[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const length = 4 + (next() % 30);
  const opening = next();
  const commands: Command[] = [];
  // A backup from before there was anything makes a restore lose whole dossiers.
  if (opening % 4 === 0) commands.push([KINDS.indexOf('backup'), 0, 0, 0]);
  // A second row gives a snapshot pages.
  if (opening % 9 !== 0) commands.push(...SHARED.filter((_, at) => at !== 1 || opening % 2 === 0));
  // Sometimes the maker has not heard yet that the dossier began.
  const first = commands.findIndex(([kind]) => kind === 0);
  if (opening % 5 === 0 && first !== -1) commands[first] = [KINDS.indexOf('advance'), 0, 6, 0];
  for (let at = 0; at < length; at += 1)
    commands.push([LOT[next() % LOT.length] as number, next() % 16, next() % 16, next() % 16]);
  return commands;
}

const USERS = ['Anna', 'Bram'] as const;

export type World = {
  readonly server: Server;
  readonly laptops: readonly Laptop[];
  readonly witness: Witness;
  readonly say: ((line: string) => void) | null;
  readonly rounds: (Round | null)[];
  readonly copies: (Disk | null)[];
  backup: ServerState | null;
  readonly checked: { server: number; laptops: number[] };
  /** All dossiers and rows there ever were, so that a number means the same one. */
  readonly dossiers: string[];
};
type Round = {
  readonly steps: Generator<string, boolean>;
  /** Where it stopped. */
  at: string;
  pulled: ReadonlyMap<string, string> | null;
};

function startWorld(plant: Plant | null, say: ((line: string) => void) | null): World {
  const counts = new Map<string, number>();
  const newName = (kind: string): string => {
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    // New rows and dossiers come before as often as after those that are there.
    const letter = kind === 'row' || kind === 'dossier' ? 'mfthwbqc'[count % 8] : '';
    return `${kind}-${letter}${count}`;
  };
  const laptops = [
    ['Anna’s laptop', 'Anna'],
    ['Bram’s laptop', 'Bram'],
    ['Anna’s other laptop', 'Anna'],
  ].map(([name, user]) => ({
    name: name as string,
    disk: startDisk(user as string, newName('device'), 1),
    version: 0,
    clock: 1000,
    plant,
    newName,
  }));
  const server = startServer(plant, newName, 1);
  return {
    server,
    laptops,
    witness: {
      made: new Map(),
      lost: new Set(),
      copied: new Set(),
      taken: new Set(),
      everTaken: new Set(),
      numbers: new Map(),
    },
    say,
    rounds: [null, null, null],
    copies: [null, null, null],
    backup: null,
    checked: { server: -1, laptops: [-1, -1, -1] },
    dossiers: [],
  };
}

const SIZES: readonly Sizes[] = [
  { batch: 50, page: 50, rows: 50 },
  { batch: 1, page: 1, rows: 1 },
  { batch: 2, page: 3, rows: 2 },
];

/** A round that does not end is a failure of its own. */
const MOST_STEPS = 600;

function runCommand(world: World, [kindNumber, one, two, three]: Command): void {
  const kind = KINDS[kindNumber % KINDS.length] as Kind;
  const at = one % 3;
  const laptop = world.laptops[at] as Laptop;
  const { server, witness, say } = world;
  const user = USERS[one % 2] as string;
  const dossier = world.dossiers[two % Math.max(1, world.dossiers.length)];
  let mayLose = false;
  switch (kind) {
    case 'sync':
    case 'syncPullFirst': {
      cut(world, at);
      const result = goOn(world, at, MOST_STEPS, kind === 'syncPullFirst', two);
      say?.(
        `${laptop.name} syncs${kind === 'syncPullFirst' ? ', pulling first' : ''}${result ? '' : ' (there is more to do)'}`,
      );
      break;
    }
    case 'advance': {
      const steps = 1 + (two % 7);
      const sentences: string[] = [];
      goOn(world, at, steps, false, three, sentences);
      say?.(`${laptop.name} goes on syncing: ${sentences.join('; ')}`);
      break;
    }
    case 'cut': {
      if (world.rounds[at]) say?.(`${laptop.name} is cut off, or crashes`);
      cut(world, at);
      break;
    }
    case 'makeDossier': {
      const made = server.newName('dossier');
      world.dossiers.push(made);
      author(world, laptop, made, made, null, { a: three % 3 });
      break;
    }
    case 'addRow': {
      const [held] = pick([...laptop.disk.held.keys()], two);
      if (held !== undefined) author(world, laptop, held, server.newName('row'), null, valuesFor(laptop, three));
      break;
    }
    case 'edit':
    case 'bad':
    case 'remove':
    case 'settle': {
      const isSettling = kind === 'settle';
      const all = [...laptop.disk.rows.values()];
      const [row] = pick(isSettling ? all.filter((row) => Object.keys(row.state.others).length > 0) : all, two);
      if (!row || !laptop.disk.held.has(row.dossier)) break;
      const fields =
        kind === 'remove'
          ? { deleted: row.state.values['deleted'] !== true }
          : isSettling
            ? Object.fromEntries(Object.keys(row.state.others).map((field) => [field, three % 3]))
            : valuesFor(laptop, three);
      if (isSettling && laptop.disk.schema === 1) delete fields['c'];
      if (Object.keys(fields).length > 0)
        author(world, laptop, row.dossier, row.row, row, fields, isSettling, kind === 'bad');
      break;
    }
    case 'grant':
    case 'grantForAWhile': {
      const until = kind === 'grant' ? null : server.time + 1 + (three % 20);
      if (dossier !== undefined && grantDossier(server, user, dossier, until)) {
        witness.taken.delete(`${user} ${dossier}`);
        say?.(`${dossier} is granted to ${user}${until === null ? '' : ` for ${until - server.time} days`}`);
      }
      break;
    }
    case 'revoke': {
      if (dossier !== undefined && revokeDossier(server, user, dossier)) {
        witness.taken.add(`${user} ${dossier}`);
        witness.everTaken.add(`${user} ${dossier}`);
        say?.(`${dossier} is taken from ${user}`);
      }

      break;
    }
    case 'time': {
      const days = 1 + (two % 16);
      server.time += days;
      // No request is under way for days.
      for (let each = 0; each < 3; each += 1) cut(world, each);
      for (const each of world.laptops) each.clock += days;
      server.version += 1;
      mayLose = true;
      say?.(`${days} days go by`);
      break;
    }
    case 'erase': {
      if (dossier === undefined || server.erased.has(dossier)) break;
      eraseDossier(server, dossier);
      say?.(`${dossier} is erased`);
      break;
    }
    case 'takeOver': {
      const [id] = pick([...server.state.quarantine.keys()], two);
      if (id !== undefined && takeOver(server, user, id)) say?.(`${user} takes over ${id} from quarantine`);
      break;
    }
    case 'copyLaptop': {
      world.copies[at] = copyOfDisk(laptop.disk);
      say?.(`a backup is made of ${laptop.name}`);
      break;
    }
    case 'restoreLaptop': {
      const copy = world.copies[at];
      if (!copy) break;
      cut(world, at);
      witness.copied.add(copy.device);
      laptop.disk = { ...copyOfDisk(copy), schema: laptop.disk.schema };
      laptop.version += 1;
      mayLose = true;
      say?.(`${laptop.name} is restored from its backup`);
      break;
    }
    case 'twin': {
      const [from, to] = one % 2 === 0 ? [0, 2] : [2, 0];
      cut(world, to);
      const [source, target] = [world.laptops[from] as Laptop, world.laptops[to] as Laptop];
      target.disk = { ...copyOfDisk(source.disk), schema: Math.max(source.disk.schema, target.disk.schema) };
      witness.copied.add(source.disk.device);
      target.version += 1;
      mayLose = true;
      say?.(`${target.name} is made a copy of ${source.name}, name and all`);
      break;
    }
    case 'backup': {
      world.backup = backupOf(server);
      say?.('a backup is made of the server');
      break;
    }
    case 'restoreServer': {
      if (!world.backup) break;
      restoreServer(server, backupOf({ ...server, state: world.backup }));
      witness.numbers = new Map();
      // No answer outlives the server that gave it. One that was stored a moment before is the same story.
      world.rounds.forEach((each, index) => {
        if (each?.at.includes('comes back')) cut(world, index);
      });
      mayLose = true;
      say?.(`the server is restored from its backup (${server.state.epoch}, seq ${server.state.seq})`);
      break;
    }
    case 'upgradeLaptop': {
      if (laptop.disk.schema === 2) break;
      cut(world, at);
      laptop.disk.schema = 2;
      laptop.version += 1;
      say?.(`${laptop.name} gets the newer version`);
      break;
    }
    case 'upgradeServer': {
      if (server.state.schema === 2) break;
      server.state.schema = 2;
      server.version += 1;
      say?.('the server gets the newer version');
      break;
    }
    case 'clock': {
      laptop.clock += (two % 2 === 0 ? 1 : -1) * 365;
      say?.(`the clock of ${laptop.name} is set a year ${two % 2 === 0 ? 'ahead' : 'back'}`);
      break;
    }
  }
  check(world, mayLose);
}

const pick = <T>(items: readonly T[], number: number): readonly [T] | readonly [] =>
  items.length === 0 ? [] : [items[number % items.length] as T];

const valuesFor = (laptop: Laptop, number: number): Record<string, unknown> => {
  const value = number % 3;
  const which = (number >> 2) % 4;
  if (which === 0) return { a: value };
  if (which === 1) return { b: value };
  if (which === 2) return { a: value, b: value };
  return laptop.disk.schema === 1 ? { b: value } : { c: value };
};

function author(
  world: World,
  laptop: Laptop,
  dossier: string,
  row: string,
  before: Row | null,
  fields: Record<string, unknown>,
  isSettling = false,
  isBad = false,
): void {
  const { disk } = laptop;
  const shown = (field: string, all: boolean): readonly string[] => (before ? seenBy(before, field, all) : []);
  const seesAll = isSettling || laptop.plant === 'typing-sees-all';
  const sees = before && Object.fromEntries(Object.keys(fields).map((field) => [field, shown(field, seesAll)]));
  const operation = {
    id: world.server.newName('op'),
    row,
    dossier,
    schema: disk.schema,
    at: laptop.clock,
    actor: disk.user,
    isBad,
    fields,
    sees,
  };
  // O4, by the outsider: nobody may claim to have seen what was not on the screen.
  for (const [field, ids] of Object.entries(sees ?? {})) {
    const onScreen = shown(field, isSettling);
    const unseen = ids.find((id) => !onScreen.includes(id));
    if (unseen !== undefined)
      throw new Broken('I2', `${operation.id} replaces ${unseen}, which its author was not shown`);
  }
  world.witness.made.set(operation.id, operation);
  write(laptop, operation);
  if (!world.say) return;
  const what = Object.entries(fields).map(([field, value]) => {
    const over = sees?.[field]?.join(' and ') ?? '';
    return `${field} = ${String(value)}${over === '' ? '' : ` over ${over}`}`;
  });
  const verb = before === null ? 'makes' : isSettling ? 'settles' : isBad ? 'writes what does not fit in' : 'edits';
  const place = row === dossier ? dossier : `${row} of ${dossier}`;
  world.say(`${laptop.name} ${verb} ${place}: ${what.join(', ')} (${operation.id})`);
}

function cut(world: World, at: number): void {
  world.rounds[at] = null;
}

/** Goes on with the round of a laptop, or begins one. Says whether it ended with nothing left to do. */
function goOn(
  world: World,
  at: number,
  steps: number,
  isPullFirst: boolean,
  size: number,
  sentences?: string[],
): boolean {
  const laptop = world.laptops[at] as Laptop;
  let going = world.rounds[at];
  if (!going) {
    const begun: Round = {
      steps: round(
        laptop,
        networkOf(world, () => begun),
        SIZES[size % SIZES.length] as Sizes,
        isPullFirst,
      ),
      at: '',
      pulled: null,
    };
    going = begun;
    world.rounds[at] = going;
  }
  for (let step = 0; step < steps; step += 1) {
    const next = going.steps.next();
    // Every state that a crash would leave is looked at.
    checkLaptopNow(world, at);
    if (next.done) {
      world.rounds[at] = null;
      sentences?.push('done');
      if (next.value && going.pulled) checkLetGo(laptop, going.pulled);
      return next.value;
    }
    going.at = next.value;
    sentences?.push(next.value);
  }
  if (steps === MOST_STEPS) throw new Broken('I7', `${laptop.name} syncs without end`);
  return false;
}

function networkOf({ server, witness }: World, round: () => Round): Network {
  return {
    push: (ask) => {
      const isNew = (id: string): boolean => !server.state.answers.has(id);
      const numbered = ask.operations.filter(({ operation }) => isNew(operation.id));
      const answer = push(server, ask);
      // P7 is for laptops that were copied, and for no others.
      if (answer.type === 'copied' && !witness.copied.has(ask.device))
        throw new Broken('P7', `${ask.device} was taken for a copy, which it is not`);
      if (answer.type === 'answered') {
        for (const { n, operation } of numbered) {
          const number = `${ask.device} ${n}`;
          const other = witness.numbers.get(number) ?? operation.id;
          if (other !== operation.id) throw new Broken('O3', `${number} is ${other}, and ${operation.id} as well`);
          witness.numbers.set(number, operation.id);
        }
      }
      return answer;
    },
    pull: (ask) => {
      const answer = pull(server, ask);
      checkWire(server, ask.user, answer);
      round().pulled = grantsOf(server, ask.user);
      return answer;
    },
    snapshot: (ask) => {
      const answer = snapshot(server, ask);
      checkWire(server, ask.user, answer);
      return answer;
    },
    schema: () => server.state.schema,
  };
}

function checkLaptopNow(world: World, at: number): void {
  const laptop = world.laptops[at] as Laptop;
  if (world.checked.laptops[at] === laptop.version) return;
  world.checked.laptops[at] = laptop.version;
  checkLaptop(laptop, world.witness);
}

function check(world: World, mayLose: boolean): void {
  const { server, witness, checked } = world;
  let changed = false;
  world.laptops.forEach((laptop, at) => {
    changed ||= checked.laptops[at] !== laptop.version;
    checkLaptopNow(world, at);
  });
  if (checked.server !== server.version) {
    changed = true;
    checked.server = server.version;
    checkServer(server, witness);
  }
  if (!changed && !mayLose) return;
  for (const id of missing(server, world.laptops, witness)) {
    if (!mayLose) throw new Broken('I2', `${id} is nowhere any more`);
    witness.lost.add(id);
  }
}

/** Everybody syncs until nothing moves; then everybody gets the newer version, and again. */
function makeQuiet(world: World, first: number): void {
  for (const isUpgraded of [false, true]) {
    if (isUpgraded) {
      world.say?.('everybody gets the newer version');
      world.server.state.schema = 2;
      world.server.version += 1;
      for (const laptop of world.laptops) {
        laptop.disk.schema = 2;
        laptop.version += 1;
      }
    }
    world.say?.('all sync until nothing moves');
    for (let at = 0; at < 3; at += 1) cut(world, at);
    for (let rounds = 0; rounds < 6; rounds += 1) {
      let isDone = true;
      for (let each = 0; each < 3; each += 1) {
        const at = (first + each) % 3;
        isDone = goOn(world, at, MOST_STEPS, false, at) && isDone;
      }
      check(world, false);
      if (isDone && rounds > 0) break;
    }
    checkQuiet(world.server, world.laptops, world.witness);
  }
}

/** One run. Null when every invariant held. */
export function run(
  commands: readonly Command[],
  plant: Plant | null,
  say: ((line: string) => void) | null = null,
): { readonly broken: Broken | null; readonly world: World } {
  const world = startWorld(plant, say);
  try {
    for (const command of commands) runCommand(world, command);
    // Who comes first matters, most of all after a restore.
    makeQuiet(world, commands.length);
    return { broken: null, world };
  } catch (error) {
    if (error instanceof Broken) return { broken: error, world };
    throw error;
  }
}

export const wordsFor = (world: World): string[] => {
  const { server, laptops } = world;
  const rowsIn = (rows: Iterable<Row>): string =>
    [...rows]
      .map(({ dossier, row, seq, state }) => {
        const heads = Object.entries(state.heads).map(([field, ids]) => `${field}:[${ids.join(' ')}]`);
        return `\n      ${keyOf(dossier, row)} up to seq ${seq}: ${heads.join(' ')}`;
      })
      .join('');
  const grants = [...server.state.grants].map(([key, { epoch }]) => `${key} (${epoch})`).join(', ');
  return [
    `  the server: ${server.state.epoch}, seq ${server.state.seq}, grants ${grants || 'none'}, quarantine ${[...server.state.quarantine.keys()].join(' ') || 'empty'}${rowsIn(server.state.rows.values())}`,
    ...laptops.map(({ name, disk }) => {
      const held = [...disk.held].map(([dossier, { epoch }]) => `${dossier} (${epoch ?? 'to be fetched'})`).join(', ');
      const waiting = unansweredOf(disk).map(({ operation, n }) => `${operation.id} as ${n}`);
      return `  ${name}: ${disk.device}, knows ${disk.serverEpoch ?? 'no server'} up to ${disk.cursor}, holds ${held || 'nothing'}, waiting ${waiting.join(' ') || 'nothing'}${rowsIn(disk.rows.values())}`;
    }),
  ];
};
