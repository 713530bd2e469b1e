import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AUDIT_KINDS, beginningsOf, kindOfAction } from './audit-kinds.ts';
import { clockIn, exportsAtOddHours, manyOpened, outsideCaseload, watch, type LogLine } from './unusual.ts';

const usual = watch.parse({});
const MINUTE = 60_000;
/** A Tuesday, nine o'clock in Amsterdam. */
const MORNING = Date.UTC(2026, 10, 24, 8);
let number = 0;
const line = (at: number, action = 'laptop.read', dossier: string | null = 'd1', actor = 'anna'): LogLine => ({
  number: ++number,
  at,
  actor,
  action,
  dossier,
});
const reads = (count: number, everyMs: number, from = MORNING, actor = 'anna') =>
  Array.from({ length: count }, (_, index) => line(from + index * everyMs, 'laptop.read', `d${index}`, actor));

describe('many dossiers opened in an hour', () => {
  it('is told from the number that the organisation set, of different dossiers and one person', () => {
    expect(manyOpened(reads(29, MINUTE), usual)).toEqual([]);
    expect(manyOpened(reads(30, MINUTE), usual)).toMatchObject([
      { kind: 'manyOpened', actor: 'anna', count: 30, from: MORNING, until: MORNING + 29 * MINUTE },
    ]);
    const again = Array.from({ length: 100 }, (_, index) => line(MORNING + index * 1000));
    expect(manyOpened(again, usual)).toEqual([]);
    expect(manyOpened([...reads(15, MINUTE), ...reads(15, MINUTE, MORNING, 'bram')], usual)).toEqual([]);
    expect(manyOpened(reads(5, MINUTE), { ...usual, dossiersAnHour: 5 })).toHaveLength(1);
  });

  it('is within an hour on the clock: what was opened an hour ago does not count', () => {
    expect(manyOpened(reads(30, 2 * MINUTE), usual)).toMatchObject([{ count: 30 }]);
    expect(manyOpened(reads(60, 2 * MINUTE + 1), usual).length).toBeLessThanOrEqual(1);
    expect(manyOpened(reads(30, 3 * MINUTE), usual)).toEqual([]);
  });

  it('is one finding for as long as it goes on, and another after it stopped', () => {
    expect(manyOpened(reads(300, MINUTE / 2), usual)).toMatchObject([{ count: 300 }]);
    expect(manyOpened([...reads(40, MINUTE), ...reads(40, MINUTE, MORNING + 5 * 3_600_000)], usual)).toHaveLength(2);
  });

  it('finds exactly the hours that are too full, whatever the order of the lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ minute: fc.nat(300), dossier: fc.nat(8) }), { maxLength: 60 }),
        fc.integer({ min: 2, max: 6 }),
        (opened, dossiersAnHour) => {
          const lines = opened.map(({ minute, dossier }) =>
            line(MORNING + minute * MINUTE, 'laptop.read', `d${dossier}`),
          );
          const isFull = lines.some(({ at }) => {
            const hour = lines.filter((other) => other.at > at - 60 * MINUTE && other.at <= at);
            return new Set(hour.map(({ dossier }) => dossier)).size >= dossiersAnHour;
          });
          expect(manyOpened(lines, { ...usual, dossiersAnHour }).length > 0).toBe(isFull);
        },
      ),
    );
  });
});

describe('opened outside the caseload', () => {
  it('is told once for a person and a dossier, with how often; an adviser’s own dossier is theirs', () => {
    const mayHold = (_actor: string, dossier: string, at: number) => dossier === 'mine' && at < MORNING + MINUTE;
    const lines = [
      line(MORNING, 'laptop.read', 'mine'),
      line(MORNING + 2 * MINUTE, 'laptop.read', 'mine'),
      line(MORNING + 3 * MINUTE, 'laptop.document.opened', 'mine'),
      line(MORNING, 'laptop.read', 'anna'),
      line(MORNING, 'laptop.write.edit', 'other'),
    ];
    expect(outsideCaseload(lines, mayHold)).toMatchObject([
      { kind: 'outsideCaseload', dossier: 'mine', count: 2, from: MORNING + 2 * MINUTE },
    ]);
  });
});

describe('exports at odd hours', () => {
  const clock = clockIn('Europe/Amsterdam');
  const kinds = (at: number, of = usual) =>
    exportsAtOddHours([line(at, 'laptop.handover')], of, clock).map(({ kind }) => kind);

  it('are at night by the clock of the organisation, in summer and in winter', () => {
    expect(kinds(Date.UTC(2026, 10, 24, 20, 59))).toEqual([]);
    expect(kinds(Date.UTC(2026, 10, 24, 21, 0))).toEqual(['exportAtNight']);
    expect(kinds(Date.UTC(2026, 10, 25, 4, 59))).toEqual(['exportAtNight']);
    expect(kinds(Date.UTC(2026, 10, 25, 5, 0))).toEqual([]);
    expect(kinds(Date.UTC(2026, 6, 21, 20, 0))).toEqual(['exportAtNight']);
  });

  it('are in the weekend on Saturday and Sunday, if the organisation wants to know', () => {
    const saturday = Date.UTC(2026, 10, 28, 11);
    expect(kinds(saturday)).toEqual(['exportInWeekend']);
    expect(kinds(saturday + 24 * 3_600_000)).toEqual(['exportInWeekend']);
    expect(kinds(saturday + 48 * 3_600_000)).toEqual([]);
    expect(kinds(saturday, { ...usual, weekend: false })).toEqual([]);
    expect(kinds(Date.UTC(2026, 10, 24, 23), { ...usual, nightFrom: 0, nightUntil: 0 })).toEqual([]);
  });

  it('are one finding a day, and only what leaves the laptop', () => {
    const night = Date.UTC(2026, 10, 24, 22);
    const lines = [
      line(night, 'laptop.letter'),
      line(night + MINUTE, 'laptop.backup', null),
      line(night, 'laptop.read'),
    ];
    expect(exportsAtOddHours(lines, usual, clock)).toMatchObject([{ count: 2, dossier: null, from: night }]);
  });
});

describe('kinds of deeds', () => {
  it('are told by how an action begins, each action by one', () => {
    expect(kindOfAction('laptop.unlock.failed')).toBe('refused');
    expect(kindOfAction('laptop.unlock')).toBe('devices');
    expect(kindOfAction('grant.given')).toBe('grants');
    expect(kindOfAction('something.new')).toBeNull();
    expect(AUDIT_KINDS.every((kind) => beginningsOf(kind).length > 0)).toBe(true);
  });
});
