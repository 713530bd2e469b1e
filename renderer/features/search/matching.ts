/** Which commands fit what was typed. Pure. */
import { fold } from '../../../core/domain/fold.ts';
import type { Command } from '../../components/commands.tsx';

const MOST = 8;
/** Before anything is typed: what was used last, and then what is nearest. */
const AT_FIRST = 6;

/** `>` at the beginning asks for commands only. */
export const asksCommandsOnly = (typed: string): boolean => typed.trimStart().startsWith('>');

/**
 * Those of which each typed word begins a word of the command, or of what else it may be called. Recently used ones first; among the
 * rest those that are found by their own words.
 *
 * @param recent keys of commands, the last used first
 */
export function matchingCommands(
  commands: readonly Command[],
  typed: string,
  recent: readonly string[],
): readonly Command[] {
  const only = asksCommandsOnly(typed);
  const words = wordsOf(only ? typed.trimStart().slice(1) : typed);
  const rank = (command: Command): number => {
    const at = recent.indexOf(command.key);
    if (at >= 0) return at;
    return words.length > 0 && begins(wordsOf(command.words), words) ? recent.length : recent.length + 1;
  };
  const found = commands.filter((each) => begins([...wordsOf(each.words), ...wordsOf(each.also ?? '')], words));
  const ranked = found
    .map((command, index) => ({ command, index, at: rank(command) }))
    .sort((one, other) => one.at - other.at || one.index - other.index)
    .map(({ command }) => command);
  if (only) return ranked;
  return ranked.slice(0, words.length === 0 ? AT_FIRST : MOST);
}

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[\s()/,:]+/)
    .filter(Boolean);
const begins = (has: readonly string[], words: readonly string[]): boolean =>
  words.every((word) => has.some((each) => each.startsWith(word)));
