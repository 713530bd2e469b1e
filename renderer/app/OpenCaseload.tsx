/**
 * The open caseload: a router over the address's hash, made anew at each unlock. What was told stands in here too: a lock takes
 * it along, since it may name somebody.
 */
import { useRef, useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import './component-styles.ts';
import { useApi, useTurned } from '../api/ApiProvider.tsx';
import { Announcer } from '../components/Announcer.tsx';
import { Commands } from '../components/commands.tsx';
import { PickedCandidates } from '../components/picked.tsx';
import { Printing } from '../components/Print.tsx';
import { Toasts } from '../components/Toasts.tsx';
import { ListMemoryContext, newListMemory, type ListMemory } from '../features/candidates/list-state.ts';
import { makeRouter, readLaterScreens } from './routes.tsx';
import { UndoingProvider } from './Undoing.tsx';

export { readLaterScreens };

export function OpenCaseload() {
  const api = useApi();
  const [router] = useState(() => makeRouter(api));
  const [firstList] = useState(newListMemory);
  const listMemory = useRef<ListMemory>(firstList);
  const { turned } = useTurned();
  return (
    <ListMemoryContext value={listMemory}>
      <Announcer>
        <Toasts forgets={turned !== null}>
          <Printing>
            <Commands>
              <PickedCandidates>
                <UndoingProvider>
                  <RouterProvider router={router} />
                </UndoingProvider>
              </PickedCandidates>
            </Commands>
          </Printing>
        </Toasts>
      </Announcer>
    </ListMemoryContext>
  );
}
