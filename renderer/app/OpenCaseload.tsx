/** The open caseload: a router over the address's hash, made anew at each unlock. */
import { useState } from 'react';
import { RouterProvider } from '@tanstack/react-router';
import { makeRouter } from './routes.tsx';

export function OpenCaseload() {
  const [router] = useState(makeRouter);
  return <RouterProvider router={router} />;
}
