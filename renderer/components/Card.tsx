/** A white sheet with a hairline: one subject, its title, and at the side a quiet fact about it. */
import { useId, type ReactNode } from 'react';
import classes from './Card.module.css';

export type CardProps = {
  title?: ReactNode;
  /** Quiet, at the right of the title: a count, a date, a small action. */
  aside?: ReactNode;
  children?: ReactNode;
  tone?: 'plain' | 'violet' | 'amber';
  className?: string;
};

export function Card({ title, aside, children, tone = 'plain', className }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={[classes.card, className].filter(Boolean).join(' ')}
      data-tone={tone}
      aria-labelledby={title ? titleId : undefined}
    >
      {(title || aside) && (
        <header className={classes.header}>
          {title && (
            <h2 className={classes.title} id={titleId}>
              {title}
            </h2>
          )}
          {aside && <div className={classes.aside}>{aside}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
