/** Who works here, what they may, and the code that lets their laptop in; and the teams that hold dossiers together. */
import { useState, type FormEvent } from 'react';
import { Checkbox, Select, TextInput } from '@mantine/core';
import { IconPlus, IconUsers, IconUsersGroup, IconX } from '@tabler/icons-react';
import { ROLES, type Role } from '../../core/sync/protocol.ts';
import { Button } from '../../renderer/components/Button.tsx';
import { Card } from '../../renderer/components/Card.tsx';
import { Dialog } from '../../renderer/components/Dialog.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import type { Person, Team } from './ask.ts';
import { RoomScreen, Table, useDeed, useList, useNames, useUndoable } from './parts.tsx';
import { StopPersonDialog } from './Stopping.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

type Invitation = { name: string; code: string; expiresAt: number };

export function People() {
  const say = useWords();
  const people = useList<Person[]>('/people');
  const deed = useDeed();
  const undoable = useUndoable();
  const [editing, setEditing] = useState<Person | 'new' | null>(null);
  const [stopping, setStopping] = useState<Person | null>(null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const invite = (person: Person) =>
    deed.mutate(
      { method: 'POST', path: `/people/${person.id}/invitation` },
      {
        onSuccess: (made) =>
          setInvitation({ name: person.name, code: String(made['code']), expiresAt: Number(made['expiresAt']) }),
      },
    );
  const admit = (person: Person, active: boolean) => ({
    method: 'PATCH' as const,
    path: `/people/${person.id}`,
    body: { active },
  });
  return (
    <RoomScreen
      word="people"
      of={people}
      actions={
        <Button leftSection={<Icon of={IconPlus} size={16} />} onClick={() => setEditing('new')}>
          {say('addPerson')}
        </Button>
      }
    >
      {people.data?.length === 0 ? (
        <EmptyState icon={IconUsers} title={say('noPeople')} />
      ) : (
        <Table
          heads={[
            say('name'),
            say('roles'),
            <span key="a" className="screen-only-reader">
              {say('change')}
            </span>,
          ]}
        >
          {people.data?.map((person) => (
            <tr key={person.id} data-person={person.name} data-quiet={person.active ? undefined : true}>
              <th scope="row">
                <span className={classes.name}>{person.name}</span>
                <span className={classes.sub}>{person.email}</span>
              </th>
              <td>
                <span className={classes.tags}>
                  {!person.active && <Tag kind="red">{say('inactive')}</Tag>}
                  {person.roles.length === 0 && <span className={classes.sub}>{say('noRoles')}</span>}
                  {person.roles.map((role) => (
                    <Tag key={role} kind={role === 'adviser' ? 'petrol' : 'plain'}>
                      {say(role)}
                    </Tag>
                  ))}
                </span>
              </td>
              <td>
                <span className={classes.deeds}>
                  {person.active && (
                    <Button
                      size="compact-sm"
                      variant="light"
                      aria-label={`${say('invite')}: ${person.name}`}
                      onClick={() => invite(person)}
                    >
                      {say('invite')}
                    </Button>
                  )}
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={say('changePerson', { name: person.name })}
                    onClick={() => setEditing(person)}
                  >
                    {say('change')}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    aria-label={`${say(person.active ? 'deactivate' : 'activate')}: ${person.name}`}
                    onClick={() => (person.active ? setStopping(person) : deed.mutate(admit(person, true)))}
                  >
                    {say(person.active ? 'deactivate' : 'activate')}
                  </Button>
                </span>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {stopping && (
        <StopPersonDialog
          person={stopping}
          onStop={() =>
            undoable(admit(stopping, false), say('stopped', { name: stopping.name }), admit(stopping, true))
          }
          onClose={() => setStopping(null)}
        />
      )}
      {editing !== null && <PersonDialog of={editing} onClose={() => setEditing(null)} />}
      <Dialog
        opened={invitation !== null}
        onClose={() => setInvitation(null)}
        title={invitation ? say('invitationTitle', { name: invitation.name }) : ''}
        footer={
          <>
            <Button variant="default" onClick={() => window.print()}>
              {say('print')}
            </Button>
            <Button onClick={() => setInvitation(null)}>{say('done')}</Button>
          </>
        }
      >
        {invitation && (
          <div className={classes.sheet} data-print-sheet>
            <p>{say('invitationSteps')}</p>
            <p className={classes.address}>{location.origin}</p>
            <p className={classes.code} data-code>
              {invitation.code}
            </p>
            <p className={classes.sub}>
              {say('invitationText', { until: new Date(invitation.expiresAt).toLocaleString() })}
            </p>
          </div>
        )}
      </Dialog>
    </RoomScreen>
  );
}

function PersonDialog({ of, onClose }: { of: Person | 'new'; onClose: () => void }) {
  const say = useWords();
  const deed = useDeed();
  const before = of === 'new' ? null : of;
  const [name, setName] = useState(before?.name ?? '');
  const [email, setEmail] = useState(before?.email ?? '');
  const [roles, setRoles] = useState<readonly Role[]>(before?.roles ?? ['adviser']);
  const save = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), email: email.trim() || null, roles };
    deed.mutate(
      before ? { method: 'PATCH', path: `/people/${before.id}`, body } : { method: 'POST', path: '/people', body },
      { onSuccess: onClose },
    );
  };
  return (
    <Dialog opened onClose={onClose} title={before ? say('changePerson', { name: before.name }) : say('addPerson')}>
      <form onSubmit={save} className={classes.form}>
        <TextInput
          label={say('name')}
          value={name}
          maxLength={200}
          required
          data-autofocus
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={say('email')}
          type="email"
          value={email}
          maxLength={254}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <fieldset className={classes.choices}>
          <legend>{say('roles')}</legend>
          {ROLES.map((role) => (
            <Checkbox
              key={role}
              label={say(role)}
              checked={roles.includes(role)}
              onChange={() => setRoles(roles.includes(role) ? roles.filter((each) => each !== role) : [...roles, role])}
            />
          ))}
        </fieldset>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" busy={deed.isPending} disabled={name.trim() === ''}>
            {say(before ? 'save' : 'add')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function Teams() {
  const say = useWords();
  const teams = useList<Team[]>('/teams');
  const people = useList<Person[]>('/people');
  const nameOf = useNames();
  const deed = useDeed();
  const undoable = useUndoable();
  const [name, setName] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    deed.mutate({ method: 'POST', path: '/teams', body: { name: name.trim() } }, { onSuccess: () => setName('') });
  };
  const member = (method: 'PUT' | 'DELETE', team: string, person: string) => ({
    method,
    path: `/teams/${team}/members/${person}`,
  });
  return (
    <RoomScreen word="teams" of={teams}>
      <form onSubmit={add} className={classes.line}>
        <TextInput
          aria-label={say('addTeam')}
          placeholder={say('addTeam')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" busy={deed.isPending} disabled={name.trim() === ''}>
          {say('add')}
        </Button>
      </form>
      {teams.data?.length === 0 && <EmptyState icon={IconUsersGroup} title={say('noTeams')} />}
      <div className={classes.cards}>
        {teams.data?.map((team) => (
          <Card key={team.id} title={team.name} aside={team.members.length}>
            <ul className={classes.members} aria-label={say('members')}>
              {team.members.map((person) => (
                <li key={person}>
                  {nameOf(person)}
                  <button
                    type="button"
                    className={classes.cross}
                    aria-label={say('leave', { name: nameOf(person), team: team.name })}
                    onClick={() =>
                      undoable(
                        member('DELETE', team.id, person),
                        say('left', { name: nameOf(person), team: team.name }),
                        member('PUT', team.id, person),
                      )
                    }
                  >
                    <Icon of={IconX} size={16} />
                  </button>
                </li>
              ))}
            </ul>
            <Select
              aria-label={`${say('join')}: ${team.name}`}
              placeholder={say('join')}
              searchable
              value={null}
              data={(people.data ?? [])
                .filter((person) => person.active && !team.members.includes(person.id))
                .map((person) => ({ value: person.id, label: person.name }))}
              onChange={(person) => person && deed.mutate(member('PUT', team.id, person))}
            />
          </Card>
        ))}
      </div>
    </RoomScreen>
  );
}
