/** Who holds which dossier. The page knows dossiers by their number only: names of candidates are for who holds them. */
import { useState, type FormEvent } from 'react';
import { Select, TextInput } from '@mantine/core';
import { IconArrowsExchange, IconFolders, IconPlus } from '@tabler/icons-react';
import { Button } from '../../renderer/components/Button.tsx';
import { Dialog } from '../../renderer/components/Dialog.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { useLanguage } from '../../renderer/app/useLanguage.ts';
import type { Grant, Person, Taken, Team } from './ask.ts';
import { ReassignDialog, Reassignments } from './Reassign.tsx';
import { dayText, RoomScreen, Table, teamText, useDeed, useHolders, useList, useUndoable } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

/** So many lines can still be read through; who seeks finds the others. */
const MOST_LINES = 200;
/** As many as the server lists at once. */
const MOST_LISTED = 10_000;
/** In the place of a holder: of dossiers that nobody has now. */
const NOBODY = 'nobody';

function asked(holder: string | null, words: string): URLSearchParams {
  const query = new URLSearchParams({ standing: holder === NOBODY ? 'no' : 'yes' });
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(words)) query.set('dossier', words);
  const [kind = '', id] = (holder ?? '').split(':');
  if (id !== undefined) query.set(kind, id);
  return query;
}

function EndOf({ grant: { until, revokedAt } }: { grant: Grant }) {
  const say = useWords();
  const end = revokedAt ?? until;
  return end === null ? say('noEnd') : <MomentText at={end} />;
}

/** So many people are named; of more there is a count. */
const MOST_NAMED = 3;

/** What really happens to the dossier: one of two grants that is taken takes it from nobody's laptop. */
function useTakenText(people: readonly Person[], teams: readonly Team[]): (taken: Taken) => string {
  const say = useWords();
  const language = useLanguage();
  const nameOf = (person: string): string => people.find(({ id }) => id === person)?.name ?? '';
  const namesOf = (persons: readonly string[]): string =>
    persons.length > MOST_NAMED
      ? say('peopleCount', { count: persons.length })
      : new Intl.ListFormat(language).format(persons.map(nameOf));
  const keeps = ({ person, team, until }: Taken['kept'][number]): string =>
    say(team === null ? 'keptOwn' : 'keptTeam', {
      who: nameOf(person),
      team: teamText(say, teams.find(({ id }) => id === team)?.name ?? ''),
      until: until === null ? say('withoutEnd') : say('untilDay', { day: dayText(until, language) }),
    });
  return ({ lost, kept }) =>
    [
      say('taken'),
      ...(lost.length === 0 ? [] : [say('takenLost', { count: lost.length, who: namesOf(lost) })]),
      ...(kept.length > MOST_NAMED ? [say('keptMany', { count: kept.length })] : kept.map(keeps)),
      ...(lost.length + kept.length === 0 ? [say('takenNobody')] : []),
    ].join(' ');
}

export function Grants() {
  const say = useWords();
  const teams = useList<Team[]>('/teams');
  const people = useList<Person[]>('/people');
  const holders = useHolders();
  const undoable = useUndoable();
  const [sought, setSought] = useState('');
  const [holder, setHolder] = useState<string | null>(null);
  const [reassigning, setReassigning] = useState(false);
  const [giving, setGiving] = useState<string | null>(null);
  const nameOf = ({ person, team }: Grant): string =>
    people.data?.find(({ id }) => id === person)?.name ??
    teamText(say, teams.data?.find(({ id }) => id === team)?.name ?? '');
  const takenText = useTakenText(people.data ?? [], teams.data ?? []);
  const words = sought.trim().toLowerCase();
  // The office may have more than it lists at once: a whole number and a holder are asked for, a part of one is looked for in what is here.
  const grants = useList<Grant[]>(`/grants?${asked(holder, words)}`);
  const found = (grants.data ?? []).filter(
    (grant) =>
      words === '' || grant.dossier.toLowerCase().includes(words) || nameOf(grant).toLowerCase().includes(words),
  );
  const isNobodys = holder === NOBODY;
  return (
    <RoomScreen
      word="grants"
      text="grantsText"
      of={grants}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<Icon of={IconArrowsExchange} size={16} />}
            onClick={() => setReassigning(true)}
          >
            {say('reassign')}
          </Button>
          <Button leftSection={<Icon of={IconPlus} size={16} />} onClick={() => setGiving('')}>
            {say('giveTitle')}
          </Button>
        </>
      }
    >
      <div className={classes.line}>
        <TextInput
          className={classes.wide}
          aria-label={say('find')}
          placeholder={say('find')}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        <Select
          aria-label={say('holder')}
          placeholder={say('everybody')}
          clearable
          searchable
          value={holder}
          data={[{ value: NOBODY, label: say('nobody') }, ...holders]}
          onChange={setHolder}
        />
        <span className={classes.sub} role="status">
          {say('countDossiers', { count: new Set(found.map(({ dossier }) => dossier)).size })}
        </span>
      </div>
      {found.length === 0 ? (
        <EmptyState icon={IconFolders} title={say(isNobodys ? 'allHeld' : 'noGrants')} />
      ) : (
        <Table
          heads={[
            say('dossier'),
            say(isNobodys ? 'holderBefore' : 'holder'),
            say('since'),
            say('until'),
            <span key="a" className="screen-only-reader">
              {say('change')}
            </span>,
          ]}
        >
          {found.slice(0, MOST_LINES).map((grant) => (
            <tr key={grant.epoch}>
              <th scope="row">
                <code className={classes.number}>{grant.dossier}</code>
              </th>
              <td>{nameOf(grant)}</td>
              <td>
                <MomentText at={grant.from} />
              </td>
              <td>
                <EndOf grant={grant} />
              </td>
              <td>
                <span className={classes.deeds}>
                  <Button size="compact-sm" variant="light" onClick={() => setGiving(grant.dossier)}>
                    {say('give')}
                  </Button>
                  {!isNobodys && (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      aria-label={`${say('take')}: ${nameOf(grant)}`}
                      onClick={() =>
                        undoable<Taken>({ method: 'POST', path: `/grants/${grant.epoch}/revoke` }, takenText, {
                          method: 'POST',
                          path: '/grants',
                          body: {
                            dossier: grant.dossier,
                            to: grant.person === null ? { team: grant.team } : { person: grant.person },
                            until: grant.until,
                          },
                        })
                      }
                    >
                      {say('take')}
                    </Button>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {(grants.data?.length ?? 0) >= MOST_LISTED && <p className={classes.sub}>{say('moreDossiers')}</p>}
      {found.length > MOST_LINES && (
        <p className={classes.sub}>{say('onlyFirst', { shown: MOST_LINES, total: found.length })}</p>
      )}
      <Reassignments />
      {reassigning && <ReassignDialog onClose={() => setReassigning(false)} />}
      {giving !== null && <GiveDialog dossier={giving} onClose={() => setGiving(null)} />}
    </RoomScreen>
  );
}

function GiveDialog({ dossier, onClose }: { dossier: string; onClose: () => void }) {
  const say = useWords();
  const deed = useDeed();
  const holders = useHolders();
  const [which, setWhich] = useState(dossier);
  const [to, setTo] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const give = (event: FormEvent) => {
    event.preventDefault();
    const [kind = '', id = ''] = (to ?? '').split(':');
    // Through the last moment of that day, where the administrator is.
    const end = until === '' ? null : new Date(`${until}T23:59:59`).getTime();
    deed.mutate(
      { method: 'POST', path: '/grants', body: { dossier: which.trim(), to: { [kind]: id }, until: end } },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={say('giveTitle')}>
      <form onSubmit={give} className={classes.form}>
        <TextInput
          label={say('dossier')}
          value={which}
          required
          maxLength={60}
          spellCheck={false}
          {...(dossier === '' ? { 'data-autofocus': true } : {})}
          onChange={(event) => setWhich(event.currentTarget.value)}
        />
        <Select
          label={say('holder')}
          placeholder={say('choose')}
          required
          searchable
          value={to}
          data={holders}
          onChange={setTo}
          {...(dossier === '' ? {} : { 'data-autofocus': true })}
        />
        <TextInput
          label={say('until')}
          description={say('noEnd')}
          type="date"
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" busy={deed.isPending} disabled={which.trim() === '' || to === null}>
            {say('give')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
