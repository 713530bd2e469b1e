/** What the main thread and the caseload worker say to each other. */
import type { Event } from '../../core/contract/contract.ts';
import type { AnyResult, ServiceOptions } from './service.ts';

export type WorkerData = Pick<
  ServiceOptions,
  'dir' | 'demoDir' | 'demo' | 'host' | 'version' | 'migrationsDir' | 'paperFontDir' | 'questionnairesDir'
> & {
  /** One cell a running job: 1 asks it to stop. Shared memory, since a job at work reads no messages. */
  readonly flags: Int32Array<SharedArrayBuffer>;
};

export type ToWorker =
  | {
      readonly type: 'ask';
      readonly id: number;
      readonly channel: string;
      readonly input: unknown;
      readonly job: string | null;
      readonly slot: number | null;
    }
  | {
      readonly type: 'internal';
      readonly id: number;
      readonly channel: string;
      readonly input: unknown;
      readonly job: string | null;
      readonly slot: number | null;
    }
  | { readonly type: 'close' };

export type FromWorker =
  | { readonly type: 'answer'; readonly id: number; readonly result: AnyResult; readonly place?: string }
  | { readonly type: 'event'; readonly event: Event }
  | { readonly type: 'unexpected'; readonly place: string }
  | { readonly type: 'closed' };
