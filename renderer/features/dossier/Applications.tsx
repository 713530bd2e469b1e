/** Job applications on a board by stage and in a list, and the placements that came of them with when to ask how it goes. */
import { useRef, useState } from 'react';
import { IconArrowLeft, IconArrowRight, IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { APPLICATION_STAGES, type Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { OVER, type Stage } from '../../../core/guidance/application.ts';
import { dueFollowUp, localDay } from '../../../core/guidance/calendar.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { useDossier, useEditing } from './DossierContext.tsx';
import { RowList } from './RowList.tsx';
import classes from './guidance.module.css';

type Application = Row<'jobApplication'>;
const ON_BOARD = APPLICATION_STAGES.filter((stage) => !OVER.includes(stage));
const FIRST: Stage = 'interested';
const LAST_ON_BOARD: Stage = 'offered';

export function Applications() {
  const { rows } = useDossier();
  return (
    <div className={classes.stack}>
      {rows.jobApplication.length > 0 && <Board />}
      <RowList concept="jobApplication" />
      <FollowUps />
      <RowList concept="placement" />
    </div>
  );
}

function Board() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const editing = useEditing();
  const announce = useAnnounce();
  const [over, setOver] = useState<Stage | null>(null);
  // Not a state: the next event comes before a picture of it.
  const held = useRef<string | null>(null);
  const stageOf = (row: Application): Stage => row.stage ?? FIRST;
  const titleOf = (row: Application) => row.vacancy ?? row.employer ?? words.concept('jobApplication');
  const stageWord = (stage: Stage) => words.option('jobApplication', 'stage', stage);

  const move = (row: Application, stage: Stage) => {
    if (stageOf(row) === stage) return;
    void editing.commit({ concept: 'jobApplication', row: row.id, field: 'stage' }, stage);
    announce(t('guidance.moved', { what: titleOf(row), stage: stageWord(stage) }));
  };
  const closed = rows.jobApplication.filter((row) => OVER.includes(stageOf(row)));
  return (
    <Card title={t('guidance.board')} aside={t('guidance.boardHow')}>
      <div className={classes.board} data-board>
        {ON_BOARD.map((stage, index) => {
          const here = rows.jobApplication.filter((row) => stageOf(row) === stage);
          return (
            <section
              key={stage}
              className={classes.column}
              aria-label={stageWord(stage)}
              data-stage={stage}
              data-over={over === stage || undefined}
              onDragOver={(event) => {
                if (held.current === null) return;
                event.preventDefault();
                setOver(stage);
              }}
              onDragLeave={() => setOver(null)}
              onDrop={(event) => {
                event.preventDefault();
                const row = rows.jobApplication.find(({ id }) => id === held.current);
                if (row) move(row, stage);
                setOver(null);
                held.current = null;
              }}
            >
              <h3>
                {stageWord(stage)} <span>{here.length || ''}</span>
              </h3>
              {here.length === 0 && <p className={classes.columnEmpty}>{t('guidance.boardEmpty')}</p>}
              {here.map((row) => (
                <div
                  key={row.id}
                  className={classes.application}
                  draggable
                  data-application={row.id}
                  role="group"
                  aria-label={titleOf(row)}
                  onDragStart={(event) => {
                    event.dataTransfer.effectAllowed = 'move';
                    // Something must be carried, and nothing of it may leave the window.
                    event.dataTransfer.setData('application/x-jobport', '');
                    held.current = row.id;
                  }}
                  onDragEnd={() => (held.current = null)}
                >
                  <b>{titleOf(row)}</b>
                  {row.vacancy !== null && row.employer !== null && <span>{row.employer}</span>}
                  {row.nextOn !== null && <span>{formatPartialDate(row.nextOn, words.language)}</span>}
                  <span className={classes.arrows}>
                    <Arrow
                      row={row}
                      to={ON_BOARD[index - 1]}
                      way="back"
                      icon={IconArrowLeft}
                      title={titleOf(row)}
                      move={move}
                    />
                    {stage === LAST_ON_BOARD ? (
                      <Arrow row={row} to="hired" way="on" icon={IconCheck} title={titleOf(row)} move={move} />
                    ) : (
                      <Arrow
                        row={row}
                        to={ON_BOARD[index + 1]}
                        way="on"
                        icon={IconArrowRight}
                        title={titleOf(row)}
                        move={move}
                      />
                    )}
                  </span>
                </div>
              ))}
            </section>
          );
        })}
      </div>
      {closed.length > 0 && (
        <div className={classes.after}>
          <p className={classes.how}>{t('guidance.closedApplications')}</p>
          <ul className={classes.closed}>
            {closed.map((row) => (
              <li key={row.id}>
                <Tag kind={row.stage === 'hired' ? 'green' : row.stage === 'rejected' ? 'red' : 'plain'}>
                  {`${titleOf(row)}: ${stageWord(stageOf(row))}`}
                </Tag>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function Arrow({
  row,
  to,
  icon,
  title,
  move,
  way,
}: {
  way: 'back' | 'on';
  row: Application;
  to: Stage | undefined;
  icon: typeof IconArrowLeft;
  title: string;
  move: (row: Application, stage: Stage) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  if (to === undefined) return <span />;
  const label = t('guidance.toStage', { what: title, stage: words.option('jobApplication', 'stage', to) });
  return (
    <ActionIcon
      variant="subtle"
      size={28}
      aria-label={label}
      title={label}
      // The same arrow, where the card is now: several steps in a row by keyboard.
      data-again={`${row.id}/${way}`}
      onClick={() => move(row, to)}
    >
      <Icon of={icon} size={16} />
    </ActionIcon>
  );
}

/** What is to be asked of placements now. */
function FollowUps() {
  const { t } = useTranslation();
  const words = useWords();
  const { rows } = useDossier();
  const editing = useEditing();
  const [today] = useState(() => localDay(Date.now()));
  const due = rows.placement.flatMap((row) => {
    const asked = dueFollowUp(row, today);
    return asked ? [{ row, ...asked }] : [];
  });
  if (due.length === 0) return null;
  return (
    <Card tone="amber" title={t('guidance.todayFollowUps')}>
      <ul className={classes.follow}>
        {due.map(({ row, months, field, dueOn }) => (
          <li key={row.id}>
            <span>
              <b>{row.employer ?? row.role ?? words.concept('placement')}</b>:{' '}
              {t('guidance.followUp', { count: months })} (
              {t('guidance.followUpDue', { date: formatPartialDate(dueOn, words.language) })})
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void editing.commit({ concept: 'placement', row: row.id, field }, today)}
            >
              {t('guidance.followedUp')}
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
