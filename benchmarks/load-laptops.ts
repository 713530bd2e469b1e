/**
 * The laptops of `load`: keys, proofs, tokens, push, pull, and a line on which the server says that there is news. As the real ones do, each
 * has one round at a time: hand in what waits, pull until there is nothing new. Told by the messages of load.ts, and answers with what was seen.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { z } from 'zod';
import { SCHEMAS, type SentOperation, type wireOperation } from '../core/sync/protocol.ts';
import { digestOfGrants } from '../server/holdings.ts';
import { newId, newLaptop, type Laptop } from '../tests/server/support/laptop.ts';

export type Plan = {
  readonly type: 'plan';
  readonly url: string;
  readonly advisers: readonly { readonly codes: readonly string[]; readonly team: string }[];
  readonly minutes: number;
  readonly editEveryMs: number;
};
export type Shared = {
  readonly type: 'seeded';
  /** To be granted to these teams. */
  readonly shared: readonly { readonly dossier: string; readonly team: string }[];
  readonly operations: number;
};
export type Done = {
  readonly type: 'done';
  /** Milliseconds of each. */
  readonly answers: readonly number[];
  readonly arrivals: readonly number[];
  readonly edits: number;
  /** How often an edit was to come to another laptop, and how often it did not. */
  readonly expected: number;
  readonly missing: number;
  readonly failures: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly cpu: number;
  readonly lateness: number;
};

const OWN_DOSSIERS = 8;
const TEAM_DOSSIERS = 1;
const ROWS = 20;
const LETTING_IN_AT_ONCE = 4;
/** What is under way when the time is over may arrive. */
const LAST_MS = 10_000;

type WireOperation = z.infer<typeof wireOperation>;
type Seat = { readonly laptop: Laptop; readonly own: readonly string[]; readonly team: string; cursor: number };

process.once('message', (plan: Plan) => {
  void run(plan).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function run({ url, advisers, minutes, editEveryMs }: Plan): Promise<void> {
  const seats: Seat[] = [];
  const shared: { dossier: string; team: string }[] = [];
  let operations = 0;
  const letIn = async ({ codes, team }: Plan['advisers'][number], adviser: number): Promise<void> => {
    const own = Array.from({ length: OWN_DOSSIERS }, newId);
    const ofTeam = Array.from({ length: TEAM_DOSSIERS }, newId);
    for (const [at, code] of codes.entries()) {
      // Each comes from an address of its own, as laptops at home do.
      const from = { 'x-forwarded-for': `10.${at}.${adviser >> 8}.${adviser & 255}` };
      const laptop = await newLaptop(url, Date.now, from);
      const enrolled = await laptop.enrol(code);
      if (enrolled.status !== 200) throw new Error(`not let in: ${enrolled.text}`);
      if (at === 0) operations += await fill(laptop, [...own, ...ofTeam]);
      seats.push({ laptop, own, team, cursor: 0 });
    }
    shared.push(...ofTeam.map((dossier) => ({ dossier, team })));
  };
  for (let from = 0; from < advisers.length; from += LETTING_IN_AT_ONCE)
    await Promise.all(
      advisers.slice(from, from + LETTING_IN_AT_ONCE).map((adviser, index) => letIn(adviser, from + index)),
    );
  const goes = new Promise((resolve) => process.once('message', resolve));
  process.send?.({ type: 'seeded', shared, operations } satisfies Shared);
  await goes;
  const done = await edit(seats, shared, minutes * 60_000, editEveryMs);
  process.send?.({ type: 'done', ...done } satisfies Done);
}

async function fill(laptop: Laptop, dossiers: readonly string[]): Promise<number> {
  const operations = dossiers.flatMap((dossier) => [
    laptop.operation({ dossier, fields: { surname: 'Verzonnen', place: 'Zandwijk' } }),
    ...Array.from({ length: ROWS - 1 }, () =>
      laptop.operation({
        dossier,
        concept: 'workExperience',
        row: newId(),
        fields: { employer: 'Voorbeeld BV', role: 'Medewerker kas', place: 'Zandwijk', from: '2019-03' },
      }),
    ),
  ]);
  const { results } = await laptop.push(...operations);
  if (results.some(({ result }) => result !== 'applied')) throw new Error('what a laptop began with was not applied');
  return operations.length;
}

async function edit(
  seats: readonly Seat[],
  shared: Shared['shared'],
  lastsMs: number,
  editEveryMs: number,
): Promise<Omit<Done, 'type'>> {
  const answers: number[] = [];
  const arrivals: number[] = [];
  /** Edits that are on their way: when they were handed in, and to how many laptops they are still to come. */
  const onTheirWay = new Map<string, { readonly at: number; left: number }>();
  const seen = { edits: 0, expected: 0, failures: 0, bytesIn: 0, bytesOut: 0 };
  const seatsOf = Map.groupBy(
    seats.flatMap((seat) => dossiersOf(seat).map((dossier) => ({ dossier, seat }))),
    ({ dossier }) => dossier,
  );
  function dossiersOf({ own, team }: Seat): string[] {
    return [...own, ...shared.filter((each) => each.team === team).map(({ dossier }) => dossier)];
  }
  /** The value that stands, as each laptop knows it: an edit says what its author saw. */
  const heads = new Map<Seat, Map<string, string>>(seats.map((seat) => [seat, new Map()]));
  const over = new AbortController();

  const ask = async (laptop: Laptop, path: string, body: object) => {
    const text = JSON.stringify(body);
    seen.bytesIn += text.length;
    let answer = await laptop.ask('POST', path, text);
    if (answer.status === 401) {
      // Ten minutes, and the token is over.
      laptop.forgetToken();
      answer = await laptop.ask('POST', path, text);
    }
    seen.bytesOut += answer.text.length;
    return answer;
  };

  const starts = seats.map((seat) => {
    const { laptop } = seat;
    const waiting: SentOperation[] = [];
    let isBusy = false;
    let isDue = false;
    let digest = '';
    const round = async (): Promise<void> => {
      const sent = waiting.splice(0);
      if (sent.length > 0) {
        const at = performance.now();
        for (const { id, dossier } of sent) {
          const left = (seatsOf.get(dossier)?.length ?? 1) - 1;
          seen.expected += left;
          if (left > 0) onTheirWay.set(id, { at, left });
        }
        const { serverEpoch } = laptop.state;
        const answer = await ask(laptop, '/v1/push', { serverEpoch, operations: sent, unsent: 0 });
        const results = (answer.body.results ?? []) as { result: string }[];
        seen.failures += sent.length - results.filter(({ result }) => result === 'applied').length;
        answers.push(performance.now() - at);
      }
      for (;;) {
        const { serverEpoch } = laptop.state;
        const { cursor } = seat;
        const limit = 1000;
        const pulling = { cursor, serverEpoch, grants: digest, schema: SCHEMAS.to, unsent: 0, limit };
        const answer = await ask(laptop, '/v1/pull', pulling);
        if (answer.status !== 200) {
          seen.failures += 1;
          return;
        }
        const now = performance.now();
        const { operations, more, grants } = answer.body;
        seat.cursor = answer.body.cursor;
        if (grants) digest = digestOfGrants(grants.now);
        for (const { id, device, dossier, row } of operations as WireOperation[]) {
          if (row === dossier) heads.get(seat)?.set(dossier, id);
          const edited = device === laptop.state.device ? undefined : onTheirWay.get(id);
          if (!edited) continue;
          arrivals.push(now - edited.at);
          if (--edited.left === 0) onTheirWay.delete(id);
        }
        if (!more) return;
      }
    };
    const due = (): void => {
      isDue = true;
      if (isBusy) return;
      isBusy = true;
      void (async () => {
        while (isDue) {
          isDue = false;
          await round().catch(() => (seen.failures += 1));
        }
        isBusy = false;
      })();
    };
    const listen = async (): Promise<void> => {
      while (!over.signal.aborted) {
        laptop.forgetToken();
        try {
          const line = await laptop.listen();
          due();
          const stop = (): void => void line.stop();
          over.signal.addEventListener('abort', stop, { once: true });
          await line.each(due).finally(() => over.signal.removeEventListener('abort', stop));
        } catch {
          seen.failures += over.signal.aborted ? 0 : 1;
          await pause(1000);
        }
      }
    };
    const type = async (): Promise<void> => {
      const all = dossiersOf(seat);
      const ofTeam = all.slice(OWN_DOSSIERS);
      const until = performance.now() + lastsMs;
      for (;;) {
        const rest = -Math.log(1 - Math.random()) * editEveryMs;
        if (performance.now() + rest > until) return;
        await pause(rest);
        const among = Math.random() < 0.2 ? ofTeam : seat.own;
        const dossier = among[Math.floor(Math.random() * among.length)] as string;
        const saw = heads.get(seat)?.get(dossier);
        const place = `Plaats ${(seen.edits += 1)}`;
        const operation = laptop.operation({ dossier, fields: { place }, sees: { place: saw ? [saw] : [] } });
        heads.get(seat)?.set(dossier, operation.id);
        waiting.push(operation);
        due();
      }
    };
    return { due, listen, type, isBusy: () => isBusy };
  });

  // First all that is there, as after an evening at home; then the lines; then the typing is what is measured.
  for (const { due } of starts) due();
  const listening = starts.map(({ listen }) => listen());
  do await pause(2000);
  while (starts.some(({ isBusy }) => isBusy()));
  Object.assign(seen, { failures: 0, bytesIn: 0, bytesOut: 0 });
  process.send?.({ type: 'typing' });
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const cpu = process.cpuUsage();
  await Promise.all(starts.map(({ type }) => type()));
  const used = process.cpuUsage(cpu);
  delay.disable();
  for (let waited = 0; onTheirWay.size > 0 && waited < LAST_MS; waited += 100) await pause(100);
  over.abort();
  await Promise.all(listening);
  return {
    ...seen,
    answers,
    arrivals,
    missing: [...onTheirWay.values()].reduce((sum, { left }) => sum + left, 0),
    cpu: (used.user + used.system) / 1e6,
    lateness: Math.max(0, delay.percentile(95) / 1e6 - 5),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
