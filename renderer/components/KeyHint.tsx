/** Shows a key to those who see it; a screen reader hears it from aria-keyshortcuts on the control itself. */
import classes from './KeyHint.module.css';

export function KeyHint({ keys }: { keys: string }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {keys}
    </kbd>
  );
}
