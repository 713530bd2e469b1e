/** The dossier of the adviser's own, in which stands what belongs to no candidate, and their outlines. */
import type { Row } from '../../core/domain/concepts.ts';
import type { Failure } from '../api/bridge.ts';
import { useAsk } from '../api/useAsk.ts';

export function useOwn(): {
  /** Null until it is known. */
  readonly dossier: string | null;
  readonly templates: readonly Row<'template'>[];
  readonly failure: Failure | null;
  readonly retry: () => void;
} {
  const own = useAsk('own.read', null);
  return {
    dossier: own.data?.dossier ?? null,
    templates: own.data?.templates ?? [],
    failure: own.error?.failure ?? null,
    retry: () => void own.refetch(),
  };
}
