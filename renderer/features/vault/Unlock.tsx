import type { LockedState } from './types.ts';
export function Unlock(_: { state: LockedState }) {
  return null;
}
