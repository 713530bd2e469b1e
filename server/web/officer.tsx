/** The rooms of the privacy officer: work that waits for a decision, and what was erased. */
import { IconInbox, IconTrash } from '@tabler/icons-react';
import { Button } from '../../renderer/components/Button.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import type { Erasure, Waiting as Waits } from './ask.ts';
import { RoomScreen, Table, useList, useNames, useUndoable } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

export function Waiting() {
  const say = useWords();
  const waiting = useList<Waits[]>('/quarantine');
  const nameOf = useNames();
  const decide = useUndoable();
  return (
    <RoomScreen word="waiting" text="waitingText" of={waiting}>
      {waiting.data?.length === 0 ? (
        <EmptyState icon={IconInbox} title={say('noWaiting')} />
      ) : (
        <Table
          heads={[
            say('author'),
            say('dossier'),
            say('received'),
            say('why'),
            <span key="a" className="screen-only-reader">
              {say('takeOver')}
            </span>,
          ]}
        >
          {waiting.data?.map((one) => (
            <tr key={one.id}>
              <th scope="row">{nameOf(one.author)}</th>
              <td>{one.dossier && <code className={classes.number}>{one.dossier}</code>}</td>
              <td>
                <MomentText at={one.receivedAt} />
              </td>
              <td>
                <Tag kind="amber">{say(one.why === null ? 'tooLate' : 'refused')}</Tag>
              </td>
              <td>
                <span className={classes.deeds}>
                  <Button
                    size="compact-sm"
                    variant="light"
                    onClick={() =>
                      decide({ method: 'POST', path: `/quarantine/${one.id}/takeOver` }, say('takenOver'), null)
                    }
                  >
                    {say('takeOver')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    onClick={() =>
                      decide({ method: 'POST', path: `/quarantine/${one.id}/refuse` }, say('refusedNow'), null)
                    }
                  >
                    {say('refuse')}
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
    </RoomScreen>
  );
}

const GROUND = {
  request: 'groundRequest',
  retention: 'groundRetention',
  unlawful: 'groundUnlawful',
} as const;

export function Erasures() {
  const say = useWords();
  const erasures = useList<Erasure[]>('/erasures');
  const nameOf = useNames();
  return (
    <RoomScreen word="erasures" of={erasures}>
      {erasures.data?.length === 0 ? (
        <EmptyState icon={IconTrash} title={say('noErasures')} />
      ) : (
        <Table heads={[say('dossier'), say('when'), say('who'), say('ground')]}>
          {erasures.data?.map((one) => (
            <tr key={one.dossier}>
              <th scope="row">
                <code className={classes.number}>{one.dossier}</code>
              </th>
              <td>
                <MomentText at={one.at} />
              </td>
              <td>{nameOf(one.actor)}</td>
              <td>{one.ground in GROUND ? say(GROUND[one.ground as keyof typeof GROUND]) : one.ground}</td>
            </tr>
          ))}
        </Table>
      )}
    </RoomScreen>
  );
}
