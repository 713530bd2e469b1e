/**
 * The page that will be printed, in a frame without scripts or origin, at the proportion of A4 and scaled to the room there
 * is. The frame scrolls by itself: from outside nothing in it can be read, not even its height.
 */
import { useEffect, useRef, useState } from 'react';
import classes from './PaperPreview.module.css';

/** A4 at 96 dots an inch. */
const WIDTH = 794;
const HEIGHT = 1123;

export function PaperPreview({ body, title }: { body: string; title: string }) {
  const room = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = width / WIDTH;
  return (
    <div ref={room} className={classes.room} style={{ height: scale > 0 ? HEIGHT * scale : undefined }}>
      {scale > 0 && (
        <iframe
          className={classes.page}
          sandbox=""
          srcDoc={body}
          title={title}
          tabIndex={0}
          style={{ width: WIDTH, height: HEIGHT, transform: `scale(${scale})` }}
        />
      )}
    </div>
  );
}
