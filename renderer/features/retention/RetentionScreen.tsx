/** What has been kept long enough: a list to look at before anything goes, the terms behind it, and a certificate of what went. */
import { useEffect, useId, useRef, useState } from 'react';
import { Checkbox } from '@mantine/core';
import { IconHourglassEmpty, IconPrinter, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Segments } from '../../components/choices.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { tabOf } from '../../components/dossier-tabs.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { usePrint } from '../../components/Print.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { Terms } from './Terms.tsx';
import { usePeriodText } from './usePeriodText.ts';
import classes from './retention.module.css';

type Listed = Answer<'retention.list'>;
type Item = Listed['items'][number];
const SHOWN = ['due', 'held', 'later'] as const;
const MOST = 500;

const keyOf = ({ concept, row }: Pick<Item, 'concept' | 'row'>): string => `${concept}/${row}`;

export function RetentionScreen() {
  const { t } = useTranslation();
  const id = useId();
  const [show, setShow] = useState<(typeof SHOWN)[number]>('due');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isAsking, setAsking] = useState(false);
  const [went, setWent] = useState<Answer<'retention.erase'> | null>(null);
  const listed = useAsk('retention.list', { show, rule: null, terms: null, offset: 0, limit: MOST });
  const sync = useAsk('sync.state', null);
  const erase = useDo('retention.erase');
  const job = useJob();
  const items = listed.data?.items ?? [];
  const going = show === 'due' ? items.filter((item) => chosen.has(keyOf(item))) : [];
  const isOffices = sync.data?.type === 'connected' && sync.data.wants.retention !== undefined;
  const eraseChosen = async () => {
    setAsking(false);
    const answer = await erase.run({
      items: going.map(({ concept, row }) => ({ concept, row })),
      job: job.begin(),
    });
    job.end();
    if (!answer.ok) return;
    setChosen(new Set());
    setWent(answer.value);
  };
  const toggle = (keys: readonly string[], isOn: boolean) =>
    setChosen((before) => {
      const next = new Set(before);
      for (const key of keys)
        if (isOn) next.add(key);
        else next.delete(key);
      return next;
    });
  return (
    <div className={classes.screen} data-retention>
      <PageHeader title={t('retention.title')}>{t('retention.what')}</PageHeader>
      {went && <Certificate went={went} onDone={() => setWent(null)} />}
      {erase.busy && (
        <Progress
          phase={t('retention.erasing')}
          done={job.progress?.done ?? 0}
          total={job.progress?.total ?? 0}
          cancelling={job.cancelling}
          onCancel={() => void job.cancel()}
        />
      )}
      <ErrorNote failure={erase.failure} />
      {listed.isError && <ErrorNote failure={listed.error.failure} retry={() => void listed.refetch()} />}
      <Card title={t('retention.list')} aside={listed.data?.total || undefined}>
        <span id={id} className="screen-only-reader">
          {t('retention.show')}
        </span>
        <Segments
          labelledBy={id}
          options={SHOWN.map((each) => ({ code: each, label: t(`retention.shown.${each}`) }))}
          value={show}
          onChange={(next) => setShow(SHOWN.find((each) => each === next) ?? 'due')}
        />
        {listed.data && items.length === 0 && (
          <EmptyState small icon={IconHourglassEmpty} title={t(`retention.empty.${show}`)} />
        )}
        {items.length > 0 && (
          <>
            {show === 'due' && (
              <Checkbox
                className={classes.all}
                label={t('retention.all', { count: items.length })}
                checked={going.length === items.length}
                indeterminate={going.length > 0 && going.length < items.length}
                onChange={(event) => toggle(items.map(keyOf), event.currentTarget.checked)}
              />
            )}
            <ul className={classes.list}>
              {items.map((item) => (
                <Line
                  key={keyOf(item)}
                  item={item}
                  term={listed.data?.rules.find(({ rule }) => rule === item.rule)?.term ?? null}
                  isChosen={show === 'due' ? chosen.has(keyOf(item)) : null}
                  onChoose={(isOn) => toggle([keyOf(item)], isOn)}
                />
              ))}
            </ul>
            {(listed.data?.total ?? 0) > items.length && (
              <p className={classes.what}>
                {t('retention.first', { count: items.length, total: listed.data?.total ?? 0 })}
              </p>
            )}
            {show === 'due' && (
              <div className={classes.buttons}>
                <Button
                  color="red"
                  leftSection={<Icon of={IconTrash} />}
                  disabled={going.length === 0}
                  busy={erase.busy}
                  onClick={() => setAsking(true)}
                >
                  {going.length === 0 ? t('retention.chooseFirst') : t('retention.erase', { count: going.length })}
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
      {listed.data && <Terms rules={listed.data.rules} isOffices={isOffices} onSaved={() => setChosen(new Set())} />}
      <Dialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('retention.sure', { count: going.length })}
        footer={
          <>
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {t('retention.no')}
            </Button>
            <Button color="red" onClick={() => void eraseChosen()}>
              {t('retention.yes')}
            </Button>
          </>
        }
      >
        <p>{t('retention.sureWhat')}</p>
        <Counted items={going} />
      </Dialog>
    </div>
  );
}

function Counted({ items }: { items: readonly Item[] }) {
  const { t } = useTranslation();
  const rules = [...new Set(items.map(({ rule }) => rule))];
  return (
    <ul className={classes.counted}>
      {rules.map((rule) => (
        <li key={rule}>
          {t(`retention.rule.${rule}`)}: <b>{items.filter((item) => item.rule === rule).length}</b>
        </li>
      ))}
    </ul>
  );
}

function Line({
  item,
  term,
  isChosen,
  onChoose,
}: {
  item: Item;
  term: string | null;
  /** Null where nothing can be chosen. */
  isChosen: boolean | null;
  onChoose: (isOn: boolean) => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const periodText = usePeriodText();
  const { concept, dossier, whose, about, rule, begun, lastDay, held } = item;
  const name = whose ?? t('common.noName');
  const what = concept === 'candidate' ? t('retention.whole') : words.concept(concept);
  const day = (value: string): string => formatPartialDate(value, words.language);
  return (
    <li className={classes.line} data-item={rule}>
      {isChosen !== null && (
        <Checkbox
          aria-label={t('retention.choose', { name, what: about ? `${what} ${about}` : what })}
          checked={isChosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
        />
      )}
      <div className={classes.words}>
        <span>
          <Link to="/dossier/$id/$tab" params={{ id: dossier, tab: tabOf(concept) }}>
            {name}
          </Link>{' '}
          <span className={classes.about}>
            {what}
            {about && `: ${about}`}
          </span>
        </span>
        <span className={classes.why}>
          {t(`retention.begun.${rule}`, { date: day(begun) })} {t('retention.kept', { period: periodText(term) })}{' '}
          {lastDay && t('retention.until', { date: day(lastDay) })}
        </span>
      </div>
      {held && <Tag kind="amber">{t(`retention.held.${held}`)}</Tag>}
    </li>
  );
}

/** What went, when and by which rule: no names and nothing of what it said. */
function Certificate({ went, onDone }: { went: Answer<'retention.erase'>; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const periodText = usePeriodText();
  const print = usePrint();
  const summary = useAsk('caseload.summary', null);
  const count = went.erased.reduce((sum, each) => sum + each.count, 0);
  const ref = useRef<HTMLDivElement>(null);
  // It stands above a list that may have been long: whoever erased the last of it would not see it.
  useEffect(() => ref.current?.focus(), []);
  return (
    <div ref={ref} tabIndex={-1} className={classes.certificate}>
      <Card title={t('retention.certificate')} tone={count > 0 ? 'plain' : 'amber'}>
        <div role="status">
          <p>
            {t('retention.went', {
              count,
              date: formatPartialDate(localDay(went.at), words.language, 'long'),
              who: summary.data?.adviserName ?? '–',
              organisation: summary.data?.organisationName ?? '–',
            })}
          </p>
          <ul className={classes.counted}>
            {went.erased.map(({ rule, term, count: of }) => (
              <li key={rule}>
                {t(`retention.rule.${rule}`)} ({periodText(term)}): <b>{of}</b>
              </li>
            ))}
          </ul>
          {went.left > 0 && <p>{t('retention.left', { count: went.left })}</p>}
          {went.stopped && <p>{t('retention.stopped')}</p>}
          <p className={classes.what}>{t('retention.logged')}</p>
        </div>
        <div className={classes.buttons}>
          <Button variant="default" leftSection={<Icon of={IconPrinter} />} onClick={print}>
            {t('retention.print')}
          </Button>
          <Button variant="subtle" onClick={onDone}>
            {t('common.close')}
          </Button>
        </div>
      </Card>
    </div>
  );
}
