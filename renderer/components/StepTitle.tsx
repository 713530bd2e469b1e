/** The big title of one step on a sheet of its own, with a line that says what it is for. */
import { useEffect, useRef, type ReactNode } from 'react';
import classes from './StepTitle.module.css';

/** The head of a step; takes the focus when the step appears, unless a field in it does. */
export function StepTitle({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!heading.current?.parentElement?.parentElement?.contains(document.activeElement))
      heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div>
      <h1 className={classes.title} ref={heading} tabIndex={-1} data-quiet-focus>
        {title}
      </h1>
      {children && <p className={classes.text}>{children}</p>}
    </div>
  );
}
