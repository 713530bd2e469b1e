/**
 * All dossiers of somebody to a colleague or a team in one go: somebody leaves, or is ill. Says how many before it is done, and that is the
 * only question; what stands of it is listed, and taken back in one go as well.
 */
import { useState, type FormEvent } from 'react';
import { Radio, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from '../../renderer/components/Button.tsx';
import { Card } from '../../renderer/components/Card.tsx';
import { Dialog } from '../../renderer/components/Dialog.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { useLanguage } from '../../renderer/app/useLanguage.ts';
import { ask, type Person, type Reassignment, type ReassignmentPlan, type Team } from './ask.ts';
import { dayText, failureText, Table, teamText, useDeed, useHolders, useList, useUndoable } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

/** Through the last moment of that day, where the administrator is; null while none is typed. */
const endOf = (day: string): number | null => (day === '' ? null : new Date(`${day}T23:59:59`).getTime());

/** @param of whose dossiers, where that is known already */
export function ReassignDialog({ of = null, onClose }: { of?: string | null; onClose: () => void }) {
  const say = useWords();
  const language = useLanguage();
  const people = useList<Person[]>('/people');
  const holders = useHolders();
  const undoable = useUndoable();
  const [from, setFrom] = useState(of);
  const [to, setTo] = useState<string | null>(null);
  const [how, setHow] = useState<'while' | 'good'>('while');
  const [day, setDay] = useState('');
  const [kind = '', receiver = ''] = (to ?? '').split(':');
  const until = how === 'good' ? null : endOf(day);
  const isAsked = from !== null && to !== null && (how === 'good' || until !== null);
  const query = new URLSearchParams({
    from: from ?? '',
    [kind || 'person']: receiver,
    ...(until === null ? {} : { until: String(until) }),
  });
  const plan = useQuery({
    queryKey: ['/reassignments/preview', String(query)],
    queryFn: () => ask<ReassignmentPlan>('GET', `/reassignments/preview?${query}`),
    enabled: isAsked,
    placeholderData: keepPreviousData,
  });
  const names = { from: people.data?.find(({ id }) => id === from)?.name ?? '', to: nameIn(holders, to) };
  const counts = isAsked && !plan.isError ? plan.data : undefined;
  const give = (event: FormEvent) => {
    event.preventDefault();
    undoable<{ id: string; given: number }>(
      { method: 'POST', path: '/reassignments', body: { from, to: { [kind]: receiver }, until } },
      ({ given }) => say('reassigned', { count: given, to: names.to }),
      ({ id }) => ({ method: 'POST', path: `/reassignments/${id}/revoke` }),
    );
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={say('reassignTitle')} size="lg">
      <form onSubmit={give} className={classes.form}>
        <Select
          label={say('fromWhom')}
          placeholder={say('choose')}
          required
          searchable
          value={from}
          data={(people.data ?? [])
            .filter(({ roles }) => roles.includes('adviser'))
            .map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (${say('inactive')})` }))}
          onChange={setFrom}
          {...(of === null ? { 'data-autofocus': true } : {})}
        />
        <Select
          label={say('toWhom')}
          placeholder={say('choose')}
          required
          searchable
          value={to}
          data={holders.filter(({ value }) => value !== `person:${from}`)}
          onChange={setTo}
          {...(of === null ? {} : { 'data-autofocus': true })}
        />
        <Radio.Group label={say('howLong')} value={how} onChange={setHow}>
          <div className={classes.choices}>
            <Radio value="while" label={say('forAWhile')} description={say('forAWhileText')} />
            <Radio value="good" label={say('forGood')} description={say('forGoodText')} />
          </div>
        </Radio.Group>
        {how === 'while' && (
          <TextInput
            label={say('untilAndWith')}
            type="date"
            required
            value={day}
            onChange={(event) => setDay(event.currentTarget.value)}
          />
        )}
        <div className={classes.told} role="status">
          {plan.isError && isAsked && <p>{failureText(say, plan.error)}</p>}
          {counts && counts.given + counts.taken === 0 && (
            <p>{say(counts.already > 0 ? 'hasAll' : 'nothingToGive', names)}</p>
          )}
          {counts && counts.given + counts.taken > 0 && (
            <p>
              <strong>
                {say('planGiven', {
                  ...names,
                  count: counts.given,
                  end: until === null ? say('planForGood') : say('untilDay', { day: dayText(until, language) }),
                })}
              </strong>{' '}
              {counts.already > 0 && say('planAlready', { ...names, count: counts.already })}{' '}
              {how === 'while' ? say('planKeeps', names) : say('planLoses', { ...names, count: counts.taken })}
            </p>
          )}
          {counts && counts.ofTeams > 0 && <p>{say('planTeams', { ...names, count: counts.ofTeams })}</p>}
        </div>
        <div className={classes.buttons}>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button type="submit" busy={plan.isFetching} disabled={!counts || counts.given + counts.taken === 0}>
            {counts && counts.given > 0 ? say('giveCount', { count: counts.given }) : say('give')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

const nameIn = (holders: readonly { value: string; label: string }[], holder: string | null): string =>
  holders.find(({ value }) => value === holder)?.label ?? '';

/** What was given in one go and stands: nothing where there is none. */
export function Reassignments() {
  const say = useWords();
  const people = useList<Person[]>('/people');
  const teams = useList<Team[]>('/teams');
  const all = useList<Reassignment[]>('/reassignments');
  const [taking, setTaking] = useState<Reassignment | null>(null);
  const personName = (id: string | null): string => people.data?.find((each) => each.id === id)?.name ?? '';
  const toName = ({ person, team }: Reassignment): string =>
    person === null ? teamText(say, teams.data?.find(({ id }) => id === team)?.name ?? '') : personName(person);
  if ((all.data?.length ?? 0) === 0) return null;
  return (
    <Card title={say('reassignments')}>
      <Table
        heads={[
          say('fromWhom'),
          say('toWhom'),
          say('grants'),
          say('since'),
          say('until'),
          <span key="a" className="screen-only-reader">
            {say('change')}
          </span>,
        ]}
      >
        {all.data?.map((one) => (
          <tr key={one.id} data-reassignment={one.id}>
            <th scope="row">{personName(one.from)}</th>
            <td>{toName(one)}</td>
            <td>{one.dossiers}</td>
            <td>
              <MomentText at={one.at} />
            </td>
            <td>{one.until === null ? say('forGood') : <MomentText at={one.until} />}</td>
            <td>
              <span className={classes.deeds}>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={say('takeAllTitle', { to: toName(one) })}
                  onClick={() => setTaking(one)}
                >
                  {say('takeAll')}
                </Button>
              </span>
            </td>
          </tr>
        ))}
      </Table>
      {taking && (
        <TakeBackDialog
          of={taking}
          names={{ from: personName(taking.from), to: toName(taking) }}
          onClose={() => setTaking(null)}
        />
      )}
    </Card>
  );
}

function TakeBackDialog({
  of,
  names,
  onClose,
}: {
  of: Reassignment;
  names: { from: string; to: string };
  onClose: () => void;
}) {
  const say = useWords();
  const deed = useDeed();
  return (
    <Dialog
      opened
      onClose={onClose}
      title={say('takeAllTitle', { to: names.to })}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {say('cancel')}
          </Button>
          <Button
            busy={deed.isPending}
            onClick={() =>
              deed.mutate({ method: 'POST', path: `/reassignments/${of.id}/revoke` }, { onSuccess: onClose })
            }
          >
            {say('takeCount', { count: of.dossiers })}
          </Button>
        </>
      }
    >
      <p>{say(of.until === null ? 'takeAllGood' : 'takeAllWhile', { ...names, count: of.dossiers })}</p>
    </Dialog>
  );
}
