/** The top of a screen: its name (the h1 a reader jumps to), a quiet line, and at most one primary action. */
import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

export function PageHeader({
  title,
  children,
  actions,
}: {
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <header className={classes.header}>
      <div className={classes.words}>
        <h1 className={classes.title}>{title}</h1>
        {children && <div className={classes.line}>{children}</div>}
      </div>
      {actions && (
        <div className={classes.actions} data-no-print>
          {actions}
        </div>
      )}
    </header>
  );
}
