/**
 * Exactly what will be saved. The page lies on a sheet in a frame that may do nothing (no scripts, no way out); a file of
 * data is shown letter by letter, with line numbers.
 */
import { useLayoutEffect, useRef, useState } from 'react';
import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Icon } from '../../components/Icon.tsx';
import classes from './handover.module.css';

/** A4 is 210 mm wide, at 96 pixels an inch; the desk shows a little on both sides of it. */
const SHEET_WIDTH = Math.ceil((210 / 25.4) * 96) + 32;
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

export function Preview({
  body,
  fileName,
  isPage,
  text,
  stale,
}: {
  body: string;
  fileName: string;
  /** A page to print; otherwise data. */
  isPage: boolean;
  /** What it is a preview of. */
  text: string;
  /** Another choice was made, and its preview is on its way. */
  stale: boolean;
}) {
  const { t } = useTranslation();
  const [zoom, setZoom] = useState<number | null>(null);
  const desk = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState(1);
  useLayoutEffect(() => {
    const element = desk.current;
    if (!element) return;
    const measure = () => setFit(Math.min(2, Math.max(0.2, element.clientWidth / SHEET_WIDTH)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scale = zoom ?? fit;
  const smaller = ZOOMS.findLast((each) => each < scale - 0.01);
  const larger = ZOOMS.find((each) => each > scale + 0.01);
  return (
    <section className={classes.preview} aria-labelledby="handover-preview" aria-busy={stale}>
      <header className={classes.previewHeader}>
        <div className={classes.previewWords}>
          <h2 id="handover-preview" className={classes.previewTitle}>
            {t('handover.preview')}
          </h2>
          <p className={classes.quiet}>{text}</p>
        </div>
        <div className={classes.zoom} role="group" aria-label={t('handover.zoom')} hidden={!isPage}>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('handover.zoomOut')}
            title={t('handover.zoomOut')}
            disabled={smaller === undefined}
            onClick={() => smaller !== undefined && setZoom(smaller)}
          >
            <Icon of={IconMinus} size={16} />
          </ActionIcon>
          <span className={classes.percent} role="status">
            {Math.round(scale * 100)}%
          </span>
          <ActionIcon
            variant="default"
            size={32}
            aria-label={t('handover.zoomIn')}
            title={t('handover.zoomIn')}
            disabled={larger === undefined}
            onClick={() => larger !== undefined && setZoom(larger)}
          >
            <Icon of={IconPlus} size={16} />
          </ActionIcon>
          <Button variant="default" size="xs" h={32} aria-pressed={zoom === null} onClick={() => setZoom(null)}>
            {t('handover.zoomFit')}
          </Button>
        </div>
      </header>
      <div ref={desk} className={classes.desk} data-stale={stale || undefined}>
        {isPage ? (
          <div className={classes.scaled} style={{ width: SHEET_WIDTH * scale }}>
            <iframe
              // A frame of its own for each page: a new one begins at its top, and nothing of the former stays.
              key={body}
              className={classes.page}
              title={t('handover.page', { name: fileName })}
              sandbox=""
              srcDoc={forLooking(body)}
              style={{ width: SHEET_WIDTH, height: `${100 / scale}%`, transform: `scale(${scale})` }}
            />
          </div>
        ) : (
          <Code text={body} label={t('handover.code', { name: fileName })} />
        )}
      </div>
    </section>
  );
}

/**
 * The same page, with its links at rest: in the file they work, in the preview they would lead the frame away. A link that
 * is reached all the same would open a new window, which the sandbox refuses.
 */
function forLooking(page: string): string {
  const at = page.indexOf('<head>') + '<head>'.length;
  return `${page.slice(0, at)}<base target="_blank"><style>a { pointer-events: none; }</style>${page.slice(at)}`;
}

/** One element for all lines and one for all numbers: a long file stays light, and copying it copies no numbers. */
function Code({ text, label }: { text: string; label: string }) {
  const lines = text.replace(/\n$/, '').split('\n').length;
  return (
    <div className={classes.code} role="region" aria-label={label} tabIndex={0}>
      <pre className={classes.numbers} aria-hidden>
        {Array.from({ length: lines }, (_, index) => index + 1).join('\n')}
      </pre>
      <pre className={classes.lines} data-file>
        {text}
      </pre>
    </div>
  );
}
