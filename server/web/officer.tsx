/** The rooms of the privacy officer: work that waits for a decision, what was erased, and the audit log. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { IconClipboardList, IconInbox, IconTrash } from '@tabler/icons-react';
import { Button } from '../../renderer/components/Button.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import { useLanguage } from '../../renderer/app/useLanguage.ts';
import { didEn, didNl } from './audit-words.ts';
import { ask, type AuditLine, type Erasure, type Waiting as Waits } from './ask.ts';
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

/** What happened, in words: of a laptop the same as in its own log. */
function useDidText(): (action: string) => string {
  const { t, i18n } = useTranslation();
  const say = useWords();
  const did = useLanguage() === 'nl' ? didNl : didEn;
  return (action) => {
    if (!action.startsWith('laptop.')) return did[action] ?? action;
    const key = `settings.action.${action.slice('laptop.'.length).replaceAll('.', '_')}`;
    return say('onLaptop', { what: t((i18n.exists(key) ? key : 'settings.action.other') as 'settings.action.other') });
  };
}

/** Whom it was about, where that is another than who did it. */
function About({ of }: { of: AuditLine }) {
  const nameOf = useNames();
  const { person } = JSON.parse(of.detail) as { person?: unknown };
  return typeof person === 'string' && person !== of.actor ? (
    <span className={classes.sub}> {nameOf(person)}</span>
  ) : null;
}

const LINES = 100;

export function Audit() {
  const say = useWords();
  const didText = useDidText();
  const nameOf = useNames();
  const lines = useInfiniteQuery({
    queryKey: ['/audit'],
    initialPageParam: null as number | null,
    queryFn: ({ pageParam }) =>
      ask<AuditLine[]>('GET', `/audit?limit=${LINES}${pageParam === null ? '' : `&before=${pageParam}`}`),
    getNextPageParam: (last) => (last.length < LINES ? undefined : last.at(-1)?.number),
  });
  const shown = lines.data?.pages.flat() ?? [];
  return (
    <RoomScreen word="audit" of={lines}>
      {shown.length === 0 ? (
        <EmptyState icon={IconClipboardList} title={say('noAudit')} />
      ) : (
        <Table heads={['#', say('when'), say('who'), say('what'), say('dossier')]}>
          {shown.map((line) => (
            <tr key={line.number}>
              <td>{line.number}</td>
              <td>
                <MomentText at={line.at} />
              </td>
              <td>{nameOf(line.actor)}</td>
              <td>
                {didText(line.action)}
                <About of={line} />
              </td>
              <td>{line.dossier && <code className={classes.number}>{line.dossier}</code>}</td>
            </tr>
          ))}
        </Table>
      )}
      {lines.hasNextPage && (
        <Button variant="default" busy={lines.isFetchingNextPage} onClick={() => void lines.fetchNextPage()}>
          {say('older')}
        </Button>
      )}
    </RoomScreen>
  );
}
