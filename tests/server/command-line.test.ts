// The administrator's work at the command line, as it is typed: what would come of it is said first where it can not simply be taken back.

import { afterAll, describe, expect, it } from 'vitest';
import { newId, newLaptop } from './support/laptop.ts';
import { databases } from './support/office.ts';
import { processes } from './support/processes.ts';

const running = processes();
const places = databases('SQLite');
afterAll(async () => {
  running.close();
  await places.close();
});

describe('the command line', { timeout: 240_000 }, () => {
  it('gives all dossiers of somebody in one go after it said how many, and takes them back', async () => {
    const place = await places.fresh();
    const server = await running.serve(place);
    const code = /[A-Z\d]{4}(-[A-Z\d]{4}){3}/.exec(server.said)?.[0] ?? '';
    const vera = await newLaptop(server.url);
    await vera.enrol(code);
    const from = vera.state.person;
    await vera.push(...[newId(), newId()].map((dossier) => vera.operation({ dossier, sees: null })));
    const admin = (...words: string[]) => running.admin(place, ...words);
    const joris = admin('person', 'add', '--name', 'Joris Verzonnen').said.id as string;
    const give = ['reassignment', 'give', '--from', from, '--person', joris, '--until', '2099-03-03'];
    const counts = { given: 2, already: 0, taken: 0, ofTeams: 0 };
    expect(admin(...give)).toEqual({ code: 1, said: { error: { type: 'NotConfirmed', ...counts } } });
    expect(admin('reassignment', 'list').said).toEqual([]);
    const given = admin(...give, '--confirm', 'yes');
    expect(given).toMatchObject({ code: 0, said: counts });
    expect(admin('reassignment', 'list').said).toMatchObject([{ from, person: joris, dossiers: 2 }]);
    expect(admin('reassignment', 'takeBack', given.said.id)).toMatchObject({ code: 0, said: { taken: 2, kept: 0 } });
    expect(admin('reassignment', 'list').said).toEqual([]);
    expect(admin('reassignment', 'give', '--from', from, '--persn', joris).said.error.type).toBe('Usage');
    await server.stop();
  });

  it('says of a person who is stopped, and of a laptop that is blocked or wiped, what was not sent yet and when that was known', async () => {
    const place = await places.fresh();
    const server = await running.serve(place);
    const code = /[A-Z\d]{4}(-[A-Z\d]{4}){3}/.exec(server.said)?.[0] ?? '';
    const vera = await newLaptop(server.url);
    await vera.enrol(code);
    const { person, device } = vera.state;
    await vera.push(vera.operation({ dossier: newId(), sees: null }));
    const before = Date.now();
    await vera.pull(0, { unsent: 7 });
    const admin = (...words: string[]) => running.admin(place, ...words);
    const stop = ['person', 'change', person, '--active', 'false'];
    const asked = admin(...stop);
    expect(asked).toMatchObject({
      code: 1,
      said: { error: { type: 'NotConfirmed', dossiers: 1, laptops: [{ id: device, name: 'laptop', unsent: 7 }] } },
    });
    const { lastContact } = asked.said.error.laptops[0];
    expect(Math.abs(Date.parse(lastContact) - before)).toBeLessThan(60_000);
    for (const order of ['block', 'wipe'])
      expect(admin('device', order, device)).toMatchObject({
        code: 1,
        said: { error: { type: 'NotConfirmed', laptops: [{ unsent: 7 }] } },
      });
    const of = (list: { id: string }[], id: string) => list.find((each) => each.id === id);
    expect(of(admin('person', 'list').said, person)).toMatchObject({ active: true });
    expect(of(admin('device', 'list').said, device)).toMatchObject({ blockedAt: null, wipeAt: null });
    expect(admin(...stop, '--confirm', 'yes')).toMatchObject({ code: 0 });
    expect(admin('device', 'block', device, '--confirm', 'yes')).toMatchObject({ code: 0 });
    // What only lets in again asks nothing; what is not there is said to be not there.
    expect(admin('person', 'change', person, '--active', 'true')).toMatchObject({ code: 0 });
    expect(admin('device', 'unblock', device)).toMatchObject({ code: 0 });
    expect(admin('device', 'block', newId()).said.error.type).toBe('NotFound');
    await server.stop();
  });
});
