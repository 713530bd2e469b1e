/** An empty place says what belongs here and offers the first step. */
import type { ReactNode } from 'react';
import { Icon, type IconShape } from './Icon.tsx';
import classes from './EmptyState.module.css';

export function EmptyState({
  icon,
  title,
  children,
  action,
  small = false,
}: {
  icon?: IconShape;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
  /** Inside a card, instead of over a whole screen. */
  small?: boolean;
}) {
  const Title = small ? 'p' : 'h2';
  return (
    <div className={classes.empty} data-small={small || undefined}>
      {icon && (
        <span className={classes.icon}>
          <Icon of={icon} size={small ? 20 : 32} />
        </span>
      )}
      <div className={classes.words}>
        <Title className={classes.title}>{title}</Title>
        {children && <div className={classes.text}>{children}</div>}
      </div>
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}
