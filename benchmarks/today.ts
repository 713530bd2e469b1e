/** What a day asks of a whole caseload, with guidance in every dossier of it: `today.read` and a month of the calendar. */
import { addDays } from '../core/guidance/calendar.ts';
import { readAgenda, readToday } from '../electron/caseload/today.ts';
import { openGroup } from '../electron/caseload/write.ts';
import { createRandom } from '../electron/demo/random.ts';
import type { Benchmark } from './benchmark.ts';
import { openCaseload } from './caseload.ts';
import { median, p95, repeated } from './measure.ts';

const TODAY = '2026-11-23';
const AT_ONCE = 500;

export const today: Benchmark = {
  name: 'today',
  what: 'Today and the calendar over the whole caseload',
  async run({ caseload, say }) {
    const { dir } = await caseload();
    const { caseload: opened, close } = await openCaseload(dir);
    const { db, author } = opened;
    const everybody = db.all<{ id: string }>(`SELECT "id" FROM "candidate" WHERE "deleted" = 0 ORDER BY "number"`);
    say('Contact moments, tasks and appointments for everybody …');
    const random = createRandom(23, 0);
    const day = (from: number, until: number): string => addDays(TODAY, random.between(from, until));
    for (let from = 0; from < everybody.length; from += AT_ONCE) {
      db.transact((tx) => {
        const group = openGroup(tx, author, 'import');
        for (const { id: dossier } of everybody.slice(from, from + AT_ONCE)) {
          const add = (concept: 'contactMoment' | 'task' | 'appointment', fields: Record<string, string | number>) =>
            group.write({ concept, row: author.newId(), dossier, fields });
          for (let moments = 3; moments > 0; moments--)
            add('contactMoment', {
              kind: 'conversation',
              date: day(-400, -1),
              finished: 'yes',
              text: 'Besproken en opgeschreven.',
            });
          // Most of what somebody ever had to do is done.
          add('task', { what: 'Terugbellen', dueOn: day(-200, 60), done: random.chance(95) ? 'yes' : 'no' });
          add('appointment', { subject: 'Gesprek', date: day(-200, 60), time: '09:30', minutes: 45, state: 'planned' });
        }
        group.close();
      });
    }
    const read = repeated(30, () => readToday(db, author, { today: TODAY, quietDays: 42 }), 0);
    const month = repeated(30, () => readAgenda(db, author, { from: '2026-10-26', until: '2026-12-06' }), 0);
    const { tasks, quiet, appointments } = readToday(db, author, { today: TODAY, quietDays: 42 });
    await close();
    return {
      figures: {
        dossiers: everybody.length,
        'due tasks shown': tasks.length,
        'appointments shown': appointments.length,
        'without contact for six weeks': quiet.total,
        'Today: median ms': median(read),
        'Today: p95 ms': p95(read),
        'a month of the calendar: median ms': median(month),
        'a month of the calendar: p95 ms': p95(month),
      },
      ratios: {},
      targets: [{ what: 'Today, p95', value: p95(read), limit: 100, unit: 'ms', good: 'below' }],
      method:
        'Three contact moments, a task and an appointment for everybody, written beside the rows that were there; 30 times, the first included.',
    };
  },
};
