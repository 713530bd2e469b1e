/**
 * How much each adviser of a team has to do, for who leads it (TRUST.md): counts and moments, and nothing of any dossier, not even its number.
 */
import { ORGANISATION } from '../core/sync/protocol.ts';
import { holdingsOf, type Caller } from './holdings.ts';
import { listDevices, listPeople, listTeams } from './people.ts';
import type { Reader } from './store.ts';

export type Workload = {
  readonly team: string;
  readonly name: string;
  readonly advisers: readonly {
    readonly person: string;
    readonly name: string;
    /** Held at this moment, by themselves or through a team. */
    readonly dossiers: number;
    /** Of those, with an end. */
    readonly temporary: number;
    /** Of any of their laptops; null when there is none yet. */
    readonly lastContact: number | null;
    readonly unsent: number;
  }[];
};

/** The teams that the asker is in. */
export async function workloadFor(
  db: Reader,
  { organisation, person: lead }: Caller,
  now: number,
): Promise<Workload[]> {
  const teams = (await listTeams(db, organisation)).filter(({ members }) => members.includes(lead));
  const people = (await listPeople(db, organisation)).filter(
    ({ active, roles }) => active && roles.includes('adviser'),
  );
  const devices = await listDevices(db, organisation);
  const workload: Workload[] = [];
  for (const { id: team, name, members } of teams) {
    const advisers = [];
    for (const { id: person, name: called, roles } of people.filter(({ id }) => members.includes(id))) {
      const { now: held } = await holdingsOf(db, { organisation, person, roles }, null, now);
      // Neither what everybody has, nor what is theirs and about nobody (P28).
      const dossiers = [...held.values()].filter(({ dossier }) => dossier !== ORGANISATION && dossier !== person);
      const theirs = devices.filter((device) => device.person === person && device.wipeHeardAt === null);
      advisers.push({
        person,
        name: called,
        dossiers: dossiers.length,
        temporary: dossiers.filter(({ until }) => until !== null).length,
        lastContact: theirs.length === 0 ? null : Math.max(...theirs.map(({ lastContact }) => lastContact)),
        unsent: theirs.reduce((sum, { unsent }) => sum + unsent, 0),
      });
    }
    workload.push({ team, name, advisers });
  }
  return workload;
}
