import type { TroubleState } from './types.ts';
export function Trouble(_: { state: TroubleState }) {
  return null;
}
