/** The square with two letters beside a name. Decoration: the name itself stands next to it. */
import { monogram, type NameParts } from '../../core/domain/name.ts';
import classes from './NameSquare.module.css';

export function NameSquare({ name, size = 'small' }: { name: NameParts; size?: 'small' | 'large' }) {
  return (
    <span className={classes.square} data-size={size} aria-hidden>
      {monogram(name)}
    </span>
  );
}
