/** A picture as it lies, turned as somebody said; what it says of where it was taken can be taken out. */
import { useEffect, useMemo, useState } from 'react';
import { IconMapPinOff, IconRotateClockwise } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { withoutPlace } from '../../../core/pictures/place.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import classes from './viewer.module.css';

export type PictureDeeds = {
  readonly turn: (turned: number) => void;
  readonly removePlace: () => Promise<void>;
};

export function Picture({
  name,
  bytes,
  mediaType,
  turned,
  size,
  deeds,
  onDrawn,
}: {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
  mediaType: string;
  /** Quarter turns with the clock. */
  turned: number;
  size: { readonly width: number; readonly height: number } | null;
  /** None where nothing may be changed. */
  deeds: PictureDeeds | null;
  onDrawn: (image: HTMLImageElement) => void;
}) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [ratio, setRatio] = useState(size ? size.width / size.height : 1);
  const hasPlace = useMemo(() => deeds !== null && withoutPlace(bytes) !== null, [bytes, deeds]);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, mediaType]);
  const isOnItsSide = turned % 2 === 1;
  return (
    <>
      {address !== null && (
        <div
          className={classes.turned}
          data-turned={turned}
          style={{
            aspectRatio: isOnItsSide ? 1 / ratio : ratio,
            width: `min(100%, calc(60vh * ${isOnItsSide ? 1 / ratio : ratio}))`,
          }}
        >
          <img
            src={address}
            alt={name}
            style={{
              width: isOnItsSide ? '100cqh' : '100cqw',
              height: isOnItsSide ? '100cqw' : '100cqh',
              transform: `translate(-50%, -50%) rotate(${turned * 90}deg)`,
            }}
            // As it is shown: a camera may have written that it lies on its side.
            onLoad={({ currentTarget }) => {
              const { naturalWidth, naturalHeight } = currentTarget;
              if (naturalHeight > 0) setRatio(naturalWidth / naturalHeight);
              onDrawn(currentTarget);
            }}
            onError={() => setBroken(true)}
          />
        </div>
      )}
      {isBroken && (
        <p className={classes.quiet} role="alert">
          {t('documents.pictureBroken')}
        </p>
      )}
      {deeds && (
        <div className={classes.deeds}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Icon of={IconRotateClockwise} size={16} />}
            onClick={() => deeds.turn((turned + 1) % 4)}
          >
            {t('documents.turn')}
          </Button>
          {hasPlace && (
            <>
              <span className={classes.hasPlace}>{t('documents.hasPlace')}</span>
              <Button
                size="compact-sm"
                variant="default"
                busy={busy}
                leftSection={<Icon of={IconMapPinOff} size={16} />}
                onClick={() => {
                  setBusy(true);
                  void deeds.removePlace().finally(() => setBusy(false));
                }}
              >
                {t('documents.removePlace')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}
