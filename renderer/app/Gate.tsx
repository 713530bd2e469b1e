/**
 * Which face the window shows, by the state of the vault. When the caseload locks, the open face unmounts, and with it
 * every editor; the cache forgets what was read. The route stays in the address, so that unlocking returns to it.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { forgetCaseload } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { ChoosePassphrase } from '../features/vault/ChoosePassphrase.tsx';
import { FirstRun } from '../features/vault/FirstRun.tsx';
import { Trouble } from '../features/vault/Trouble.tsx';
import { Unlock } from '../features/vault/Unlock.tsx';

/** The lock is what the window begins with: the rest is read while the adviser types the passphrase. */
const readCaseload = () => import('./OpenCaseload.tsx');
const OpenCaseload = lazy(async () => ({ default: (await readCaseload()).OpenCaseload }));

export function Gate() {
  const cache = useQueryClient();
  const vault = useAsk('vault.state', null);
  const type = vault.data?.type;
  /** The assistant goes on after the caseload is made: the recovery code is still to be shown. */
  const [assistant, setAssistant] = useState(false);
  const [recovered, setRecovered] = useState(false);
  useEffect(() => {
    if (type && type !== 'open') forgetCaseload(cache);
    if (type === 'none') setAssistant(true);
    if (type === 'locked') setAssistant(false);
  }, [type, cache]);
  useEffect(() => {
    if (type) requestIdleCallback(() => void readCaseload().then(({ readLaterScreens }) => readLaterScreens()));
  }, [type]);
  const demo = vault.data === undefined ? null : 'demo' in vault.data && vault.data.demo;
  const lastDemo = useRef(demo);
  useEffect(() => {
    if (demo === null) return;
    // From the practice caseload to the own one or back: a dossier of the one is nobody in the other.
    if (lastDemo.current !== null && lastDemo.current !== demo) window.location.hash = '#/candidates';
    lastDemo.current = demo;
  }, [demo]);
  if (vault.isError) return <ErrorNote failure={vault.error.failure} retry={() => void vault.refetch()} />;
  if (!vault.data) return null;
  switch (vault.data.type) {
    case 'none':
      return <FirstRun onDone={() => setAssistant(false)} />;
    case 'locked':
      return <Unlock state={vault.data} onRecovered={setRecovered} />;
    case 'open':
      if (assistant) return <FirstRun onDone={() => setAssistant(false)} />;
      if (recovered) return <ChoosePassphrase onDone={() => setRecovered(false)} />;
      return (
        <Suspense>
          <OpenCaseload />
        </Suspense>
      );
    case 'trouble':
      return <Trouble state={vault.data} />;
  }
}
