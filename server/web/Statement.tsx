/** The privacy statement: its versions, a new one (made from the last), and who of the advisers agreed to which. */
import { useState, type FormEvent } from 'react';
import { Textarea, TextInput } from '@mantine/core';
import { IconFileText, IconPlus } from '@tabler/icons-react';
import { inForce, LONGEST_STATEMENT } from '../../core/privacy/statement.ts';
import { localDay } from '../../core/guidance/calendar.ts';
import { formatPartialDate } from '../../core/domain/dutch-date.ts';
import { Button } from '../../renderer/components/Button.tsx';
import { Card } from '../../renderer/components/Card.tsx';
import { EmptyState } from '../../renderer/components/EmptyState.tsx';
import { Icon } from '../../renderer/components/Icon.tsx';
import { MomentText } from '../../renderer/components/MomentText.tsx';
import { ReportText } from '../../renderer/components/ReportText.tsx';
import { Tag } from '../../renderer/components/Tag.tsx';
import { useToast } from '../../renderer/components/Toasts.tsx';
import { useTranslation } from 'react-i18next';
import type { Person, Statements } from './ask.ts';
import { failureText, RoomScreen, Table, useDeed, useList } from './parts.tsx';
import { useWords } from './words.ts';
import classes from './page.module.css';

type OneStatement = Statements['statements'][number];

export function Statement() {
  const say = useWords();
  const all = useList<Statements>('/statements');
  const [isWriting, setWriting] = useState(false);
  const statements = all.data?.statements ?? [];
  const holds = inForce(statements, localDay(Date.now()));
  return (
    <RoomScreen
      word="statement"
      text="statementText"
      of={all}
      actions={
        !isWriting && (
          <Button leftSection={<Icon of={IconPlus} size={16} />} onClick={() => setWriting(true)}>
            {say('newStatement')}
          </Button>
        )
      }
    >
      {isWriting && <Write last={statements[0] ?? null} onDone={() => setWriting(false)} />}
      {statements.length === 0 && !isWriting && <EmptyState icon={IconFileText} title={say('noStatements')} />}
      {statements.length > 0 && (
        <>
          <Card title={say('versions')}>
            <ul className={classes.versions}>
              {statements.map((statement) => (
                <Version key={statement.id} statement={statement} holds={holds} />
              ))}
            </ul>
          </Card>
          {all.data && <WhoAgreed all={all.data} holds={holds} />}
        </>
      )}
    </RoomScreen>
  );
}

function Version({ statement, holds }: { statement: OneStatement; holds: OneStatement | null }) {
  const say = useWords();
  const { i18n } = useTranslation();
  const { id, title, version, date, createdAt, text } = statement;
  const isLater = date > localDay(Date.now());
  return (
    <li>
      <details>
        <summary>
          <span className={classes.name}>{`${title} ${version}`}</span>
          <span className={classes.sub}>
            {say('holdsFrom', { date: formatPartialDate(date, i18n.language === 'en' ? 'en' : 'nl', 'long') })}
          </span>{' '}
          {id === holds?.id && <Tag kind="green">{say('holdsNow')}</Tag>}
          {isLater && <Tag kind="amber">{say('holdsLater')}</Tag>}
        </summary>
        <div className={classes.reading}>
          <p className={classes.sub}>
            {say('publishedOn')} <MomentText at={createdAt} />
          </p>
          <ReportText text={text} />
        </div>
      </details>
    </li>
  );
}

/** What was published is never changed: a new one begins with the text of the last. */
function Write({ last, onDone }: { last: OneStatement | null; onDone: () => void }) {
  const say = useWords();
  const deed = useDeed();
  const toast = useToast();
  const [title, setTitle] = useState(last?.title ?? say('statement'));
  const [version, setVersion] = useState('');
  const [date, setDate] = useState(localDay(Date.now()));
  const [text, setText] = useState(last?.text ?? '');
  const publish = (event: FormEvent) => {
    event.preventDefault();
    deed.mutate(
      { method: 'POST', path: '/statements', body: { title, version, date, text } },
      {
        onSuccess: () => {
          toast({ message: say('published', { version: version.trim() }) });
          onDone();
        },
      },
    );
  };
  const isWhole = [title, version, date, text].every((each) => each.trim() !== '');
  return (
    <Card title={say('newStatement')}>
      <form onSubmit={publish} className={classes.form}>
        <div className={classes.fields}>
          <TextInput
            label={say('title')}
            required
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <TextInput
            label={say('version')}
            placeholder="1.0"
            required
            maxLength={40}
            data-autofocus
            autoFocus
            value={version}
            onChange={(event) => setVersion(event.currentTarget.value)}
          />
          <TextInput
            label={say('holdsFromDay')}
            type="date"
            required
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
        </div>
        <div className={classes.beside}>
          <Textarea
            label={say('text')}
            description={say('textHow')}
            required
            autosize
            minRows={14}
            maxRows={30}
            maxLength={LONGEST_STATEMENT}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <section aria-label={say('asRead')}>
            <h3 className={classes.sub}>{say('asRead')}</h3>
            <div className={classes.reading}>
              <ReportText text={text} />
            </div>
          </section>
        </div>
        {deed.isError && <p role="alert">{failureText(say, deed.error)}</p>}
        <div className={classes.buttons}>
          <span className={classes.sub}>{say('publishWhat')}</span>
          <Button variant="default" onClick={onDone}>
            {say('cancel')}
          </Button>
          <Button type="submit" busy={deed.isPending} disabled={!isWhole}>
            {say('publish')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function WhoAgreed({ all, holds }: { all: Statements; holds: OneStatement | null }) {
  const say = useWords();
  const people = useList<Person[]>('/people');
  const advisers = (people.data ?? []).filter(({ active, roles }) => active && roles.includes('adviser'));
  const agreedOf = (person: string) => all.agreed.find((each) => each.person === person);
  const versionOf = (id: string | undefined) => all.statements.find((each) => each.id === id)?.version;
  const done = advisers.filter(({ id }) => agreedOf(id)?.statement === holds?.id).length;
  return (
    <Card title={say('whoAgreed')} aside={holds && say('agreedCount', { done, count: advisers.length })}>
      {advisers.length === 0 ? (
        <p className={classes.sub}>{say('nobodyToAgree')}</p>
      ) : (
        <Table heads={[say('adviser'), say('version'), say('when')]}>
          {advisers.map(({ id, name }) => {
            const agreed = agreedOf(id);
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  {agreed?.statement === holds?.id ? (
                    <Tag kind="green">{versionOf(agreed?.statement) ?? ''}</Tag>
                  ) : (
                    <Tag kind="amber">{versionOf(agreed?.statement) ?? say('notYetAgreed')}</Tag>
                  )}
                </td>
                <td>{agreed && <MomentText at={agreed.at} />}</td>
              </tr>
            );
          })}
        </Table>
      )}
    </Card>
  );
}
