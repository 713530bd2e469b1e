import { describe, expect, it } from 'vitest';
import { makeDraftKeeper } from './draft-keeper.ts';

function desktop() {
  const sent: string[] = [];
  const kept = new Map<string, string>();
  let underWay = 0;
  let most = 0;
  const slowly = async (act: () => void) => {
    underWay++;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setTimeout(resolve, 2));
    act();
    underWay--;
  };
  return {
    sent,
    kept,
    mostAtOnce: () => most,
    send: {
      save: (key: string, text: string) => slowly(() => void (sent.push(`${key}=${text}`), kept.set(key, text))),
      remove: (key: string) => slowly(() => void (sent.push(`${key}-`), kept.delete(key))),
    },
  };
}

describe('the keeper of drafts', () => {
  it('sends the first and the latest text, one at a time, and skips what was typed over', async () => {
    const there = desktop();
    const keeper = makeDraftKeeper(there.send);
    for (const text of ['A', 'Am', 'Ams', 'Amst']) keeper.save('place', text);
    await keeper.settled();
    expect(there.sent).toEqual(['place=A', 'place=Amst']);
    expect(there.mostAtOnce()).toBe(1);
  });

  it('ends with what was done last, for each field of its own', async () => {
    const there = desktop();
    const keeper = makeDraftKeeper(there.send);
    keeper.save('a', '1');
    keeper.save('b', '1');
    keeper.remove('a');
    keeper.save('b', '2');
    keeper.remove('b');
    keeper.save('b', '3');
    await keeper.settled();
    expect([...there.kept]).toEqual([['b', '3']]);
  });

  it('goes on after it was empty', async () => {
    const there = desktop();
    const keeper = makeDraftKeeper(there.send);
    keeper.save('a', '1');
    await keeper.settled();
    keeper.save('a', '2');
    await keeper.settled();
    expect(there.kept.get('a')).toBe('2');
  });
});
