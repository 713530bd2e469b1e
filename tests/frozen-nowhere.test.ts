/**
 * Somebody who is restricted or shielded is in no list, export, report, merge, bulk, Today or result of a search by part of a name: whoever is frozen of
 * a generated caseload, and however they are looked for. Every question of the contract is said to be one of many people or not, so that a new list
 * can not be forgotten.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHANNELS, LIST_COLUMNS, type Ask, type Channel } from '../core/contract/contract.ts';
import { CONTACT_KINDS } from '../core/domain/concepts.ts';
import { foldedWords } from '../core/domain/fold.ts';
import type { ComposedList } from '../electron/caseload/list-export.ts';
import type { Service } from '../electron/caseload/service.ts';
import { newFolder, removeFolder } from './support/caseload.ts';
import { SET_UP } from './support/desktop.ts';
import { askOf, quietJob, serviceIn } from './support/space.ts';
import { PASSPHRASE } from './support/vault-killing.ts';

const PEOPLE = 40;
const NAME = { column: 'name', descending: false } as const;
let dir: string;
let service: Service;
let everybody: { id: string; name: string[] }[];
let today: string;

beforeAll(async () => {
  dir = newFolder('frozen');
  service = serviceIn(join(dir, 'caseload'));
  await askOf(service, 'vault.create', { ...SET_UP, passphrase: PASSPHRASE });
  await service.askInternal('caseload.generate', { candidates: PEOPLE, seed: 7, language: 'nl' });
  today = new Intl.DateTimeFormat('sv-SE').format(new Date());
  const { lines } = await list({});
  // Names of their own, so that a name in an answer tells whose it is; two look alike, and each has work for today.
  everybody = [];
  for (const [index, { id }] of lines.entries()) {
    const name = [`Voor${letters(index)}`, 'van', `Achter${letters(Math.floor(index / 2))}`];
    const [givenName, prefix, surname] = name;
    const fields = {
      givenName,
      prefix,
      surname,
      initials: null,
      postcode: '1234 AB',
      place: `Plaats${letters(index)}`,
    };
    await edit(id, 'candidate', id, fields);
    for (const [concept, row] of [
      ['task', { what: `Bellen ${letters(index)}`, dueOn: today }],
      ['appointment', { subject: `Gesprek ${letters(index)}`, date: today, time: '09:00', state: 'planned' }],
      [
        'contactMoment',
        { kind: CONTACT_KINDS[0], date: '2026-01-05', subject: `Depressie ${letters(index)}`, finished: 'no' },
      ],
      ['contactDetail', { email: `${letters(Math.floor(index / 2))}@voorbeeld.invalid` }],
    ] as const)
      await askOf(service, 'dossier.addRow', { dossier: id, concept, fields: row });
    const { row } = await askOf(service, 'dossier.addRow', {
      dossier: id,
      concept: 'skill',
      fields: { name: `Weg ${letters(index)}` },
    });
    await askOf(service, 'dossier.removeRow', { dossier: id, concept: 'skill', row });
    everybody.push({ id, name });
  }
}, 240_000);
afterAll(async () => {
  await service.close();
  removeFolder(dir);
});

const letters = (index: number): string => `${'abcdefghij'[Math.floor(index / 10)]}${'klmnopqrst'[index % 10]}xq`;
const list = (filter: Ask<'candidates.list'>['filter']) =>
  askOf(service, 'candidates.list', { filter, sort: NAME, offset: 0, limit: 500 });
const edit = (dossier: string, concept: 'candidate' | 'restriction', row: string, fields: Record<string, unknown>) =>
  askOf(service, 'dossier.edit', { dossier, concept, row, fields: fields as never });

/** Of many people: what each is asked with is below. */
const LISTS = {
  'candidates.list': async () => [
    await list({}),
    ...(await Promise.all(
      LIST_COLUMNS.map((column) =>
        askOf(service, 'candidates.list', { filter: {}, sort: { column, descending: true }, offset: 0, limit: 500 }),
      ),
    )),
  ],
  'candidates.ids': () => askOf(service, 'candidates.ids', { filter: {}, sort: NAME }),
  'candidates.facets': () => askOf(service, 'candidates.facets', null),
  'today.read': () => askOf(service, 'today.read', { today, quietDays: 30 }),
  'agenda.read': () => askOf(service, 'agenda.read', { from: '2020-01-01', until: '2030-12-31' }),
  'removed.list': () => askOf(service, 'removed.list', { dossier: null, words: '', offset: 0, limit: 200 }),
  'duplicates.list': () => askOf(service, 'duplicates.list', null),
  'freeText.look': async () => {
    const found = [];
    for (let after: number | null = 0; after !== null;) {
      const looked: Awaited<ReturnType<typeof looking>> = await looking(after);
      found.push(looked);
      after = looked.next;
    }
    return found;
  },
  'conflicts.list': () => askOf(service, 'conflicts.list', { dossier: null }),
  'notices.list': () => askOf(service, 'notices.list', null),
  'visit.list': () => askOf(service, 'visit.list', null),
  'packs.changes': () => askOf(service, 'packs.changes', { language: 'nl' }),
} as const satisfies Partial<Record<Channel, () => Promise<unknown>>>;
const looking = (after: number) => askOf(service, 'freeText.look', { after });

/** Answers with what was asked of many people, or takes it somewhere: shown below, each in its own way. */
const OF_MANY: readonly Channel[] = [
  'search.find',
  'reports.read',
  'reports.save',
  'bulk.edit',
  'bulk.remove',
  'candidates.exportList',
  'letters.merge',
  'calendar.save',
  'calendar.look',
  'calendar.take',
];
/** What nobody is left out of, and why. */
const EVERYBODY: readonly Channel[] = [
  // Who did what: of the adviser's own work, and to account for it.
  'audit.list',
  'history.state',
  // What others wrote and what the office put aside: it would be lost.
  'waiting.list',
  'waiting.decide',
  'waiting.undecide',
  'aside.list',
  'aside.sayAgain',
  'aside.putAway',
  'aside.bringBack',
  // A request has its term, whoever asks; it is what a restriction comes from.
  'requests.list',
  // Of whom something was kept long enough: looked over one by one before it goes, and never done by itself.
  'retention.list',
  'retention.setTerm',
  'retention.erase',
  // The file says who comes in.
  'intake.read',
  'intake.lines',
  'intake.look',
  'intake.notUnderstood',
  'intake.apply',
  // Numbers, without a name.
  'caseload.summary',
  'caseload.verify',
  'packs.uses',
  'packs.follow',
];
/** Begin with these: of one dossier, or of no candidate at all. */
const NOT_OF_MANY =
  /^(app|preferences|vault|caseload\.backup|candidates\.add|duplicates\.(look|merge|notSame)|views|commands|dossier|own|tasks|visit\.save|candidateMode|proposals|consent|requests\.receivers|access|statement|organisation|referenceFiles|clock|history|assessments|assessmentPacks|drafts|sync|conflicts\.(settle|keepBoth)|removed\.restore|notices\.seen|documents|scans|classification|packs\.(list|fromOffice|choose|read|import|discard|remove)|intake\.(offer|choose|discard)|letters\.(fill|preview|save)|wordTemplates|handover|jobs)/;

/** Everything that a frozen person could be known by. */
const tellsOf = (answer: unknown, { id, name }: (typeof everybody)[number]): boolean => {
  const said = JSON.stringify(answer);
  return said.includes(id) || said.includes(name[0] ?? '') || said.includes(`Plaats${(name[0] ?? '').slice(4)}`);
};

async function frozen<T>(kinds: readonly string[], picked: readonly number[], work: () => Promise<T>): Promise<T> {
  const rows: { dossier: string; row: string }[] = [];
  for (const [at, index] of picked.entries()) {
    const dossier = everybody[index]?.id ?? '';
    const kind = kinds[at % kinds.length] ?? 'restriction';
    const { row } = await askOf(service, 'dossier.addRow', { dossier, concept: 'restriction', fields: { kind } });
    rows.push({ dossier, row });
  }
  try {
    return await work();
  } finally {
    for (const { dossier, row } of rows) await edit(dossier, 'restriction', row, { toldOn: today, liftedOn: today });
  }
}

const someFrozen = fc.record({
  picked: fc.uniqueArray(fc.nat(PEOPLE - 1), { minLength: 1, maxLength: 6 }),
  kinds: fc.uniqueArray(fc.constantFrom('restriction', 'shielding'), { minLength: 1 }),
});
const RUNS = { numRuns: 4 };

describe('a person who is restricted or shielded', { timeout: 240_000 }, () => {
  it('is asked for in every list of the contract', () => {
    const known = new Set<string>([...Object.keys(LISTS), ...OF_MANY, ...EVERYBODY]);
    expect(CHANNELS.filter((channel) => !known.has(channel) && !NOT_OF_MANY.test(channel))).toEqual([]);
  });

  it('is in none of them, is counted where they are missing, and is back when it is lifted', async () => {
    await fc.assert(
      fc.asyncProperty(someFrozen, async ({ picked, kinds }) => {
        const people = picked.flatMap((index) => everybody[index] ?? []);
        await frozen(kinds, picked, async () => {
          for (const [channel, ask] of Object.entries(LISTS)) {
            const answer = await ask();
            expect([channel, people.filter((each) => tellsOf(answer, each)).length]).toEqual([channel, 0]);
          }
          const { frozen: count, total } = await list({});
          expect([count, total]).toEqual([picked.length, PEOPLE - picked.length]);
          expect((await askOf(service, 'today.read', { today, quietDays: 30 })).frozen).toBe(picked.length);
          expect(new Set((await list({ frozen: true })).lines.map(({ id }) => id))).toEqual(
            new Set(people.map(({ id }) => id)),
          );
        });
        const { lines } = await list({});
        for (const each of people) expect(tellsOf(lines, each)).toBe(true);
        for (const channel of [
          'today.read',
          'agenda.read',
          'removed.list',
          'freeText.look',
          'candidates.facets',
        ] as const) {
          const answer = await LISTS[channel]();
          // Otherwise nothing was shown by its not being there.
          expect([channel, people.every((each) => tellsOf(answer, each))]).toEqual([channel, true]);
        }
      }),
      RUNS,
    );
  });

  it('is found by the whole name alone, and then with nothing of what stands in the dossier', async () => {
    await fc.assert(
      fc.asyncProperty(someFrozen, fc.nat(100), async ({ picked, kinds }, seed) => {
        await frozen(kinds, picked, async () => {
          for (const index of picked) {
            const person = everybody[index];
            if (!person) continue;
            const find = async (words: string) =>
              (await askOf(service, 'search.find', { words, limit: 50 })).hits.filter(
                ({ dossier }) => dossier === person.id,
              );
            const whole = person.name.join(' ');
            const cut = 1 + (seed % (whole.length - 2));
            const parts = [
              ...person.name,
              ...foldedWords(whole),
              whole.slice(0, cut),
              whole.slice(0, -1),
              person.name.slice(1).join(' '),
            ];
            const inDossier = [
              `Bellen ${letters(index)}`,
              letters(index),
              `Plaats${letters(index)}`,
              'Depressie',
              `${whole} depressie`,
            ];
            for (const words of [...parts, ...inDossier]) expect([words, await find(words)]).toEqual([words, []]);
            expect((await list({ words: whole })).lines.filter(({ id }) => id === person.id)).toEqual([]);
            expect(await find(whole)).toMatchObject([{ dossier: person.id, frozen: true, matches: [] }]);
          }
        });
      }),
      RUNS,
    );
  });

  it('is in no report: it says what it would say without them', async () => {
    const ask = { from: '2020-01-01', until: '2030-12-31', today };
    await fc.assert(
      fc.asyncProperty(someFrozen, async ({ picked, kinds }) => {
        const dossiers = picked.flatMap((index) => everybody[index]?.id ?? []);
        const reports = async () => [
          await askOf(service, 'reports.read', ask),
          await service.askInternal('reports.compose', { ...ask, language: 'nl' }, quietJob),
        ];
        const frozenOut = await frozen(kinds, picked, reports);
        await askOf(service, 'bulk.remove', { dossiers, job: 'out' });
        const removed = await reports();
        await askOf(service, 'history.undo', null);
        expect(frozenOut).toEqual(removed);
      }),
      RUNS,
    );
  });

  it('is left out of a bulk, an export, a calendar file and a merge, and each time that stands in the audit log', async () => {
    await fc.assert(
      fc.asyncProperty(someFrozen, async ({ picked, kinds }) => {
        const people = picked.flatMap((index) => everybody[index] ?? []);
        const all = everybody.map(({ id }) => id);
        await frozen(kinds, picked, async () => {
          const isIn = (answer: unknown): number => people.filter((each) => tellsOf(answer, each)).length;
          const refusals = async (action: string) =>
            (await askOf(service, 'audit.list', { offset: 0, limit: 200 })).entries.filter(
              (each) => each.action === action,
            );
          const set = [{ concept: 'candidate' as const, fields: { phase: 'applying' } }];
          const bulk = await askOf(service, 'bulk.edit', { dossiers: all, set, add: [], job: 'bulk' });
          expect(bulk).toMatchObject({ frozen: picked.length, gone: 0 });
          expect((await refusals('refused.bulk')).length).toBeGreaterThanOrEqual(picked.length);
          await askOf(service, 'history.undo', null);

          const columns = LIST_COLUMNS.map((column) => ({ column, header: column }));
          const composed = await service.askInternal('list.compose', {
            dossiers: all,
            sort: NAME,
            columns,
            language: 'nl',
            job: 'list',
          });
          if (!composed.ok) throw new Error(composed.error.type);
          expect(isIn(composed.value)).toBe(0);
          expect((composed.value as ComposedList).dossiers).toHaveLength(PEOPLE - picked.length);
          expect((await refusals('refused.export')).length).toBeGreaterThanOrEqual(picked.length);

          const days = { from: '2020-01-01', until: '2030-12-31', names: 'full', row: null, language: 'nl' } as const;
          expect(isIn(await service.askInternal('calendar.compose', days))).toBe(0);

          const path = join(dir, 'brieven.docx');
          const ask = {
            dossiers: all,
            language: 'nl',
            subject: 'Dag',
            text: 'Dag {{kandidaat.naam}}',
            form: 'docx',
            keep: false,
            job: 'm',
          } as const;
          const merged = await service.askInternal('letters.mergeTo', {
            ask: { ...ask, dossiers: [...all] },
            path,
            job: 'm',
          });
          expect(merged).toMatchObject({ ok: true, value: { made: PEOPLE - picked.length } });
          const failed = merged.ok ? (merged.value as { failed: { why: string; name: string }[] }).failed : [];
          expect(failed.map(({ why, name }) => ({ why, name }))).toEqual(
            picked.map(() => ({ why: 'frozen', name: '' })),
          );
          expect(existsSync(path) && readFileSync(path).length > 0).toBe(true);
          expect((await refusals('refused.letter')).length).toBeGreaterThanOrEqual(picked.length);
          // Never a value: of nobody stands more in it than what was tried.
          for (const { detail } of [...(await refusals('refused.bulk')), ...(await refusals('refused.letter'))])
            for (const { name } of people) expect(JSON.stringify(detail)).not.toContain(name[0]);
        });
      }),
      { numRuns: 2 },
    );
  });
});
