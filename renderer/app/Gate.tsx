/**
 * Which face the window shows, by the state of the vault. When the caseload locks, the open face unmounts, and with it
 * every editor; the cache forgets what was read. The route stays in the address, so that unlocking returns to it.
 */
import { useEffect } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { forgetCaseload } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { FirstRun } from '../features/vault/FirstRun.tsx';
import { Trouble } from '../features/vault/Trouble.tsx';
import { Unlock } from '../features/vault/Unlock.tsx';
import { OpenCaseload } from './OpenCaseload.tsx';

export function Gate() {
  const cache = useQueryClient();
  const vault = useAsk('vault.state', null);
  const type = vault.data?.type;
  useEffect(() => {
    if (type && type !== 'open') forgetCaseload(cache);
  }, [type, cache]);
  if (vault.isError) return <ErrorNote failure={vault.error.failure} retry={() => void vault.refetch()} />;
  if (!vault.data) return null;
  switch (vault.data.type) {
    case 'none':
      return <FirstRun />;
    case 'locked':
      return <Unlock state={vault.data} />;
    case 'open':
      return <OpenCaseload />;
    case 'trouble':
      return <Trouble state={vault.data} />;
  }
}
