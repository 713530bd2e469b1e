/** The room of a team lead: how much each adviser of their teams has to do. Counts only. */
import { IconUsersGroup } from '@tabler/icons-react';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import type { Workload as Team } from './ask.ts';
import { RoomScreen, Table, useList } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

export function Workload() {
  const say = useWords();
  const teams = useList<Team[]>('/workload');
  return (
    <RoomScreen word="workload" text="workloadText" of={teams}>
      {teams.data?.length === 0 ? (
        <EmptyState icon={IconUsersGroup} title={say('noTeamOfMine')} />
      ) : (
        teams.data?.map(({ team, name, advisers }) => (
          <section key={team} aria-label={name}>
            <h2 className={classes.name}>{name}</h2>
            {advisers.length === 0 ? (
              <p className={classes.sub}>{say('noAdvisers')}</p>
            ) : (
              <Table heads={[say('adviser'), say('grants'), say('temporary'), say('lastContact'), say('unsent')]}>
                {advisers.map((adviser) => (
                  <tr key={adviser.person}>
                    <th scope="row">{adviser.name}</th>
                    <td>{adviser.dossiers}</td>
                    <td>{adviser.temporary}</td>
                    <td>{adviser.lastContact === null ? say('noDevice') : <MomentText at={adviser.lastContact} />}</td>
                    <td>{adviser.unsent === 0 ? say('nothing') : say('unsentCount', { count: adviser.unsent })}</td>
                  </tr>
                ))}
              </Table>
            )}
          </section>
        ))
      )}
    </RoomScreen>
  );
}
