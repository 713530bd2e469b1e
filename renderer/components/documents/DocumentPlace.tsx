/** Where the bytes of a document are, and how far they came: a few words with a sign, as a list says it. */
import {
  IconAlertTriangle,
  IconCheck,
  IconCloudDownload,
  IconCloudUpload,
  IconDownload,
  IconEye,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconHourglass,
  IconMovie,
  IconPhoto,
  IconPin,
  IconVolume,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../Button.tsx';
import { Icon, type IconShape } from '../Icon.tsx';
import { partOf, shownAs, type DocumentFile, type DocumentPlace } from './document-words.ts';
import classes from './place.module.css';

const PLACES: Readonly<
  Record<Exclude<DocumentPlace, 'here'>, { icon: IconShape; tone: 'calm' | 'here' | 'safe' | 'red' }>
> = {
  onlyHere: { icon: IconHourglass, tone: 'here' },
  both: { icon: IconCheck, tone: 'safe' },
  office: { icon: IconCheck, tone: 'calm' },
  elsewhere: { icon: IconHourglass, tone: 'calm' },
  sending: { icon: IconCloudUpload, tone: 'calm' },
  fetching: { icon: IconCloudDownload, tone: 'calm' },
  waitsForLine: { icon: IconHourglass, tone: 'here' },
  waitsForDay: { icon: IconHourglass, tone: 'here' },
  damaged: { icon: IconAlertTriangle, tone: 'red' },
};

/** How large, since when, and where: the small line below a name. */
export const DocumentFacts = ({ children }: { children: ReactNode }) => <p className={classes.facts}>{children}</p>;

export function PlaceText({ file, place }: { file: DocumentFile | undefined; place: DocumentPlace }) {
  const { t, i18n } = useTranslation();
  const percent = (part: number) => new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(part);
  return (
    <>
      {place !== 'here' && (
        <span className={classes.where} data-tone={PLACES[place].tone}>
          <Icon of={PLACES[place].icon} size={14} />
          {t(`documents.where.${place}`, { part: file ? percent(partOf(file)) : '' })}
        </span>
      )}
      {file?.pinned && (
        <span className={classes.where} data-tone="calm">
          <Icon of={IconPin} size={14} />
          {t('documents.pinned')}
        </span>
      )}
    </>
  );
}

/** What can be done with it at once: opened where it is here, fetched where the office has it. */
export function OpenOrFetch({
  file,
  place,
  name,
  onOpen,
  onFetch,
}: {
  file: DocumentFile | undefined;
  place: DocumentPlace;
  name: string;
  onOpen: () => void;
  onFetch: () => void;
}) {
  const { t } = useTranslation();
  const opens = file?.isHere === true && !file.damaged;
  const fetches = file?.isHere === false && file.isAtOffice && place !== 'fetching';
  if (!opens && !fetches) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<Icon of={opens ? IconEye : IconDownload} size={16} />}
      aria-label={opens ? t('documents.openNamed', { name }) : t('documents.fetchNamed', { name })}
      onClick={opens ? onOpen : onFetch}
    >
      {opens ? t('documents.open') : t('documents.fetch')}
    </Button>
  );
}

/** How far it came, while it is on its way. */
export function PlaceTrack({ file, name }: { file: DocumentFile; name: string }) {
  return (
    <div
      className={classes.track}
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(partOf(file) * 100)}
    >
      <div style={{ transform: `scaleX(${partOf(file)})` }} />
    </div>
  );
}

export function iconOf(mediaType: string | null): IconShape {
  switch (shownAs(mediaType)) {
    case 'picture':
      return IconPhoto;
    case 'pdf':
      return IconFileTypePdf;
    case 'word':
    case 'text':
      return IconFileText;
    case 'sound':
      return IconVolume;
    case 'film':
      return IconMovie;
    case null:
      return IconFile;
  }
}
