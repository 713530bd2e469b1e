import { describe, expect, it } from 'vitest';
import { IconLock } from '@tabler/icons-react';
import { matchingCommands } from './matching.ts';

const command = (key: string, words: string, also = '') => ({ key, words, also, icon: IconLock, run: () => undefined });
const ALL = [
  command('dark', 'Donker scherm', 'thema nacht'),
  command('light', 'Licht scherm', 'thema dag'),
  command('lock', 'Vergrendelen', 'slot dicht'),
  command('agenda', 'Naar de agenda', 'afspraken kalender'),
  ...Array.from({ length: 10 }, (_, index) => command(`tab${index}`, `Tabblad ${index}`)),
];
const keys = (typed: string, recent: string[] = []) => matchingCommands(ALL, typed, recent).map(({ key }) => key);

describe('commands in the search box', () => {
  it('are found by their own words and by what else they may be called, in any order', () => {
    expect(keys('thema donker')).toEqual(['dark']);
    expect(keys('donker thema')).toEqual(['dark']);
    expect(keys('ága')).toEqual([]);
    expect(keys('AGÉNDA')).toEqual(['agenda']);
    expect(keys('slot')).toEqual(['lock']);
  });

  it('show what was used last first, also before anything is typed', () => {
    expect(keys('', ['agenda', 'lock']).slice(0, 3)).toEqual(['agenda', 'lock', 'dark']);
    expect(keys('thema', ['light'])).toEqual(['light', 'dark']);
  });

  it('are a few beside dossiers, and all of them after >', () => {
    expect(keys('').length).toBe(6);
    expect(keys('tab').length).toBe(8);
    expect(keys('>').length).toBe(ALL.length);
    expect(keys('> tabblad 3')).toEqual(['tab3']);
  });
});
