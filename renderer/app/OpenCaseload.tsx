/** The open caseload: a router over the address's hash, made anew at each unlock. */
import { useRef, useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import './component-styles.ts';
import { Printing } from '../components/Print.tsx';
import { ListMemoryContext, newListMemory, type ListMemory } from '../features/candidates/list-state.ts';
import { makeRouter, readLaterScreens } from './routes.tsx';

export { readLaterScreens };

export function OpenCaseload() {
  const [router] = useState(makeRouter);
  const [firstList] = useState(newListMemory);
  const listMemory = useRef<ListMemory>(firstList);
  return (
    <ListMemoryContext value={listMemory}>
      <Printing>
        <RouterProvider router={router} />
      </Printing>
    </ListMemoryContext>
  );
}
