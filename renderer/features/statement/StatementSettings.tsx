/** Who is who (§1), where to complain (§8), and every version of the statement (§9); on a laptop alone the adviser's own. */
import { useState } from 'react';
import { IconArrowsDiff, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { startingText } from '../../../core/privacy/statement.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { useAsk } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { ReportText } from '../../components/ReportText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useWords } from '../../components/useWords.ts';
import { Changes, ReadStatement, type Version } from './ReadStatement.tsx';
import { WriteStatement } from './WriteStatement.tsx';
import classes from './statement.module.css';

const AUTHORITY = 'autoriteitpersoonsgegevens.nl';

export function StatementSettings() {
  const { t } = useTranslation();
  const { language } = useWords();
  const asked = useAsk('statement.read', null);
  const opened = useAsk('organisation.open', null);
  const [isReading, setReading] = useState(false);
  // What was typed and not kept yet is gone on with.
  const drafts = useAsk('drafts.list', { prefix: 'organisation/statement' });
  const [chosen, setWriting] = useState<boolean | null>(null);
  const isWriting = chosen ?? (drafts.data?.length ?? 0) > 0;
  if (asked.isError) return <ErrorNote failure={asked.error.failure} retry={() => void asked.refetch()} />;
  if (!asked.data || !opened.data || !drafts.isSuccess) return null;
  const read = asked.data;
  const organisation = opened.data.organisation;
  const own = read.statements.filter(({ isOwn }) => isOwn);
  const holding = read.statements.find(({ id }) => id === read.holds);
  const named = { name: organisation?.name ?? null, contact: organisation?.contactName ?? null };
  return (
    <>
      <WhoIsWho isAlone={read.isAlone} organisation={organisation} />
      <Card
        title={t('statement.title')}
        aside={
          read.isAlone &&
          !isWriting && (
            <Button
              size="compact-sm"
              variant="light"
              leftSection={<Icon of={IconPencil} size={16} />}
              onClick={() => setWriting(true)}
            >
              {t(own.length === 0 ? 'statement.makeOwn' : 'statement.newVersion')}
            </Button>
          )
        }
      >
        {read.isDue && (
          <p className={classes.due}>
            <Tag kind="amber">{t('statement.toRead')}</Tag>
            <Button size="compact-sm" onClick={() => setReading(true)}>
              {t('statement.readNow')}
            </Button>
          </p>
        )}
        {isWriting && (
          <WriteStatement
            last={own[0] ?? { title: t('statement.title'), text: startingText(language, named) }}
            onDone={() => setWriting(false)}
          />
        )}
        {!isWriting && read.isAlone && !holding && (
          <>
            <p className={classes.sub}>{t('statement.startWhat')}</p>
            <div className={classes.reading}>
              <ReportText text={startingText(language, named)} />
            </div>
          </>
        )}
        {!read.isAlone && read.statements.length === 0 && <p className={classes.sub}>{t('statement.noneYet')}</p>}
        {!isWriting && (
          <ul className={classes.versions}>
            {read.statements.map((statement, at) => (
              <OneVersion
                key={statement.id}
                statement={statement}
                before={read.statements.slice(at + 1).find(({ isOwn }) => isOwn === statement.isOwn) ?? null}
                isHolding={statement.id === read.holds}
                agreedAt={read.agreed.find(({ id }) => id === statement.id)?.at ?? null}
              />
            ))}
          </ul>
        )}
      </Card>
      {isReading && read.isDue && <ReadStatement read={read} onClose={() => setReading(false)} />}
    </>
  );
}

type Organisation = {
  readonly [
    K in 'name' | 'street' | 'houseNumber' | 'postcode' | 'place' | 'kvk' | 'contactName' | 'contactEmail' | 'processor'
  ]: string | null;
};

function WhoIsWho({ isAlone, organisation }: { isAlone: boolean; organisation: Organisation | null }) {
  const { t } = useTranslation();
  const joined = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(' ');
  const lines = [
    organisation?.name,
    joined(organisation?.street, organisation?.houseNumber),
    joined(organisation?.postcode, organisation?.place),
    organisation?.kvk ? t('statement.kvk', { number: organisation.kvk }) : '',
  ].filter(Boolean);
  const contact = joined(organisation?.contactName, organisation?.contactEmail && `(${organisation.contactEmail})`);
  return (
    <Card title={t('statement.whoIsWho')}>
      <dl className={classes.facts}>
        <dt>{t('statement.controller')}</dt>
        <dd>
          {lines.length > 0 ? lines.map((line) => <div key={line}>{line}</div>) : t('statement.notFilledIn')}
          <p className={classes.sub}>{t('statement.controllerWhat')}</p>
        </dd>
        <dt>{t('statement.processor')}</dt>
        <dd>
          {organisation?.processor ?? t(isAlone ? 'statement.noProcessor' : 'statement.processorNotNamed')}
          <p className={classes.sub}>{t('statement.processorWhat')}</p>
        </dd>
        <dt>{t('statement.contact')}</dt>
        <dd>{contact || t('statement.notFilledIn')}</dd>
        <dt>{t('statement.complaint')}</dt>
        <dd>{t('statement.complaintWhat', { site: AUTHORITY })}</dd>
      </dl>
    </Card>
  );
}

function OneVersion({
  statement,
  before,
  isHolding,
  agreedAt,
}: {
  statement: Version;
  before: Version | null;
  isHolding: boolean;
  agreedAt: number | null;
}) {
  const { t } = useTranslation();
  const { language } = useWords();
  const [isOpen, setOpen] = useState(isHolding);
  const [isComparing, setComparing] = useState(false);
  const { title, version, date, text, isOwn } = statement;
  return (
    <li>
      <button type="button" className={classes.head} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes.name}>{t('statement.named', { title, version })}</span>
        <span className={classes.sub}>{t('statement.from', { date: formatPartialDate(date, language, 'long') })}</span>
      </button>
      <span className={classes.tags}>
        {isHolding && <Tag kind="green">{t('statement.holds')}</Tag>}
        {date > localDay(Date.now()) && <Tag kind="amber">{t('statement.coming')}</Tag>}
        {isOwn && <Tag>{t('statement.own')}</Tag>}
        {agreedAt !== null && (
          <span className={classes.sub}>
            {t('statement.agreedOn')} <MomentText at={agreedAt} />
          </span>
        )}
        {before && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<Icon of={IconArrowsDiff} size={16} />}
            aria-label={t('statement.whatChangedIn', { version })}
            onClick={() => setComparing(true)}
          >
            {t('statement.whatChanged')}
          </Button>
        )}
      </span>
      {isOpen && (
        <div className={classes.reading}>
          <ReportText text={text} />
        </div>
      )}
      {isComparing && before && (
        <Dialog opened size="xl" title={t('guidance.versions.compareTitle')} onClose={() => setComparing(false)}>
          <Changes before={before} after={statement} />
        </Dialog>
      )}
    </li>
  );
}
