/**
 * Calendar files. Out: the shown days, with as little about candidates as the adviser chooses. In: what a file would bring is looked at first,
 * and what is chosen comes in as one deed.
 */
import { useEffect, useRef, useState } from 'react';
import { Checkbox, Radio } from '@mantine/core';
import { IconFileImport, IconRepeat } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { addDays } from '../../../core/guidance/calendar.ts';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { CandidatePicker, type Picked } from '../../components/CandidatePicker.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import { dayText } from './days.ts';
import classes from './today.module.css';

const NAMES = ['initials', 'none', 'full'] as const;
type Names = (typeof NAMES)[number];

/** Saves where the adviser chooses, and says what was saved. */
export function useSaveCalendar() {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const failureText = useFailureText();
  const { run, busy } = useDo('calendar.save');
  const save = async (ask: { from: string; until: string; row: string | null; names: Names }): Promise<boolean> => {
    const answer = await run({ ...ask, language });
    if (!answer.ok) say({ message: failureText(answer.error), tone: 'red' });
    else if (answer.value.saved) say({ message: t('calendar.saved', { count: answer.value.count }) });
    return answer.ok && answer.value.saved;
  };
  return { save, busy };
}

export function SaveCalendar({ span, onClose }: { span: { from: string; until: string } | null; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { save, busy } = useSaveCalendar();
  const [names, setNames] = useState<Names>('initials');
  return (
    <Dialog
      opened={span !== null}
      onClose={onClose}
      title={t('calendar.saveTitle')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            busy={busy}
            disabled={span === null}
            onClick={() =>
              void (async () => {
                if (span && (await save({ ...span, row: null, names }))) onClose();
              })()
            }
          >
            {t('calendar.save')}
          </Button>
        </>
      }
    >
      {span && (
        <div className={classes.dialogText}>
          <p>
            {t('calendar.saveWhat', {
              from: dayText(span.from, words.language),
              until: dayText(span.until, words.language),
            })}
          </p>
          <Radio.Group
            label={t('calendar.names')}
            value={names}
            onChange={(next) => setNames(NAMES.find((each) => each === next) ?? 'initials')}
          >
            <div className={classes.radios}>
              {NAMES.map((each) => (
                <Radio key={each} value={each} label={t(`calendar.namesAs.${each}`)} />
              ))}
            </div>
          </Radio.Group>
        </div>
      )}
    </Dialog>
  );
}

type Looked = Answer<'calendar.look'>;
type Read = { readonly bytes: Uint8Array<ArrayBuffer>; readonly looked: Looked };

/** From today on: nobody wants the meetings of years ago beside their work. */
const DAYS_AHEAD = 366;
const LARGEST = 5_000_000;

/** @param dropped a file that was dropped on the calendar */
export function TakeCalendar({
  opened,
  dropped,
  today,
  onClose,
}: {
  opened: boolean;
  dropped: File | null;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const look = useDo('calendar.look');
  const { run: runLook, reset } = look;
  const [read, setRead] = useState<Read | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const span = { from: today, until: addDays(today, DAYS_AHEAD) };

  const open = async (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > LARGEST);
    if (file.size > LARGEST) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    const answer = await runLook({ bytes, ...span });
    if (answer.ok) setRead({ bytes, looked: answer.value });
  };
  const latest = useRef(open);
  latest.current = open;
  useEffect(() => {
    if (!opened) {
      setRead(null);
      setTooLarge(false);
      reset();
    } else if (dropped) void latest.current(dropped);
  }, [opened, dropped, reset]);

  return (
    <Dialog opened={opened} onClose={onClose} title={t('calendar.takeTitle')} size="lg">
      <div className={classes.dialogText}>
        <input
          ref={input}
          type="file"
          accept=".ics,text/calendar"
          hidden
          aria-hidden
          tabIndex={-1}
          onChange={(event) => {
            void open(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {isTooLarge && <ErrorNote>{t('calendar.tooLarge')}</ErrorNote>}
        <ErrorNote failure={look.failure} />
        {read === null ? (
          <EmptyState
            icon={IconFileImport}
            title={t('calendar.takeWhat')}
            action={
              <Button data-autofocus busy={look.busy} onClick={() => input.current?.click()}>
                {t('calendar.choose')}
              </Button>
            }
          >
            {t('calendar.takeHow')}
          </EmptyState>
        ) : (
          <Choose read={read} span={span} onClose={onClose} another={() => input.current?.click()} />
        )}
      </div>
    </Dialog>
  );
}

function Choose({
  read: { bytes, looked },
  span,
  onClose,
  another,
}: {
  read: Read;
  span: { from: string; until: string };
  onClose: () => void;
  another: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const take = useDo('calendar.take');
  const open = looked.found.filter(({ is }) => is !== 'same');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(open.map(({ key }) => key)));
  const [whose, setWhose] = useState<ReadonlyMap<string, Picked>>(new Map());
  const [asking, setAsking] = useState<string | null>(null);
  const same = looked.found.length - open.length;

  const apply = async () => {
    const choices = [...chosen].map((key) => ({ key, dossier: whose.get(key)?.dossier ?? null }));
    const answer = await take.run({ bytes, ...span, choices });
    if (!answer.ok) return;
    const { group, added, changed } = answer.value;
    say({
      message: t('calendar.taken', { added, changed }),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
    onClose();
  };
  return (
    <>
      {looked.problems.length > 0 && (
        <div className={classes.problems} role="alert">
          <p>
            <b>{t('calendar.problems', { count: looked.problems.length })}</b>
          </p>
          <ul>
            {looked.problems.map(({ line, reason }) => (
              <li key={`${line} ${reason}`}>
                {t('calendar.line', { line })}: {t(`calendar.problem.${reason as 'noStart'}`)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className={classes.quiet} role="status">
        {[
          t('calendar.found', { count: open.length }),
          same > 0 ? t('calendar.same', { count: same }) : null,
          looked.outside > 0 ? t('calendar.outside', { count: looked.outside }) : null,
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
      {open.length > 0 && (
        <>
          <Checkbox
            label={t('calendar.all')}
            checked={chosen.size === open.length}
            indeterminate={chosen.size > 0 && chosen.size < open.length}
            onChange={(event) => setChosen(new Set(event.currentTarget.checked ? open.map(({ key }) => key) : []))}
          />
          <ul className={classes.incoming}>
            {open.map(({ key, subject, date, time, place, minutes, repeats, is, whose: stands }) => {
              const name = subject ?? words.concept('appointment');
              const picked = whose.get(key) ?? null;
              return (
                <li key={key}>
                  <Checkbox
                    aria-label={`${name}, ${dayText(date, words.language)}`}
                    checked={chosen.has(key)}
                    onChange={(event) => {
                      const next = new Set(chosen);
                      if (event.currentTarget.checked) next.add(key);
                      else next.delete(key);
                      setChosen(next);
                    }}
                  />
                  <span className={classes.what}>
                    <b>{name}</b>
                    <Tag kind={is === 'new' ? 'green' : is === 'cancelled' ? 'red' : 'amber'}>
                      {t(`calendar.is.${is as 'new'}`)}
                    </Tag>
                    {repeats && (
                      <span className={classes.quiet}>
                        <Icon of={IconRepeat} size={14} /> {t('calendar.repeats')}
                      </span>
                    )}
                    <span className={classes.quiet}>
                      {[
                        dayText(date, words.language),
                        time,
                        minutes === null ? null : t('guidance.minutes', { count: minutes }),
                        place,
                        stands,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                    {is === 'new' &&
                      (asking === key || picked ? (
                        <CandidatePicker
                          size="xs"
                          label={t('guidance.forWhom')}
                          value={picked}
                          onChange={(next) => setWhose(new Map(whose).set(key, next))}
                        />
                      ) : (
                        <button type="button" className={classes.more} onClick={() => setAsking(key)}>
                          {t('calendar.toCandidate')}
                          <span className="screen-only-reader">: {name}</span>
                        </button>
                      ))}
                  </span>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <ErrorNote failure={take.failure} />
      <div className={classes.formButtons}>
        <Button variant="default" onClick={another}>
          {t('calendar.another')}
        </Button>
        <Button busy={take.busy} disabled={chosen.size === 0} onClick={() => void apply()}>
          {t('calendar.take', { count: chosen.size })}
        </Button>
      </div>
    </>
  );
}
