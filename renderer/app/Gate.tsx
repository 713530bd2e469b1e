/**
 * Which face the window shows, by the state of the vault. When the caseload locks, the open face unmounts, and with it
 * every editor; the cache forgets what was read. The route stays in the address, so that unlocking returns to it.
 */
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { forgetCaseload } from '../api/ApiProvider.tsx';
import { useAsk } from '../api/useAsk.ts';
import { ErrorNote } from '../components/ErrorNote.tsx';
import { Unlock } from '../features/vault/Unlock.tsx';

/** The lock is what the window begins with: the rest is read while the adviser types the passphrase. */
const readCaseload = () => import('./OpenCaseload.tsx');
const OpenCaseload = lazy(async () => ({ default: (await readCaseload()).OpenCaseload }));
/** Faces that are seen once, or never: nobody who only unlocks waits for them. */
const FirstRun = lazy(async () => {
  const [{ FirstRun: face }] = await Promise.all([
    import('../features/vault/FirstRun.tsx'),
    import('./component-styles.ts'),
  ]);
  return { default: face };
});
const CandidateMode = lazy(async () => {
  const [{ CandidateMode: face }] = await Promise.all([
    import('../features/candidate-mode/CandidateMode.tsx'),
    import('./component-styles.ts'),
  ]);
  return { default: face };
});
const LeaseEnded = lazy(async () => ({ default: (await import('../features/vault/LeaseEnded.tsx')).LeaseEnded }));
const Trouble = lazy(async () => ({ default: (await import('../features/vault/Trouble.tsx')).Trouble }));
const ChoosePassphrase = lazy(async () => ({
  default: (await import('../features/vault/ChoosePassphrase.tsx')).ChoosePassphrase,
}));

/** Reading the rest holds the window's thread: the passphrase field is painted and takes letters before that begins. */
const READ_REST_AFTER_MS = 400;

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
    if (!type) return;
    const timer = setTimeout(
      () => requestIdleCallback(() => void readCaseload().then(({ readLaterScreens }) => readLaterScreens())),
      READ_REST_AFTER_MS,
    );
    return () => clearTimeout(timer);
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
  // Each face waits behind a boundary of its own: the one before it is gone at once, not hidden until the next is read.
  const assistantFace = (
    <Suspense key="assistant">
      <FirstRun onDone={() => setAssistant(false)} />
    </Suspense>
  );
  switch (vault.data.type) {
    case 'none':
      return assistantFace;
    case 'locked':
      return <Unlock state={vault.data} onRecovered={setRecovered} />;
    case 'open':
      if (vault.data.handedOver)
        return (
          <Suspense key="candidate">
            <CandidateMode />
          </Suspense>
        );
      if (assistant) return assistantFace;
      if (recovered)
        return (
          <Suspense key="choose">
            <ChoosePassphrase onDone={() => setRecovered(false)} />
          </Suspense>
        );
      if (vault.data.passphraseDue)
        return (
          <Suspense key="due">
            <ChoosePassphrase isRequired onDone={() => void vault.refetch()} />
          </Suspense>
        );
      if (vault.data.leaseEnded)
        return (
          <Suspense key="lease">
            <LeaseEnded {...vault.data.leaseEnded} />
          </Suspense>
        );
      return (
        <Suspense key="open">
          <OpenCaseload />
        </Suspense>
      );
    case 'trouble':
      return (
        <Suspense key="trouble">
          <Trouble state={vault.data} />
        </Suspense>
      );
  }
}
