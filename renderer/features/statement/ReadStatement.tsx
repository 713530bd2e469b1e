/** The statement that holds, to read and agree to; whoever agreed to an earlier one sees what changed since. */
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../core/contract/contract.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ComparedText, useSumOfChanges } from '../../components/ComparedText.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ReportText } from '../../components/ReportText.tsx';
import { compareTexts } from '../../components/text-differences.ts';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import classes from './statement.module.css';

type Read = Answer<'statement.read'>;
export type Version = Read['statements'][number];

export function ReadStatement({ read, onClose }: { read: Read; onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useWords();
  const say = useToast();
  const agree = useDo('statement.agree');
  const holds = read.statements.find(({ id }) => id === read.holds);
  const before = read.statements.find(({ id }) => id === read.before);
  const [isWhole, setWhole] = useState(false);
  if (!holds) return null;
  const done = async () => {
    const answer = await agree.run({ id: holds.id });
    if (!answer.ok) return;
    say({ message: t('statement.youAgreed', { version: holds.version }) });
    onClose();
  };
  return (
    <Dialog
      opened
      onClose={onClose}
      size={before && !isWhole ? 'xl' : 'lg'}
      title={holds.title || t('statement.title')}
      footer={
        <>
          {before && (
            <Button variant="subtle" onClick={() => setWhole(!isWhole)}>
              {t(isWhole ? 'statement.onlyChanges' : 'statement.wholeText')}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t('statement.later')}
          </Button>
          <Button busy={agree.busy} onClick={() => void done()}>
            {t('statement.agree')}
          </Button>
        </>
      }
    >
      <p className={classes.sub}>
        {t('statement.versionOf', {
          version: holds.version,
          date: formatPartialDate(holds.date, language, 'long'),
        })}
      </p>
      <ErrorNote failure={agree.failure} />
      {before && !isWhole ? <Changes before={before} after={holds} wasAgreed /> : <ReportText text={holds.text} />}
    </Dialog>
  );
}

/** What changed between two versions. */
export function Changes({
  before,
  after,
  wasAgreed = false,
}: {
  before: Version;
  after: Version;
  /** The adviser agreed to the former. */
  wasAgreed?: boolean;
}) {
  const { t } = useTranslation();
  const lines = useMemo(() => compareTexts(before.text, after.text), [before.text, after.text]);
  const sum = useSumOfChanges(lines);
  const nameOf = ({ version }: Version) => t('statement.version', { version });
  return (
    <>
      <p className={classes.sum} role="status">
        {t(wasAgreed ? 'statement.since' : 'statement.between', { version: before.version, sum })}
      </p>
      <ComparedText lines={lines} before={nameOf(before)} after={nameOf(after)} />
    </>
  );
}
