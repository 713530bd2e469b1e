/** What is typed can not be kept at this moment: why, what to do, and that it goes on by itself. Gone as soon as it can. */
import { useEffect, useRef } from 'react';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDiskTrouble } from '../api/ApiProvider.tsx';
import { useAnnounce } from '../components/Announcer.tsx';
import { Icon } from '../components/Icon.tsx';
import classes from './DiskBar.module.css';

export function DiskBar() {
  const { t } = useTranslation();
  const trouble = useDiskTrouble();
  const announce = useAnnounce();
  const wasTrouble = useRef(false);
  useEffect(() => {
    if (trouble === null && wasTrouble.current) announce(t('past.diskAgain'));
    wasTrouble.current = trouble !== null;
  }, [trouble, announce, t]);
  return (
    // Always there, so that what comes into it is spoken.
    <div aria-live="assertive" className={classes.place} data-no-print>
      {trouble && (
        <div className={classes.bar} data-disk={trouble}>
          <Icon of={IconDeviceFloppy} />
          <p>{t(`past.disk.${trouble}`)}</p>
        </div>
      )}
    </div>
  );
}
