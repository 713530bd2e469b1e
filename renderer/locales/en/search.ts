/** The one search box. */
import type { search as nl } from '../nl/search.ts';
import type { Same } from '../same.ts';

export const search: Same<typeof nl> = {
  title: 'Search or do something',
  placeholder: 'Name, place, word from a dossier, or what you want to do',
  commands: 'Do',
  dossiers: 'Dossiers',
  nothing: 'Nothing found for “{{words}}”. Try a part of the word.',
  more: 'There is more. Type another word to narrow it down.',
  found_one: '1 dossier found',
  found_other: '{{count}} dossiers found',
  noneFound: 'Nothing found',
  keys: 'choose ↑ ↓ · open Enter · close Esc',
  results: 'Found',
  newCandidate: 'Make a new candidate',
  intake: 'Take in files',
  lock: 'Lock',
  undo: 'Undo the last action',
  settings: 'Open settings',
  you: 'Your details and your organisation',
  security: 'Lock and keys',
  data: 'Backup and check',
  candidates: 'List of candidates',
  themeLight: 'Light screen',
  themeDark: 'Dark screen',
  themeSystem: 'Light or dark like the laptop',
  dutch: 'Dutch (Nederlands)',
  english: 'English',
};
