/**
 * A document inside the window: its bytes come from the desktop in pieces, are in memory as long as it is shown, and nowhere else. Sound and film
 * come as they are played.
 */
import { useEffect, useState } from 'react';
import { IconDeviceFloppy, IconFileUnknown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { plainText } from '../../../core/domain/plain-text.ts';
import { pictureSize } from '../../../core/pictures/size.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorNote } from '../ErrorNote.tsx';
import { Icon } from '../Icon.tsx';
import { Progress } from '../Progress.tsx';
import { shownAs, sizeText } from './document-words.ts';
import { PdfPages } from './PdfPages.tsx';
import { Picture, type PictureDeeds } from './Picture.tsx';
import { keepThumbnail } from './thumbnail.ts';
import { NotRead, readDocument } from './read-document.ts';
import classes from './viewer.module.css';

/** A larger picture is not shown: all of it is in memory while it is. */
const LARGEST_PICTURE = 64_000_000;
/** Four bytes of memory for each of them, twice while it is drawn: a photo of 100 million is more than a small laptop has to spare. */
const MOST_PIXELS = 100_000_000;
/** Of a text its beginning is shown. */
const MOST_TEXT = 400_000;

export type Viewed = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string | null;
  readonly bytes: number;
  readonly turned?: number | null;
};

export function DocumentViewer({
  of,
  onClose,
  onSaveCopy,
  deeds = null,
}: {
  of: Viewed | null;
  onClose: () => void;
  onSaveCopy: (document: Viewed) => void;
  deeds?: PictureDeeds | null;
}) {
  const { t } = useTranslation();
  return (
    <Dialog
      opened={of !== null}
      onClose={onClose}
      size="xl"
      title={of?.name ?? ''}
      footer={
        of && (
          <>
            <Button variant="default" leftSection={<Icon of={IconDeviceFloppy} />} onClick={() => onSaveCopy(of)}>
              {t('documents.saveCopy')}
            </Button>
            <Button onClick={onClose}>{t('common.close')}</Button>
          </>
        )
      }
    >
      {of && <Shown key={of.id} document={of} deeds={deeds} />}
    </Dialog>
  );
}

function Shown({ document: shown, deeds }: { document: Viewed; deeds: PictureDeeds | null }) {
  const { t } = useTranslation();
  if (shown.bytes === 0)
    return (
      <EmptyState icon={IconFileUnknown} title={t('documents.emptyFile')}>
        {t('documents.emptyFileWhat')}
      </EmptyState>
    );
  switch (shownAs(shown.mediaType)) {
    case null:
      return <NotShown />;
    case 'picture':
      return shown.bytes > LARGEST_PICTURE ? <NotShown isTooLarge /> : <WholePicture of={shown} deeds={deeds} />;
    case 'pdf':
      return <PdfPages {...shown} isKept={deeds !== null} />;
    case 'word':
      return <WordText id={shown.id} />;
    case 'text':
      return <PlainText of={shown} />;
    case 'sound':
      return <Played of={shown} kind="audio" />;
    case 'film':
      return <Played of={shown} kind="video" />;
  }
}

function NotShown({ isTooLarge = false, pixels }: { isTooLarge?: boolean; pixels?: number }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={IconFileUnknown}
      title={
        pixels === undefined
          ? t(isTooLarge ? 'documents.tooLargeToShow' : 'documents.cannotShow')
          : t('documents.tooManyPixels', { millions: Math.round(pixels / 1_000_000) })
      }
    >
      {t('documents.cannotShowWhat')}
    </EmptyState>
  );
}

function WholePicture({ of: shown, deeds }: { of: Viewed; deeds: PictureDeeds | null }) {
  const api = useApi();
  const { bytes, done, failure } = useBytes(shown, shown.bytes);
  if (failure) return <ErrorNote failure={failure} />;
  if (bytes === null) return <Reading done={done} total={shown.bytes} />;
  const size = pictureSize(bytes);
  if (size && size.width * size.height > MOST_PIXELS) return <NotShown pixels={size.width * size.height} />;
  const { name, mediaType, turned } = shown;
  return (
    <Picture
      {...{ name, bytes, size, deeds }}
      mediaType={mediaType ?? ''}
      turned={turned ?? 0}
      onDrawn={(image) => {
        if (deeds) void keepThumbnail(api, shown.id, image);
      }}
    />
  );
}

function PlainText({ of: shown }: { of: Viewed }) {
  const { t } = useTranslation();
  const { bytes, done, failure } = useBytes(shown, Math.min(shown.bytes, MOST_TEXT));
  if (failure) return <ErrorNote failure={failure} />;
  if (bytes === null) return <Reading done={done} total={Math.min(shown.bytes, MOST_TEXT)} />;
  return <Text isPart={shown.bytes > MOST_TEXT} note={t('documents.onlyPart')} text={plainText(bytes)} />;
}

/** The words of a Word document: the desktop takes them out. */
function WordText({ id }: { id: string }) {
  const { t } = useTranslation();
  const found = useAsk('documents.text', { row: id });
  if (found.isError) return <ErrorNote failure={found.error.failure} />;
  if (!found.data) return <Reading done={0} total={0} />;
  const { state, text } = found.data;
  if (state !== 'read')
    return (
      <EmptyState icon={IconFileUnknown} title={t(`documents.notRead.${state}`)}>
        {t('documents.cannotShowWhat')}
      </EmptyState>
    );
  return <Text isPart note={t('documents.wordsOnly')} text={text.slice(0, MOST_TEXT)} isProse />;
}

function Text({ text, note, isPart, isProse }: { text: string; note: string; isPart: boolean; isProse?: boolean }) {
  return (
    <>
      {/* Long lines wrap; whoever reads with the keyboard can scroll it. */}
      <pre className={classes.text} data-prose={isProse || undefined} tabIndex={0}>
        {text}
      </pre>
      {isPart && <p className={classes.quiet}>{note}</p>}
    </>
  );
}

/** Played from an address of the window: what is heard and seen is fetched as it is played, from wherever somebody goes to. */
function Played({ of: { id, name }, kind }: { of: Viewed; kind: 'audio' | 'video' }) {
  const { t } = useTranslation();
  const [isBroken, setBroken] = useState(false);
  const address = new URL(`/media/${id}`, document.baseURI).href;
  const failed = () => setBroken(true);
  return (
    <>
      {kind === 'audio' ? (
        <audio className={classes.sound} src={address} controls preload="metadata" aria-label={name} onError={failed} />
      ) : (
        <video className={classes.film} src={address} controls preload="metadata" aria-label={name} onError={failed} />
      )}
      {isBroken && (
        <p className={classes.quiet} role="alert">
          {t('documents.cannotPlay')}
        </p>
      )}
    </>
  );
}

function Reading({ done, total }: { done: number; total: number }) {
  const { t, i18n } = useTranslation();
  return (
    <Progress
      phase={t('documents.reading')}
      done={done}
      total={total}
      format={(each) => sizeText(each, i18n.language)}
    />
  );
}

function useBytes({ id }: Viewed, wanted: number) {
  const api = useApi();
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | null>(null);
  const [done, setDone] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    let isGone = false;
    readDocument(api, id, { to: wanted, told: setDone, isGone: () => isGone }).then(setBytes, (error: unknown) => {
      if (isGone) return;
      if (!(error instanceof NotRead)) throw error;
      setFailure(error.failure);
    });
    return () => {
      isGone = true;
    };
  }, [api, id, wanted]);
  return { bytes, done, failure };
}
