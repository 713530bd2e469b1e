/**
 * Two versions are always in the field (SYNC.md, Versions; SPEC.md P15, S6, S10, I11): laptops and servers of this version and of the next
 * one, each from its own folder in its own process, on real encrypted caseloads and a real database.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { databases } from '../server/support/office.ts';
import { newFolder, removeFolder } from '../support/caseload.ts';
import { makeNextVersion, THIS_VERSION } from '../support/next-version.ts';
import { PASSPHRASE } from '../support/vault-killing.ts';

const soon = <T>(look: () => Promise<T> | T) => expect.poll(look, { timeout: 25_000, interval: 50 });

let next = '';
beforeAll(() => {
  next = makeNextVersion(newFolder('next-version'));
});
afterAll(() => removeFolder(next));

/** What came back, of a channel that one of the versions may not know. */
type Any = any; // oxlint-disable-line typescript/no-explicit-any

class Process {
  readonly child: ChildProcess;
  readonly lines: AsyncIterator<string>;
  private errors = '';
  constructor(version: string, words: readonly string[]) {
    const [file = '', ...rest] = words;
    this.child = spawn(process.execPath, [join(version, file), ...rest], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
    this.lines = createInterface(this.child.stdout!)[Symbol.asyncIterator]();
  }
  async line(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`it stopped: ${this.errors}`);
    return value;
  }
  async end(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.stdin?.end();
    await gone;
  }
}

describe('two versions', () => {
  const places = databases('SQLite');
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  afterAll(() => places.close());

  /** The office of an organisation, of whichever version: it is stopped, and started again as another. */
  async function office(version: string) {
    const data = join((await places.fresh()).folder, 'server');
    let running: Process;
    let port = '0';
    let of = version;
    const start = async (): Promise<string> => {
      running = new Process(of, ['server/main.ts', '--data', data, '--port', port]);
      for (;;) {
        const found = /The server is at (\S+:(\d+))/.exec(await running.line());
        if (!found) continue;
        port = found[2]!;
        return found[1]!;
      }
    };
    const stop = async (): Promise<void> => {
      const gone = once(running.child, 'exit');
      running.child.kill('SIGTERM');
      await gone;
    };
    const url = await start();
    closing.push(stop);
    const admin = (...words: string[]): Any => {
      const ran = spawnSync(process.execPath, [join(of, 'server/main.ts'), 'admin', ...words, '--data', data], {
        encoding: 'utf8',
      });
      const said: Any = JSON.parse(ran.stdout || 'null');
      if (ran.status !== 0) throw new Error(`${words.join(' ')}: ${ran.stdout}${ran.stderr}`);
      return said;
    };
    return {
      url,
      admin,
      async upgrade(to: string) {
        await stop();
        of = to;
        await start();
      },
    };
  }

  type Office = Awaited<ReturnType<typeof office>>;

  /** Somebody's laptop, of whichever version. */
  async function laptop(at: Office, version: string, name: string) {
    const dir = newFolder('versions');
    let running = new Process(version, ['tests/support/laptop-child.ts', dir]);
    const ask = async (channel: string, input: unknown): Promise<Any> => {
      running.child.stdin?.write(`${JSON.stringify({ channel, input })}\n`);
      const answer: Any = JSON.parse(await running.line());
      if (!answer.ok) throw new Error(`${channel}: ${JSON.stringify(answer.error)}`);
      return answer.value;
    };
    closing.push(async () => {
      await running.end();
      removeFolder(dir);
      removeFolder(`${dir}-keychain`);
    });
    await ask('vault.create', {
      adviser: { name },
      organisation: { name: 'Nog zonder kantoor' },
      passphrase: PASSPHRASE,
      useKeychain: false,
    });
    const person = at.admin('person', 'add', '--name', name, '--roles', 'adviser').id as string;
    const { code } = at.admin('invite', person);
    await ask('sync.connect', { address: at.url, code, name: `laptop van ${name}` });
    return {
      ask,
      person,
      async upgrade(to: string) {
        await running.end();
        running = new Process(to, ['tests/support/laptop-child.ts', dir]);
        await ask('vault.unlock', { by: 'passphrase', passphrase: PASSPHRASE });
      },
      candidate: async (dossier: string): Promise<Any> => (await ask('dossier.open', { dossier })).candidate,
      hobbies: async (dossier: string): Promise<string[]> =>
        ((await ask('dossier.open', { dossier })).rows.hobby as Any[]).map(({ name: each }) => each),
      edit: (dossier: string, fields: object) =>
        ask('dossier.edit', { dossier, concept: 'candidate', row: dossier, fields }),
      async isQuiet(): Promise<boolean> {
        const state = await ask('sync.state', null);
        const { lastContact, doing, onlyHere, unconfirmed, fetching, later } = state;
        return (
          lastContact !== null && doing === 'resting' && onlyHere === later && unconfirmed <= later && fetching === null
        );
      },
      sync: () => ask('sync.now', null),
      verify: async (): Promise<Any> => (await ask('caseload.verify', null)).problems,
    };
  }

  it(
    'an older laptop keeps what it does not know, changes what it knows, and has all of it after its upgrade',
    { timeout: 120_000 },
    async () => {
      const at = await office(next);
      const old = await laptop(at, THIS_VERSION, 'Anna Verzonnen');
      const young = await laptop(at, next, 'Bram Verzonnen');
      const { dossier } = await old.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await soon(() => old.isQuiet()).toBe(true);
      at.admin('grant', 'give', '--dossier', dossier, '--person', young.person);
      await young.sync();
      await soon(async () => (await young.ask('caseload.summary', null)).candidates).toBe(1);

      // What only the next version knows: a field, a value of a known field, a concept; and beside it what both know.
      await young.edit(dossier, { nickname: 'Verzonneling', place: 'Zandwijk' });
      await young.edit(dossier, { phase: 'sabbatical' });
      await young.ask('dossier.addRow', { dossier, concept: 'hobby', fields: { name: 'Puzzelen' } });
      await soon(() => young.isQuiet()).toBe(true);
      // And a dossier that comes to the older one as a whole.
      const { dossier: whole } = await young.ask('candidates.add', {
        fields: { surname: 'Later', nickname: 'Laat' },
      });
      await young.ask('dossier.addRow', { dossier: whole, concept: 'hobby', fields: { name: 'Vissen' } });
      await soon(() => young.isQuiet()).toBe(true);
      at.admin('grant', 'give', '--dossier', whole, '--person', old.person);

      await old.sync();
      await soon(async () => (await old.candidate(dossier)).place).toBe('Zandwijk');
      await soon(async () => (await old.ask('caseload.summary', null)).candidates).toBe(2);
      await soon(async () => (await old.candidate(whole)).surname).toBe('Later');
      expect(await old.candidate(dossier)).toMatchObject({ phase: null, surname: 'Verzonnen' });
      expect(await old.candidate(dossier)).not.toHaveProperty('nickname');
      expect(await old.verify()).toEqual([]);

      // The older one works on, in the same rows: nothing of the newer one is taken away by it.
      await old.edit(dossier, { surname: 'Hernoemd' });
      await old.edit(whole, { place: 'Reigerveen' });
      await soon(() => old.isQuiet()).toBe(true);
      await young.sync();
      await soon(async () => (await young.candidate(whole)).place).toBe('Reigerveen');
      expect(await young.candidate(dossier)).toMatchObject({
        surname: 'Hernoemd',
        nickname: 'Verzonneling',
        phase: 'sabbatical',
      });
      expect(await young.hobbies(dossier)).toEqual(['Puzzelen']);

      await old.upgrade(next);
      expect(await old.candidate(dossier)).toMatchObject({
        surname: 'Hernoemd',
        nickname: 'Verzonneling',
        phase: 'sabbatical',
        place: 'Zandwijk',
      });
      expect(await old.candidate(whole)).toMatchObject({ nickname: 'Laat', place: 'Reigerveen' });
      expect([await old.hobbies(dossier), await old.hobbies(whole)]).toEqual([['Puzzelen'], ['Vissen']]);
      expect(
        (await old.ask('search.find', { words: 'puzzelen', limit: 5 })).hits.map((hit: Any) => hit.dossier),
      ).toEqual([dossier]);
      expect([await old.verify(), await young.verify()]).toEqual([[], []]);
      // And it goes on as one of them.
      await old.edit(dossier, { nickname: 'Verzinsel' });
      await soon(() => old.isQuiet()).toBe(true);
      await young.sync();
      await soon(async () => (await young.candidate(dossier)).nickname).toBe('Verzinsel');
      expect(await young.ask('conflicts.list', { dossier })).toEqual([]);
    },
  );

  it(
    'a newer laptop at an older server: what the server can not read waits and is said, the rest goes, and after its upgrade all is there',
    { timeout: 120_000 },
    async () => {
      const at = await office(THIS_VERSION);
      const young = await laptop(at, next, 'Bram Verzonnen');
      const old = await laptop(at, THIS_VERSION, 'Anna Verzonnen');
      const { dossier } = await old.ask('candidates.add', { fields: { surname: 'Verzonnen' } });
      await soon(() => old.isQuiet()).toBe(true);
      at.admin('grant', 'give', '--dossier', dossier, '--person', young.person);
      await young.sync();
      await soon(async () => (await young.ask('caseload.summary', null)).candidates).toBe(1);

      await young.edit(dossier, { nickname: 'Verzonneling' });
      await young.ask('dossier.addRow', { dossier, concept: 'hobby', fields: { name: 'Puzzelen' } });
      await old.edit(dossier, { place: 'Zandwijk' });
      await soon(() => old.isQuiet()).toBe(true);
      await young.sync();
      // What waits holds up nothing that comes.
      await soon(async () => (await young.candidate(dossier)).place).toBe('Zandwijk');
      await soon(async () => (await young.ask('sync.state', null)).later).toBeGreaterThan(0);
      expect(await young.candidate(dossier)).toMatchObject({ nickname: 'Verzonneling' });
      expect(await old.candidate(dossier)).toMatchObject({ surname: 'Verzonnen' });

      await at.upgrade(next);
      await young.sync();
      await soon(async () => (await young.ask('sync.state', null)).onlyHere).toBe(0);
      await soon(() => young.isQuiet()).toBe(true);
      await old.sync();
      await old.edit(dossier, { surname: 'Hernoemd' });
      await soon(() => old.isQuiet()).toBe(true);
      await old.upgrade(next);
      await soon(async () => (await old.candidate(dossier)).nickname).toBe('Verzonneling');
      expect(await old.candidate(dossier)).toMatchObject({ surname: 'Hernoemd', place: 'Zandwijk' });
      expect(await old.hobbies(dossier)).toEqual(['Puzzelen']);
      await young.sync();
      await soon(async () => (await young.candidate(dossier)).surname).toBe('Hernoemd');
      expect([await old.verify(), await young.verify()]).toEqual([[], []]);
    },
  );
});
