/** Every laptop that was let in: when it was last here, what it did not send yet; stopping it, and emptying it for good. */
import { useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconDeviceLaptop } from '@tabler/icons-react';
import { Button } from '../../renderer/components/Button.tsx';
import { Dialog } from '../../renderer/components/Dialog.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import type { Device } from './ask.ts';
import { RoomScreen, Table, useDeed, useList, useNames, useUndoable } from './parts.tsx';
import { BlockDialog, UnsentWork } from './Stopping.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

export function Laptops() {
  const say = useWords();
  const devices = useList<Device[]>('/devices');
  const nameOf = useNames();
  const deed = useDeed();
  const undoable = useUndoable();
  const [blocking, setBlocking] = useState<Device | null>(null);
  const [wiping, setWiping] = useState<Device | null>(null);
  const order = (device: Device, what: 'block' | 'unblock') => ({
    method: 'POST' as const,
    path: `/devices/${device.id}/${what}`,
  });
  return (
    <RoomScreen word="devices" of={devices}>
      {devices.data?.length === 0 ? (
        <EmptyState icon={IconDeviceLaptop} title={say('noDevices')} />
      ) : (
        <Table
          heads={[
            say('laptop'),
            say('lastContact'),
            say('unsent'),
            say('version'),
            say('state'),
            <span key="a" className="screen-only-reader">
              {say('change')}
            </span>,
          ]}
        >
          {devices.data?.map((device) => (
            <tr key={device.id} data-laptop={device.name}>
              <th scope="row">
                <span className={classes.name}>{device.name}</span>
                <span className={classes.sub}>{nameOf(device.person)}</span>
              </th>
              <td>{device.lastContact > 0 ? <MomentText at={device.lastContact} /> : say('noDevice')}</td>
              <td>{device.unsent === 0 ? say('nothing') : say('unsentCount', { count: device.unsent })}</td>
              <td>{device.schema}</td>
              <td>
                <State of={device} />
              </td>
              <td>
                <span className={classes.deeds}>
                  {device.wipeAt === null && (
                    <>
                      <Button
                        size="compact-sm"
                        variant="light"
                        aria-label={`${say(device.blockedAt === null ? 'block' : 'unblock')}: ${device.name}`}
                        onClick={() =>
                          device.blockedAt === null ? setBlocking(device) : deed.mutate(order(device, 'unblock'))
                        }
                      >
                        {say(device.blockedAt === null ? 'block' : 'unblock')}
                      </Button>
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="red"
                        aria-label={say('wipeTitle', { name: nameOf(device.person) })}
                        onClick={() => setWiping(device)}
                      >
                        {say('wipe')}
                      </Button>
                    </>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {blocking && (
        <BlockDialog
          device={blocking}
          name={nameOf(blocking.person)}
          onBlock={() =>
            undoable(
              order(blocking, 'block'),
              say('blocked', { name: nameOf(blocking.person) }),
              order(blocking, 'unblock'),
            )
          }
          onClose={() => setBlocking(null)}
        />
      )}
      {wiping && <WipeDialog device={wiping} name={nameOf(wiping.person)} onClose={() => setWiping(null)} />}
    </RoomScreen>
  );
}

function State({ of }: { of: Device }) {
  const say = useWords();
  if (of.wipeHeardAt !== null) return <Tag kind="red">{say('stateWiped')}</Tag>;
  if (of.wipeAt !== null) return <Tag kind="red">{say('stateWipe')}</Tag>;
  if (of.blockedAt !== null) return <Tag kind="amber">{say('stateBlocked')}</Tag>;
  return <Tag kind="green">{say('stateFine')}</Tag>;
}

/** The only question with typing: what it destroys does not come back. */
function WipeDialog({ device, name, onClose }: { device: Device; name: string; onClose: () => void }) {
  const say = useWords();
  const deed = useDeed();
  const [typed, setTyped] = useState('');
  const isSure = typed.trim().toLowerCase() === say('wipeWord');
  return (
    <Dialog opened onClose={onClose} title={say('wipeTitle', { name })}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isSure) deed.mutate({ method: 'POST', path: `/devices/${device.id}/wipe` }, { onSuccess: onClose });
        }}
      >
        <p>{say('wipeText')}</p>
        <div className={classes.told} data-tone={device.unsent > 0 ? 'amber' : undefined}>
          <UnsentWork devices={[device]} />
        </div>
        <TextInput
          label={say('wipeType', { word: say('wipeWord') })}
          value={typed}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" color="red" busy={deed.isPending} disabled={!isSure}>
            {say('wipeDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
