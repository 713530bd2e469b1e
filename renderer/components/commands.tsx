/**
 * What can be done now, for the search box (Ctrl+K). Each part of a screen says with `useCommands` what it can do as long as it is
 * there: the frame its rooms, a dossier its tabs, the list what can be done with whoever is picked.
 */
import { createContext, useCallback, useContext, useEffect, useRef, type ReactNode, type RefObject } from 'react';
import type { ShortcutName } from '../../core/shortcuts/shortcuts.ts';
import type { IconShape } from './Icon.tsx';

export type Command = {
  /** Remembered as recently used: the same in each session, and nothing about a person. */
  readonly key: string;
  readonly words: string;
  readonly icon: IconShape;
  readonly run: () => void;
  /** Other words by which somebody may look for it. */
  readonly also?: string;
  readonly shortcut?: ShortcutName;
  /** Which of the keys of the shortcut, from 0. */
  readonly keyIndex?: number;
};

type Said = RefObject<readonly Command[]>;
const Saying = createContext<Set<Said> | null>(null);

export function Commands({ children }: { children: ReactNode }) {
  return <Saying.Provider value={useRef(new Set<Said>()).current}>{children}</Saying.Provider>;
}

function useSaying(): Set<Said> {
  const saying = useContext(Saying);
  if (!saying) throw new Error('no Commands around this component');
  return saying;
}

export function useCommands(commands: readonly Command[]): void {
  const saying = useSaying();
  const latest = useRef(commands);
  latest.current = commands;
  useEffect(() => {
    saying.add(latest);
    return () => void saying.delete(latest);
  }, [saying]);
}

/** What can be done at this moment; what came last, nearest to what is on the screen, first. */
export function useCommandsNow(): () => readonly Command[] {
  const saying = useSaying();
  return useCallback(() => [...saying].reverse().flatMap((each) => each.current), [saying]);
}
