import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import type { Dossier } from '../../../core/domain/dossier.ts';
import type { Api } from '../../api/bridge.ts';
import { askKey } from '../../api/useAsk.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { DossierEditing } from './editing.ts';

/** A desktop that answers when it is told to: what a screen shows in between is the point of these tests. */
function slowDesktop(answers: Record<string, unknown> = {}) {
  const asked: { channel: string; input: unknown; answer: (result: unknown) => void }[] = [];
  const api = {
    ask: (channel: string, input: unknown) =>
      channel.startsWith('drafts.')
        ? Promise.resolve(answers[channel] ?? { ok: true, value: null })
        : new Promise((resolve) => asked.push({ channel, input, answer: resolve })),
    subscribe: () => () => {},
  } as unknown as Api;
  const cache = new QueryClient();
  const key = askKey('dossier.open', { dossier: 'd' });
  cache.setQueryData(key, {
    candidate: { id: 'd', place: 'Tilburg', onlyHere: false },
    availability: null,
    rows: {
      skill: [{ id: 's', name: 'lassen' }],
      planStep: [
        { id: 'todo', state: 'todo', doneOn: null },
        { id: 'done', state: 'done', doneOn: '2026-11-03' },
      ],
      goal: [{ id: 'goal', state: 'open', reachedOn: null }],
    },
  });
  let next = 0;
  const editing = new DossierEditing({ id: 'd', api, cache, newId: () => String(next++) });
  const shown = () => cache.getQueryData<Dossier>(key)!;
  return { asked, editing, shown };
}
const place = { concept: 'candidate', row: 'd', field: 'place' } as const;
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('editing a dossier', () => {
  it('paints an answer before it is written, and lets the draft go only after', async () => {
    const { asked, editing, shown } = slowDesktop();
    editing.type(place, 'Breda');
    expect(editing.commitTyped(place)).toBe(true);
    await turn();
    expect(shown().candidate.place).toBe('Breda');
    expect(editing.draftOf(place)).toBe('Breda');
    asked[0]!.answer({ ok: true, value: { group: 'g' } });
    await turn();
    expect(editing.draftOf(place)).toBeUndefined();
    expect(shown().candidate.place).toBe('Breda');
  });

  it('takes a refused answer back, says why, and keeps what was typed', async () => {
    const { asked, editing, shown } = slowDesktop();
    editing.type(place, 'Breda');
    editing.commitTyped(place);
    await turn();
    asked[0]!.answer({ ok: false, error: { type: 'InvalidField' } });
    await turn();
    expect(shown().candidate.place).toBe('Tilburg');
    expect(editing.failureOf(place)).toEqual({ type: 'InvalidField' });
    expect(editing.draftOf(place)).toBe('Breda');
  });

  it('keeps what was typed after the answer left', async () => {
    const { asked, editing } = slowDesktop();
    editing.type(place, 'Breda');
    editing.commitTyped(place);
    editing.type(place, 'Breda-Noord');
    await turn();
    asked[0]!.answer({ ok: true, value: { group: 'g' } });
    await turn();
    expect(editing.draftOf(place)).toBe('Breda-Noord');
  });

  it('says with a step that is done, and a goal that is reached, on which day; and takes the day back with it', async () => {
    const { asked, editing } = slowDesktop();
    const today = localDay(Date.now());
    void editing.commit({ concept: 'planStep', row: 'todo', field: 'state' }, 'done');
    void editing.commit({ concept: 'planStep', row: 'done', field: 'state' }, 'doing');
    void editing.commit({ concept: 'goal', row: 'goal', field: 'state' }, 'reached');
    void editing.commit({ concept: 'goal', row: 'goal', field: 'why' }, 'daarom');
    await turn();
    expect(asked.map(({ input }) => (input as { fields: unknown }).fields)).toEqual([
      { state: 'done', doneOn: today },
      { state: 'doing', doneOn: null },
      { state: 'reached', reachedOn: today },
      { why: 'daarom' },
    ]);
  });

  it('never asks to write what the schema refuses', async () => {
    const { asked, editing } = slowDesktop();
    const from = { concept: 'availability', row: 'd', field: 'from' } as const;
    editing.type(from, 'binnenkort');
    expect(editing.commitTyped(from)).toBe(false);
    await turn();
    expect(asked).toEqual([]);
    expect(editing.draftOf(from)).toBe('binnenkort');
  });

  it('makes a new row once, with its first answer, and gives it the later ones', async () => {
    const { asked, editing, shown } = slowDesktop();
    const row = editing.addRow('skill');
    const name = { concept: 'skill', row, field: 'name' } as const;
    const note = { concept: 'skill', row, field: 'note' } as const;
    editing.type(name, 'solderen');
    editing.commitTyped(name);
    editing.type(note, 'leert snel');
    editing.commitTyped(note);
    await turn();
    expect(asked.map((each) => each.channel)).toEqual(['dossier.addRow']);
    asked[0]!.answer({ ok: true, value: { row: 'real', group: 'g' } });
    await turn();
    // As the desktop would give it: a screen asks a row for its conflicts before the desktop was asked again.
    expect(shown().rows.skill.find(({ id }) => id === 'real')).toMatchObject({
      name: 'solderen',
      onlyHere: true,
      confirmed: false,
      conflicts: [],
    });
    expect(asked[1]).toMatchObject({
      channel: 'dossier.edit',
      input: { dossier: 'd', concept: 'skill', row: 'real', fields: { note: 'leert snel' } },
    });
    asked[1]!.answer({ ok: true, value: { group: 'g2' } });
    await turn();
    expect(editing.hasDrafts(row)).toBe(false);
    expect(editing.hasDrafts('real')).toBe(false);
    expect(editing.newRows('skill')).toEqual([{ row, real: 'real' }]);
  });

  it('brings back what was typed before, also in a row that was never written', async () => {
    const { editing } = slowDesktop({
      'drafts.list': {
        ok: true,
        value: [
          { key: 'd/candidate/d/place', body: 'Bred', savedAt: 1 },
          { key: 'd/skill/new:x/name', body: 'sold', savedAt: 1 },
          { key: 'd/nonsense/d/place', body: 'x', savedAt: 1 },
          { key: 'd/candidate/d/constructor', body: 'x', savedAt: 1 },
        ],
      },
    });
    await editing.restore();
    expect(editing.draftOf(place)).toBe('Bred');
    expect(editing.newRows('skill')).toEqual([{ row: 'new:x', real: null }]);
    expect(editing.restored()).toHaveLength(2);
  });
});
