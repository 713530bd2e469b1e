/** For screen readers only. */
import type { ReactNode } from 'react';

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <div className="screen-only-reader">{children}</div>;
}
