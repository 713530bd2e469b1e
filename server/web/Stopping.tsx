/**
 * Before somebody's access ends, or a laptop is stopped: what it had not sent when it was last heard, and when that was. What was written
 * since, nobody here can know, so it is asked also where that was nothing.
 */
import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../../renderer/components/Button.tsx';
import { Dialog } from '../../renderer/components/Dialog.tsx';
import { momentText } from '../../renderer/components/MomentText.tsx';
import { useLanguage } from '../../renderer/app/useLanguage.ts';
import { ask, type Device, type Grant, type Person } from './ask.ts';
import { useList } from './parts.tsx';
import { ReassignDialog } from './Reassign.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

/** As they are now: a list that stood open for an hour is an hour old. */
const useDevicesNow = () =>
  useQuery({ queryKey: ['/devices'], queryFn: () => ask<Device[]>('GET', '/devices'), refetchOnMount: 'always' });

/** A line for each laptop. */
export function UnsentWork({ devices }: { devices: readonly Device[] }) {
  const say = useWords();
  const { t } = useTranslation();
  const language = useLanguage();
  const days = { today: t('common.today'), yesterday: t('common.yesterday') };
  return (
    <ul className={classes.unsent}>
      {devices.map(({ id, name, unsent, lastContact }) => (
        <li key={id}>
          <span className={classes.name}>{name}</span>
          {lastContact === 0
            ? say('noDevice')
            : say(unsent === 0 ? 'unsentNothing' : 'unsentAt', {
                count: unsent,
                when: momentText(lastContact, Date.now(), language, days),
              })}
        </li>
      ))}
    </ul>
  );
}

/** What becomes of it. */
function UnsentTold({ devices }: { devices: readonly Device[] }) {
  const say = useWords();
  if (devices.length === 0) return null;
  const hasUnsent = devices.some(({ unsent }) => unsent > 0);
  return (
    <div className={classes.told} data-tone={hasUnsent ? 'amber' : undefined}>
      <UnsentWork devices={devices} />
      <p>{say(hasUnsent ? 'unsentStays' : 'unsentUnknown')}</p>
    </div>
  );
}

export function StopPersonDialog({
  person,
  onStop,
  onClose,
}: {
  person: Person;
  onStop: () => void;
  onClose: () => void;
}) {
  const say = useWords();
  const devices = useDevicesNow();
  const grants = useList<Grant[]>(`/grants?person=${person.id}&standing=yes`);
  const [reassigning, setReassigning] = useState(false);
  const dossiers = new Set((grants.data ?? []).map(({ dossier }) => dossier)).size;
  const isKnown = devices.data !== undefined && grants.data !== undefined;
  if (reassigning) return <ReassignDialog of={person.id} onClose={onClose} />;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('stopTitle', { name: person.name })}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            disabled={!isKnown}
            data-autofocus
            onClick={() => {
              onStop();
              onClose();
            }}
          >
            {say('deactivate')}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <p>{say('stopText', { name: person.name })}</p>
        <UnsentTold
          devices={(devices.data ?? []).filter((device) => device.person === person.id && device.wipeHeardAt === null)}
        />
        {dossiers > 0 && (
          <div className={classes.line}>
            <span>{say('hasDossiers', { name: person.name, count: dossiers })}</span>
            <Button variant="light" size="compact-sm" onClick={() => setReassigning(true)}>
              {say('giveThem')}
            </Button>
          </div>
        )}
      </div>
    </Dialog>
  );
}

export function BlockDialog({
  device,
  name,
  onBlock,
  onClose,
}: {
  device: Device;
  name: string;
  onBlock: () => void;
  onClose: () => void;
}) {
  const say = useWords();
  const devices = useDevicesNow();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('blockTitle', { name })}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            data-autofocus
            busy={devices.isPending}
            onClick={() => {
              onBlock();
              onClose();
            }}
          >
            {say('block')}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        <p>{say('blockText')}</p>
        <UnsentTold devices={devices.data?.filter(({ id }) => id === device.id) ?? []} />
      </div>
    </Dialog>
  );
}
