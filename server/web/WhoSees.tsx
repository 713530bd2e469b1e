/** Who can see what at this moment: of somebody their dossiers, of a dossier its people, and by which grant. On the page, and as a file. */
import { useState } from 'react';
import { Select, TextInput } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import Papa from 'papaparse';
import { Button } from '../../renderer/components/Button.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import type { Person, Sees, Team } from './ask.ts';
import { RoomScreen, Table, useList, useNames } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

/** So many lines can still be read through; the file has all of them. */
const MOST_LINES = 300;
/** As many as the server lists at once. */
const MOST_LISTED = 20_000;
const IS_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export function WhoSees() {
  const say = useWords();
  const people = useList<Person[]>('/people');
  const teams = useList<Team[]>('/teams');
  const nameOf = useNames();
  const [person, setPerson] = useState<string | null>(null);
  const [dossier, setDossier] = useState('');
  const query = new URLSearchParams();
  if (person !== null) query.set('person', person);
  if (IS_ID.test(dossier.trim())) query.set('dossier', dossier.trim());
  const sees = useList<Sees[]>(`/who-sees?${query}`);
  const all = sees.data ?? [];
  const wayOf = ({ team }: Sees): string =>
    team === null ? say('givenDirectly') : `${say('team')} ${teams.data?.find(({ id }) => id === team)?.name ?? team}`;
  const iso = (at: number | null): string => (at === null ? '' : new Date(at).toISOString());
  const save = () => {
    const rows = all.map((each) => ({
      [say('who')]: nameOf(each.person),
      [say('dossier')]: each.dossier,
      [say('by')]: wayOf(each),
      [say('since')]: iso(each.from),
      [say('until')]: iso(each.until),
      [say('givenBy')]: nameOf(each.givenBy),
    }));
    // For Excel: a mark that it is UTF-8, and nothing that it would take for a formula.
    const text = `\uFEFF${Papa.unparse(rows, { delimiter: ';', escapeFormulae: true })}`;
    const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = `${say('whoSees')}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <RoomScreen
      word="whoSees"
      text="whoSeesText"
      of={sees}
      actions={
        <Button
          variant="default"
          leftSection={<Icon of={IconDownload} size={16} />}
          disabled={all.length === 0}
          onClick={save}
        >
          {say('asFile')}
        </Button>
      }
    >
      <div className={classes.line}>
        <Select
          aria-label={say('who')}
          placeholder={say('everybody')}
          clearable
          searchable
          value={person}
          data={(people.data ?? [])
            .filter(({ active, roles }) => active && roles.includes('adviser'))
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setPerson}
        />
        <TextInput
          className={classes.wide}
          aria-label={say('dossier')}
          placeholder={say('wholeNumber')}
          value={dossier}
          error={dossier.trim() !== '' && !IS_ID.test(dossier.trim())}
          onChange={(event) => setDossier(event.currentTarget.value)}
        />
        <span className={classes.sub} role="status">
          {say('seesCount', {
            people: new Set(all.map((each) => each.person)).size,
            dossiers: new Set(all.map((each) => each.dossier)).size,
          })}
        </span>
      </div>
      {all.length === 0 ? (
        <EmptyState icon={IconEye} title={say('nobodySees')} />
      ) : (
        <Table heads={[say('who'), say('dossier'), say('by'), say('since'), say('until'), say('givenBy')]}>
          {all.slice(0, MOST_LINES).map((each) => (
            <tr key={`${each.person} ${each.dossier} ${each.team ?? ''} ${each.from}`}>
              <th scope="row">{nameOf(each.person)}</th>
              <td>
                <code className={classes.number}>{each.dossier}</code>
              </td>
              <td>{wayOf(each)}</td>
              <td>
                <MomentText at={each.from} />
              </td>
              <td>{each.until === null ? say('noEnd') : <MomentText at={each.until} />}</td>
              <td>{nameOf(each.givenBy)}</td>
            </tr>
          ))}
        </Table>
      )}
      {all.length > MOST_LINES && (
        <p className={classes.sub}>{say('onlyFirst', { shown: MOST_LINES, total: all.length })}</p>
      )}
      {all.length >= MOST_LISTED && <p className={classes.sub}>{say('moreDossiers')}</p>}
    </RoomScreen>
  );
}
