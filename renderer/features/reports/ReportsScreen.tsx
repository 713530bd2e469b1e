/**
 * The own caseload over a month, a quarter, a year or days of one's own: each table as bars with the finding as its title, and the numbers behind it. What
 * is small comes hidden from the desktop and stays so on screen, in the file and on paper.
 */
import { useId, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconFileExport, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { addDays, addMonths, localDay } from '../../../core/guidance/calendar.ts';
import { finding, hiddenWord, rowLabel, tableTitle, totalWord } from '../../../core/guidance/report.ts';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { ActionIcon, Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Segments } from '../../components/choices.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { usePrint } from '../../components/Print.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { parseTypedDate, typingForm } from '../../components/typed-date.ts';
import { useFailureText } from '../../components/useFailureText.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './reports.module.css';

const SPANS = ['month', 'quarter', 'year', 'own'] as const;
type Span = (typeof SPANS)[number];
const MONTHS: Readonly<Record<Exclude<Span, 'own'>, number>> = { month: 1, quarter: 3, year: 12 };

/** The month, quarter or year in which a day lies. */
function periodOf(day: string, span: Exclude<Span, 'own'>): { from: string; until: string } {
  const months = MONTHS[span];
  const [year = 0, month = 1] = day.split('-').map(Number);
  const first = Math.floor((month - 1) / months) * months + 1;
  const from = `${year}-${String(first).padStart(2, '0')}-01`;
  return { from, until: addDays(addMonths(from, months), -1) };
}

export function ReportsScreen() {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const failureText = useFailureText();
  const print = usePrint();
  const id = useId();
  const [today] = useState(() => localDay(Date.now()));
  const [span, setSpan] = useState<Span>('year');
  const [at, setAt] = useState(today);
  const [own, setOwn] = useState(() => periodOf(today, 'year'));
  const period = span === 'own' ? own : periodOf(at, span);
  const isRight = period.from <= period.until;
  const asked = useAsk('reports.read', { ...period, today }, { enabled: isRight, keepPrevious: true, eachTime: true });
  const { run, busy } = useDo('reports.save');
  const save = async () => {
    const answer = await run({ ...period, today, language });
    if (!answer.ok) say({ message: failureText(answer.error), tone: 'red' });
    else if (answer.value.saved) say({ message: t('reports.saved') });
  };
  const move = (by: 1 | -1) => span !== 'own' && setAt(addMonths(`${at.slice(0, 7)}-01`, by * MONTHS[span]));

  return (
    <div className={classes.screen}>
      <PageHeader
        title={t('reports.title')}
        actions={
          <div className={classes.actions} data-no-print>
            <Button variant="default" leftSection={<Icon of={IconPrinter} />} onClick={print}>
              {t('reports.print')}
            </Button>
            <Button
              leftSection={<Icon of={IconFileExport} />}
              busy={busy}
              disabled={!isRight}
              onClick={() => void save()}
            >
              {t('reports.save')}
            </Button>
          </div>
        }
      >
        <span aria-live="polite">
          {formatPartialDate(period.from, language, 'long')} – {formatPartialDate(period.until, language, 'long')}
        </span>
      </PageHeader>
      <div className={classes.period} data-no-print>
        <span id={id} className="screen-only-reader">
          {t('reports.period')}
        </span>
        <Segments
          labelledBy={id}
          options={SPANS.map((each) => ({ code: each, label: t(`reports.span.${each}`) }))}
          value={span}
          onChange={(next) => setSpan(SPANS.find((each) => each === next) ?? 'year')}
        />
        {span === 'own' ? (
          <>
            <DayInput label={t('reports.from')} day={own.from} onChange={(from) => setOwn({ ...own, from })} />
            <DayInput label={t('reports.until')} day={own.until} onChange={(until) => setOwn({ ...own, until })} />
          </>
        ) : (
          <>
            <ActionIcon variant="default" size={36} aria-label={t('guidance.previous')} onClick={() => move(-1)}>
              <Icon of={IconChevronLeft} />
            </ActionIcon>
            <ActionIcon variant="default" size={36} aria-label={t('guidance.next')} onClick={() => move(1)}>
              <Icon of={IconChevronRight} />
            </ActionIcon>
          </>
        )}
      </div>
      {!isRight && <ErrorNote>{t('reports.wrongWay')}</ErrorNote>}
      {asked.isError && <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />}
      <p className={classes.quiet}>{t('reports.small')}</p>
      <div className={classes.cards}>
        {asked.data?.tables.map((table) => (
          <Chart key={table.name} table={table} />
        ))}
      </div>
    </div>
  );
}

function DayInput({ label, day, onChange }: { label: string; day: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(typingForm(day));
  const parsed = parseTypedDate(typed, 'date');
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      error={parsed.ok ? null : t('dossier.reasons.wholeDay')}
      onChange={(event) => {
        const next = event.currentTarget.value;
        setTyped(next);
        const read = parseTypedDate(next, 'date');
        if (read.ok) onChange(read.value);
      }}
    />
  );
}

type Table = Answer<'reports.read'>['tables'][number];

const BAR = { width: 240, height: 12 };

/** Bars of our own: filled what is known, hatched what is hidden; the words and numbers beside them are the table. */
function Chart({ table: { name, cells, total } }: { table: Table }) {
  const { t, i18n } = useTranslation();
  const { language } = useWords();
  const id = useId();
  const number = new Intl.NumberFormat(i18n.language);
  const most = finding({ cells });
  const title = tableTitle(language, name);
  const hidden = hiddenWord(language);
  return (
    <Card title={title}>
      <p className={classes.finding}>
        {most
          ? t('reports.most', { what: rowLabel(language, name, most.key), count: most.count })
          : t('reports.nothing')}
      </p>
      <table className={classes.table} aria-label={title}>
        <thead className="screen-only-reader">
          <tr>
            <th scope="col">{t('reports.row')}</th>
            <th scope="col">{t('reports.count')}</th>
          </tr>
        </thead>
        <tbody>
          {cells.map(({ key, count }) => (
            <tr key={key}>
              <th scope="row">{rowLabel(language, name, key)}</th>
              <td>
                <span className={classes.value}>
                  <svg
                    className={classes.bar}
                    viewBox={`0 0 ${BAR.width} ${BAR.height}`}
                    preserveAspectRatio="none"
                    aria-hidden
                  >
                    <defs>
                      <pattern
                        id={`${id}h`}
                        width="6"
                        height="6"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                      >
                        <line x1="0" y1="0" x2="0" y2="6" className={classes.hatch} />
                      </pattern>
                    </defs>
                    {count === null ? (
                      // Always as long: its length would tell what is hidden.
                      <rect width={24} height={BAR.height} fill={`url(#${id}h)`} className={classes.hidden} />
                    ) : (
                      <rect
                        width={(BAR.width * count) / (most?.count ?? count)}
                        height={BAR.height}
                        className={classes.fill}
                      />
                    )}
                  </svg>
                  <span className={classes.number}>
                    {count === null ? (
                      <>
                        <span aria-hidden>{t('reports.hidden')}</span>
                        <span className="screen-only-reader">{hidden}</span>
                      </>
                    ) : (
                      number.format(count)
                    )}
                  </span>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
        {total !== null && (
          <tfoot>
            <tr>
              <th scope="row">{totalWord(language)}</th>
              <td className={classes.total}>{number.format(total)}</td>
            </tr>
          </tfoot>
        )}
      </table>
    </Card>
  );
}
