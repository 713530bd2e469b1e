/** The states of the vault that have a face of their own. */
import type { Answer } from '../../../core/contract/contract.ts';

export type VaultState = Answer<'vault.state'>;
export type LockedState = Extract<VaultState, { type: 'locked' }>;
export type TroubleState = Extract<VaultState, { type: 'trouble' }>;
export type OpenState = Extract<VaultState, { type: 'open' }>;
