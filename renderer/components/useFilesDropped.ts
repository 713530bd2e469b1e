/** A place on which files of the computer can be dropped, and whether some are held over it now. */
import { useState, type DragEvent, type HTMLAttributes } from 'react';

type Handlers = Required<Pick<HTMLAttributes<HTMLElement>, 'onDragOver' | 'onDragLeave' | 'onDrop'>>;

export function useFilesDropped(take: (files: readonly File[]) => void): { over: boolean; place: Handlers } {
  const [over, setOver] = useState(false);
  const place = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    },
    // On its way to something within the place it has not left it.
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take([...event.dataTransfer.files]);
    },
  };
  return { over, place };
}
