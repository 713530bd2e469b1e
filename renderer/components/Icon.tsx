/** A Tabler outline icon at the stroke of the house. Decoration: the word beside it says what it means. */
import type { ComponentType } from 'react';

export type IconShape = ComponentType<{ size?: number | string; stroke?: number | string; 'aria-hidden'?: boolean }>;

export function Icon({ of: Shape, size = 18 }: { of: IconShape; size?: number }) {
  return <Shape size={`${size / 16}rem`} stroke={1.75} aria-hidden />;
}
