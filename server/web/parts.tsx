/** What the rooms share: a list that is fetched, a deed that is done and said, names of people, and where a person is chosen. */
import type { ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Language } from '../../renderer/app/i18n.ts';
import { Button } from '../../renderer/components/Button.tsx';
import { PageHeader } from '../../renderer/components/PageHeader.tsx';
import { useToast, type Toast } from '../../renderer/components/Toasts.tsx';
import { ask, Refused, type Person, type Team } from './ask.ts';
import { useWords, type Say, type Word } from './words.ts';
import classes from './page.module.css';

/** Of another question the list before stays until its own is there: whoever types goes on typing. */
export const useList = <T,>(path: string) =>
  useQuery({ queryKey: [path], queryFn: () => ask<T>('GET', path), placeholderData: keepPreviousData });

const FAILED: Readonly<Record<string, Word>> = {
  NotFound: 'failedNotFound',
  NotAllowed: 'failedNotAllowed',
  BadRequest: 'failedBadValue',
  BadValue: 'failedBadValue',
  NotApplicable: 'failedNotApplicable',
  IssuerAway: 'failedIssuerAway',
  TooLarge: 'failedTooLarge',
  Taken: 'failedTaken',
  OnHold: 'failedOnHold',
};
export const failureText = (say: Say, failure: unknown): string =>
  say((failure instanceof Refused && FAILED[failure.type]) || 'failedUnavailable');

export type Deed = { method: 'POST' | 'PATCH' | 'PUT' | 'DELETE'; path: string; body?: unknown };

/** Does something at the office: what every list shows is fetched again, what went wrong is said. */
export function useDeed() {
  const cache = useQueryClient();
  const say = useWords();
  const toast = useToast();
  return useMutation({
    mutationFn: ({ method, path, body }: Deed) => ask<Record<string, unknown>>(method, path, body),
    onError: (failure) => toast({ message: failureText(say, failure), tone: 'red' }),
    onSettled: () => cache.invalidateQueries(),
  });
}

/** A deed with the one that takes it back. What is said of it, and how it is taken back, may follow from what came of it. */
export function useUndoable() {
  const deed = useDeed();
  const say = useWords();
  const toast = useToast();
  return <T,>(
    done: Deed,
    message: string | ((came: T) => string),
    takeBack: Deed | ((came: T) => Deed) | null,
  ): void => {
    // Not by a callback of `mutate`: a dialog that did it may be closed by the time it is done.
    deed.mutateAsync(done).then(
      (came) => {
        const said: Toast = { message: typeof message === 'string' ? message : message(came as T) };
        const undo = typeof takeBack === 'function' ? takeBack(came as T) : takeBack;
        toast(undo ? { ...said, action: { label: say('undo'), run: () => deed.mutate(undo) } } : said);
      },
      () => undefined,
    );
  };
}

/** "3 maart 2027", where the administrator is. */
export const dayText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'nl' ? 'nl-NL' : 'en-GB', { dateStyle: 'long' }).format(at);

export function useNames(): (id: string | null) => string {
  const people = useList<Person[]>('/people');
  const say = useWords();
  return (id) => (id === null ? '' : (people.data?.find((each) => each.id === id)?.name ?? say('atServer')));
}

/** "Team Zuid", also where the name says so already. */
export const teamText = (say: Say, name: string): string => (/^team\b/i.test(name) ? name : `${say('team')} ${name}`);

/** Every adviser with access, and every team: nobody else can have a dossier. */
export function useHolders(): { value: string; label: string }[] {
  const people = useList<Person[]>('/people');
  const teams = useList<Team[]>('/teams');
  const say = useWords();
  return [
    ...(people.data ?? [])
      .filter(({ active, roles }) => active && roles.includes('adviser'))
      .map(({ id, name }) => ({ value: `person:${id}`, label: name })),
    ...(teams.data ?? []).map(({ id, name }) => ({ value: `team:${id}`, label: teamText(say, name) })),
  ];
}

export function RoomScreen({
  word,
  text,
  actions,
  of,
  children,
}: {
  word: Word;
  text?: Word;
  actions?: ReactNode;
  /** What must be there before anything is shown. */
  of: { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };
  children: ReactNode;
}) {
  const say = useWords();
  return (
    <div className={classes.screen}>
      <PageHeader title={say(word)} actions={actions}>
        {text && say(text)}
      </PageHeader>
      {of.isPending ? (
        <div role="status" aria-label={say('loading')} className={classes.waiting}>
          <Skeleton height={44} />
          <Skeleton height={44} />
          <Skeleton height={44} />
        </div>
      ) : of.isError ? (
        <div role="alert" className={classes.failed}>
          <p>{failureText(say, of.error)}</p>
          <Button variant="default" size="xs" onClick={() => of.refetch()}>
            {say('again')}
          </Button>
        </div>
      ) : (
        children
      )}
    </div>
  );
}

export function Table({ heads, children }: { heads: readonly ReactNode[]; children: ReactNode }) {
  return (
    // To be scrolled by keyboard where it is wider than the window.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes.tablePlace} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head, index) => (
              // Columns do not move.
              // oxlint-disable-next-line react/no-array-index-key
              <th key={index} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
