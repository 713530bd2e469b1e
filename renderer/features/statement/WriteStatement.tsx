/** A next version of the adviser's own statement: what is typed is kept before it is published, and after that it does not change. */
import { useState, type FormEvent } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { localDay } from '../../../core/guidance/calendar.ts';
import { LONGEST_STATEMENT } from '../../../core/privacy/statement.ts';
import { useDo } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ReportText } from '../../components/ReportText.tsx';
import { useKeptDraft } from '../../components/useKeptDraft.ts';
import { useWords } from '../../components/useWords.ts';
import classes from './statement.module.css';

export function WriteStatement({ last, onDone }: { last: { title: string; text: string }; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const write = useDo('statement.write');
  const [typed, setTyped] = useState(() => ({
    title: last.title,
    version: '',
    date: localDay(Date.now()),
    text: last.text,
  }));
  const letGo = useKeptDraft('organisation', 'statement', typed, setTyped);
  const field = (name: keyof typeof typed) => ({
    label: words.field('statement', name),
    required: true,
    value: typed[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setTyped((before) => ({ ...before, [name]: value }));
    },
  });
  const publish = async (event: FormEvent) => {
    event.preventDefault();
    const answer = await write.run(typed);
    if (!answer.ok) return;
    letGo();
    onDone();
  };
  const isWhole = Object.values(typed).every((value) => value.trim() !== '');
  return (
    <form className={classes.form} onSubmit={(event) => void publish(event)}>
      <div className={classes.fields}>
        <TextInput {...field('title')} maxLength={200} />
        <TextInput {...field('version')} placeholder="1.0" maxLength={40} />
        <TextInput {...field('date')} type="date" />
      </div>
      <Textarea
        {...field('text')}
        description={t('statement.textHow')}
        autosize
        minRows={12}
        maxRows={30}
        maxLength={LONGEST_STATEMENT}
      />
      <section aria-label={t('statement.asRead')}>
        <h3 className={classes.sub}>{t('statement.asRead')}</h3>
        <div className={classes.reading}>
          <ReportText text={typed.text} />
        </div>
      </section>
      <ErrorNote failure={write.failure} />
      <div className={classes.buttons}>
        <span className={classes.sub}>{t('statement.publishWhat')}</span>
        <Button
          variant="default"
          onClick={() => {
            letGo();
            onDone();
          }}
        >
          {t('common.cancel')}
        </Button>
        <Button type="submit" busy={write.busy} disabled={!isWhole}>
          {t('statement.publish')}
        </Button>
      </div>
    </form>
  );
}
