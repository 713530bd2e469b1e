/**
 * A short fact in a colour that means something: petrol is ours, green is available or confirmed, violet is sensitive,
 * amber asks attention, red has stopped. The words always say it too.
 */
import type { ReactNode } from 'react';
import { Icon, type IconShape } from './Icon.tsx';
import classes from './Tag.module.css';

export type TagKind = 'petrol' | 'green' | 'violet' | 'amber' | 'red' | 'plain';

type TagProps = {
  kind?: TagKind;
  icon?: IconShape;
  /** Words that must all be read: where they do not fit they go on below. */
  isWhole?: boolean;
  children: ReactNode;
};

export function Tag({ kind = 'plain', icon, isWhole = false, children }: TagProps) {
  return (
    <span className={classes.tag} data-kind={kind} data-whole={isWhole || undefined}>
      {icon && <Icon of={icon} size={16} />}
      {children}
    </span>
  );
}

/** A dot with words: the state of one line. */
export function Dot({ kind = 'plain', children }: { kind?: TagKind; children: ReactNode }) {
  return (
    <span className={classes.dot} data-kind={kind}>
      {children}
    </span>
  );
}
