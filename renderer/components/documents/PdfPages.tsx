/**
 * The pages of a PDF: each is drawn when it comes into sight and forgotten when it is far away, so a thick file costs what a thin one does. Zoom
 * by buttons and keys; the words can be selected and are read out. One with a password asks for it.
 */
import { useCallback, useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { PasswordInput } from '@mantine/core';
import { IconLock, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { PDFDocumentProxy, PDFDocumentLoadingTask, RenderTask } from 'pdfjs-dist';
import { useTranslation } from 'react-i18next';
import { pressed } from '../../../core/shortcuts/shortcuts.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { ActionIcon, Button } from '../Button.tsx';
import { ErrorNote } from '../ErrorNote.tsx';
import { Icon } from '../Icon.tsx';
import { Progress } from '../Progress.tsx';
import { openPdf, pdfjs } from './pdf.ts';
import { NotRead } from './read-document.ts';
import { keepThumbnail } from './thumbnail.ts';
import classes from './viewer.module.css';

type State =
  | { readonly is: 'opening' }
  | { readonly is: 'asking'; readonly wrong: boolean; readonly answer: (password: string) => void }
  | { readonly is: 'open'; readonly pdf: PDFDocumentProxy; readonly ratio: number }
  | { readonly is: 'failed'; readonly failure: Failure };

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const;
/** Where it fits the width. */
const FITS = 2;
/** Pixels of one page on the screen; a poster is drawn coarser rather than not. */
const MOST_PIXELS = 16_000_000;

export function PdfPages({
  id,
  name,
  bytes,
  isKept,
}: {
  id: string;
  name: string;
  bytes: number;
  /** A small picture of its first page may be kept. */
  isKept: boolean;
}) {
  const { t } = useTranslation();
  const api = useApi();
  const onFirst = useCallback(
    (sheet: HTMLCanvasElement) => {
      if (isKept) void keepThumbnail(api, id, sheet);
    },
    [api, id, isKept],
  );
  const state = usePdf(id, bytes);
  const [zoom, setZoom] = useState(FITS);
  const [page, setPage] = useState(1);
  switch (state.is) {
    case 'opening':
      return <Progress phase={t('documents.reading')} done={0} total={0} />;
    case 'failed':
      return <ErrorNote failure={state.failure} />;
    case 'asking':
      return <AskPassword key={String(state.wrong)} wrong={state.wrong} answer={state.answer} />;
    case 'open':
      break;
  }
  const { pdf, ratio } = state;
  const step = (by: number) => setZoom((before) => Math.min(ZOOMS.length - 1, Math.max(0, before + by)));
  const onKeyDown = (event: KeyboardEvent) => {
    const heard = pressed(event, 'pageLarger', 'pageSmaller', 'pageFits');
    if (heard === null) return;
    if (heard === 'pageFits') setZoom(FITS);
    else step(heard === 'pageLarger' ? 1 : -1);
    event.preventDefault();
  };
  return (
    <div className={classes.pdf} onKeyDown={onKeyDown}>
      <div className={classes.bar}>
        <span role="status">{t('documents.pageOf', { page, pages: pdf.numPages })}</span>
        <span className={classes.zoom}>
          <ActionIcon
            variant="subtle"
            aria-label={t('documents.zoomOut')}
            title={`${t('documents.zoomOut')} (−)`}
            disabled={zoom === 0}
            onClick={() => step(-1)}
          >
            <Icon of={IconZoomOut} />
          </ActionIcon>
          <Button size="compact-sm" variant="subtle" title="0" onClick={() => setZoom(FITS)}>
            {zoom === FITS ? t('documents.zoomFits') : `${Math.round((ZOOMS[zoom] ?? 1) * 100)}%`}
          </Button>
          <ActionIcon
            variant="subtle"
            aria-label={t('documents.zoomIn')}
            title={`${t('documents.zoomIn')} (+)`}
            disabled={zoom === ZOOMS.length - 1}
            onClick={() => step(1)}
          >
            <Icon of={IconZoomIn} />
          </ActionIcon>
        </span>
      </div>
      <div className={classes.pages} tabIndex={0} role="region" aria-label={name} data-pdf>
        {Array.from({ length: pdf.numPages }, (_, index) => (
          <Page
            key={`${zoom} ${index}`}
            pdf={pdf}
            number={index + 1}
            ratio={ratio}
            zoom={ZOOMS[zoom] ?? 1}
            onTop={setPage}
            onFirst={onFirst}
          />
        ))}
      </div>
    </div>
  );
}

function usePdf(id: string, bytes: number): State {
  const api = useApi();
  const [state, setState] = useState<State>({ is: 'opening' });
  useEffect(() => {
    let isGone = false;
    let task: PDFDocumentLoadingTask | undefined;
    const failed = (error: unknown): void => {
      if (isGone) return;
      setState({ is: 'failed', failure: error instanceof NotRead ? error.failure : { type: 'PdfDamaged' } });
    };
    const open = async (): Promise<void> => {
      const [library, begun] = await Promise.all([pdfjs(), openPdf(api, id, bytes, failed)]);
      task = begun;
      if (isGone) return void begun.destroy();
      begun.onPassword = (answer: (password: string) => void, why: number) => {
        if (isGone) return;
        const wrong = why === library.PasswordResponses.INCORRECT_PASSWORD;
        setState({ is: 'asking', wrong, answer: (password) => answer(password) });
      };
      const pdf = await begun.promise;
      const { width, height } = (await pdf.getPage(1)).getViewport({ scale: 1 });
      if (!isGone) setState({ is: 'open', pdf, ratio: height / width });
    };
    open().catch(failed);
    return () => {
      isGone = true;
      void task?.destroy();
    };
  }, [api, id, bytes]);
  return state;
}

function AskPassword({ wrong, answer }: { wrong: boolean; answer: (password: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  return (
    <form
      className={classes.password}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed) answer(typed);
      }}
    >
      <p>
        <Icon of={IconLock} /> {t('documents.pdfLocked')}
      </p>
      <PasswordInput
        label={t('documents.pdfPassword')}
        autoComplete="off"
        autoFocus
        value={typed}
        error={wrong && typed === '' ? t('documents.pdfWrong') : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('documents.pdfPasswordShow') }}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={typed === ''}>
        {t('documents.open')}
      </Button>
    </form>
  );
}

function Page({
  pdf,
  number,
  ratio,
  zoom,
  onTop,
  onFirst,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  /** Height to width, as long as its own is not known. */
  ratio: number;
  zoom: number;
  onTop: (page: number) => void;
  /** Told of the first page, once it is drawn. */
  onFirst: (sheet: HTMLCanvasElement) => void;
}) {
  const { t } = useTranslation();
  const element = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [isNear, setNear] = useState(false);
  const [own, setOwn] = useState(ratio);
  const [isBroken, setBroken] = useState(false);

  useEffect(() => {
    const place = element.current;
    if (!place) return;
    // A page before and after the ones in sight.
    const root = place.parentElement;
    const near = new IntersectionObserver(([entry]) => setNear(entry?.isIntersecting ?? false), {
      root,
      rootMargin: '100% 0px',
    });
    const top = new IntersectionObserver(([entry]) => entry?.isIntersecting && onTop(number), {
      root,
      rootMargin: '-45% 0px -50% 0px',
    });
    near.observe(place);
    top.observe(place);
    return () => {
      near.disconnect();
      top.disconnect();
    };
  }, [number, onTop]);

  const draw = useCallback(
    async (isGone: () => boolean, begun: (task: RenderTask) => void): Promise<void> => {
      const page = await pdf.getPage(number);
      const library = await pdfjs();
      const [place, sheet, text] = [element.current, canvas.current, words.current];
      if (isGone() || !place || !sheet || !text) return;
      const plain = page.getViewport({ scale: 1 });
      setOwn(plain.height / plain.width);
      const scale = place.clientWidth / plain.width;
      const fine = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(MOST_PIXELS / Math.max(1, plain.width * plain.height * scale * scale)),
      );
      const viewport = page.getViewport({ scale: scale * fine });
      sheet.width = Math.max(1, Math.floor(viewport.width));
      sheet.height = Math.max(1, Math.floor(viewport.height));
      const task = page.render({ canvas: sheet, viewport });
      begun(task);
      await task.promise;
      if (isGone()) return;
      if (number === 1) onFirst(sheet);
      text.replaceChildren();
      text.style.setProperty('--total-scale-factor', String(scale));
      await new library.TextLayer({
        textContentSource: page.streamTextContent(),
        container: text,
        viewport: page.getViewport({ scale }),
      }).render();
    },
    [pdf, number, onFirst],
  );

  useEffect(() => {
    if (!isNear) return;
    let isGone = false;
    let task: RenderTask | undefined;
    draw(
      () => isGone,
      (begun) => (task = begun),
    ).catch(() => {
      if (!isGone) setBroken(true);
    });
    const [sheet, text] = [canvas.current, words.current];
    return () => {
      isGone = true;
      task?.cancel();
      // What is far away holds no pixels.
      if (sheet) sheet.width = sheet.height = 0;
      text?.replaceChildren();
    };
  }, [isNear, draw]);

  return (
    <div
      ref={element}
      className={classes.page}
      role="group"
      aria-label={t('documents.pageNumber', { page: number })}
      data-page={number}
      style={{ width: `${zoom * 100}%`, aspectRatio: `1 / ${own}` }}
    >
      <canvas ref={canvas} width={0} height={0} />
      <div ref={words} className={classes.words} />
      {isBroken && <p className={classes.quiet}>{t('documents.pageBroken')}</p>}
    </div>
  );
}
