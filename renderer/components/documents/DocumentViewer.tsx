/** A document inside the window: its bytes come from the desktop in pieces, are in memory as long as it is shown, and nowhere else. */
import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconDeviceFloppy, IconFileUnknown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FILE_PIECE } from '../../../core/contract/contract.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { Dialog } from '../Dialog.tsx';
import { EmptyState } from '../EmptyState.tsx';
import { ErrorNote } from '../ErrorNote.tsx';
import { Icon } from '../Icon.tsx';
import { Progress } from '../Progress.tsx';
import { shownAs, sizeText } from './document-words.ts';
import classes from './viewer.module.css';

/** More than this is not shown: all of it is in memory while it is. */
const MOST = { picture: 64_000_000, sound: 128_000_000, film: 128_000_000 } as const;
/** Of a text its beginning is shown. */
const MOST_TEXT = 400_000;

export type Viewed = {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string | null;
  readonly bytes: number;
};

export function DocumentViewer({
  of,
  onClose,
  onSaveCopy,
}: {
  of: Viewed | null;
  onClose: () => void;
  onSaveCopy: (document: Viewed) => void;
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
      {of && <Shown key={of.id} document={of} />}
    </Dialog>
  );
}

function Shown({ document }: { document: Viewed }) {
  const { t, i18n } = useTranslation();
  const how = shownAs(document.mediaType);
  const isTooLarge = how !== null && how !== 'text' && document.bytes > MOST[how];
  const { content, done, failure } = useContent(document, how === null || isTooLarge ? null : how);
  if (how === null || isTooLarge)
    return (
      <EmptyState icon={IconFileUnknown} title={t(isTooLarge ? 'documents.tooLargeToShow' : 'documents.cannotShow')}>
        {t('documents.cannotShowWhat')}
      </EmptyState>
    );
  if (failure) return <ErrorNote failure={failure} />;
  if (content === null)
    return (
      <Progress
        phase={t('documents.reading')}
        done={done}
        total={document.bytes}
        format={(bytes) => sizeText(bytes, i18n.language)}
      />
    );
  switch (how) {
    case 'text':
      return (
        <>
          {/* Long lines wrap; whoever reads with the keyboard can scroll it. */}
          <pre className={classes.text} tabIndex={0}>
            {content}
          </pre>
          {document.bytes > MOST_TEXT && <p className={classes.quiet}>{t('documents.onlyPart')}</p>}
        </>
      );
    case 'picture':
      return <img className={classes.picture} src={content} alt={document.name} />;
    case 'sound':
      return <audio className={classes.sound} src={content} controls aria-label={document.name} />;
    case 'film':
      return <video className={classes.picture} src={content} controls aria-label={document.name} />;
  }
}

/** Text as it is, everything else as an address that is good as long as it is shown. */
function useContent(document: Viewed, how: ReturnType<typeof shownAs>) {
  const api = useApi();
  const { id, bytes, mediaType } = document;
  const [content, setContent] = useState<string | null>(null);
  const [done, setDone] = useState(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    if (how === null) return;
    let isGone = false;
    let address: string | null = null;
    const read = async () => {
      const wanted = how === 'text' ? Math.min(bytes, MOST_TEXT) : bytes;
      const parts: Uint8Array<ArrayBuffer>[] = [];
      let at = 0;
      do {
        const length = Math.max(1, Math.min(FILE_PIECE, wanted - at));
        const answer = await api.ask('documents.read', { row: id, offset: at, length });
        if (isGone) return;
        if (!answer.ok) return setFailure(answer.error);
        const part = new Uint8Array(answer.value.bytes);
        parts.push(part);
        at += part.length;
        setDone(at);
        if (part.length === 0) break;
      } while (at < wanted);
      const blob = new Blob(parts, { type: mediaType ?? 'application/octet-stream' });
      if (how === 'text') {
        const text = await blob.text();
        if (!isGone) setContent(text);
        return;
      }
      address = URL.createObjectURL(blob);
      setContent(address);
    };
    void read();
    return () => {
      isGone = true;
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [api, id, bytes, mediaType, how]);
  return { content, done, failure };
}
