/** A photo with the camera of the laptop: of a diploma on the table. The camera is on only while this is open, and nothing is kept before Add. */
import { useEffect, useRef, useState } from 'react';
import { IconCamera, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/ApiProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import classes from './documents.module.css';

export function TakePhoto({
  opened,
  onClose,
  onPhoto,
}: {
  opened: boolean;
  onClose: () => void;
  onPhoto: (photo: File) => void;
}) {
  const { t } = useTranslation();
  return (
    <Dialog opened={opened} onClose={onClose} size="lg" title={t('documents.photo')}>
      {opened && <Camera onClose={onClose} onPhoto={onPhoto} />}
    </Dialog>
  );
}

function Camera({ onClose, onPhoto }: { onClose: () => void; onPhoto: (photo: File) => void }) {
  const { t } = useTranslation();
  const api = useApi();
  const video = useRef<HTMLVideoElement>(null);
  const [isOn, setOn] = useState(false);
  const [why, setWhy] = useState<'noCamera' | 'cameraRefused' | 'cameraBusy' | null>(null);
  const [taken, setTaken] = useState<{ photo: File; address: string } | null>(null);

  useEffect(() => {
    let isGone = false;
    let stream: MediaStream | null = null;
    const begin = async (): Promise<void> => {
      await api.ask('documents.camera', { allow: true });
      stream = await navigator.mediaDevices.getUserMedia({
        video: { width: { ideal: 2560 }, height: { ideal: 1440 }, facingMode: 'environment' },
        audio: false,
      });
      if (isGone) return stop();
      if (video.current) {
        video.current.srcObject = stream;
        await video.current.play();
        setOn(true);
      }
    };
    const stop = (): void => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    begin().catch((error: unknown) => {
      if (isGone) return;
      const name = error instanceof Error ? error.name : '';
      setWhy(name === 'NotAllowedError' ? 'cameraRefused' : name === 'NotReadableError' ? 'cameraBusy' : 'noCamera');
    });
    return () => {
      isGone = true;
      stop();
      void api.ask('documents.camera', { allow: false });
    };
  }, [api]);
  useEffect(() => () => void (taken && URL.revokeObjectURL(taken.address)), [taken]);

  const take = (): void => {
    const shown = video.current;
    if (!shown || shown.videoWidth === 0) return;
    const canvas = document.createElement('canvas');
    canvas.width = shown.videoWidth;
    canvas.height = shown.videoHeight;
    canvas.getContext('2d')?.drawImage(shown, 0, 0);
    canvas.toBlob(
      (blob) => {
        if (!blob) return;
        const photo = new File([blob], `${t('documents.photoName')}.jpg`, { type: 'image/jpeg' });
        setTaken({ photo, address: URL.createObjectURL(blob) });
      },
      'image/jpeg',
      0.92,
    );
  };

  return (
    <div className={classes.camera}>
      {why ? (
        <ErrorNote>{t(`documents.${why}`)}</ErrorNote>
      ) : (
        <>
          <video ref={video} muted playsInline aria-label={t('documents.cameraPicture')} hidden={taken !== null} />
          {taken && <img src={taken.address} alt={t('documents.photoTaken')} />}
        </>
      )}
      <div className={classes.cameraKeys}>
        <Button variant="default" onClick={onClose}>
          {t(why ? 'common.close' : 'common.cancel')}
        </Button>
        {!why && taken && (
          <Button variant="default" leftSection={<Icon of={IconRefresh} />} onClick={() => setTaken(null)}>
            {t('documents.photoAgain')}
          </Button>
        )}
        {!why &&
          (taken ? (
            <Button
              onClick={() => {
                onPhoto(taken.photo);
                onClose();
              }}
            >
              {t('documents.add')}
            </Button>
          ) : (
            <Button autoFocus leftSection={<Icon of={IconCamera} />} disabled={!isOn} onClick={take}>
              {t('documents.takePhoto')}
            </Button>
          ))}
      </div>
    </div>
  );
}
