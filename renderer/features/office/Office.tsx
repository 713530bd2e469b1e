/** The office: whether this laptop belongs to one, where the work is, what waits and why, and what came or went. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { IconBuilding, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo } from '../../api/useAsk.ts';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import type { office } from '../../locales/nl/office.ts';
import type { Connected } from './sync-stage.ts';
import { useSyncLine } from './sync-words.ts';
import { Notices } from './Notices.tsx';
import classes from './office.module.css';

export function Office() {
  const state = useAsk('sync.state', null);
  if (state.isError) return <ErrorNote failure={state.error.failure} retry={() => void state.refetch()} />;
  if (!state.data) return null;
  return state.data.type === 'alone' ? <Connect /> : <AtTheOffice state={state.data} />;
}

function Connect() {
  const { t } = useTranslation();
  const say = useToast();
  const { run, busy, failure } = useDo('sync.connect');
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [tried, setTried] = useState(false);
  const missing = (text: string) => (tried && !text.trim() ? t('office.fillIn') : null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!address.trim() || !code.trim() || !name.trim()) return;
    const answer = await run({ address, code, name: name.trim() });
    if (answer.ok) say({ message: t('office.connectedAs', { name: answer.value.person }) });
  };
  return (
    <Card title={t('office.connect')}>
      <p className={classes.text}>{t('office.connectText')}</p>
      <form className={classes.form} onSubmit={(event) => void submit(event)} noValidate>
        <TextInput
          label={t('office.address')}
          description={t('office.addressText')}
          placeholder="kantoor.voorbeeld.nl"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          error={missing(address)}
          maxLength={300}
          autoComplete="off"
          spellCheck={false}
          inputMode="url"
        />
        <div className={classes.pair}>
          <TextInput
            label={t('office.code')}
            description={t('office.codeText')}
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            error={missing(code)}
            maxLength={60}
            autoComplete="off"
            spellCheck={false}
            className={classes.code}
          />
          <TextInput
            label={t('office.laptop')}
            description={t('office.laptopText')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={missing(name)}
            maxLength={80}
            autoComplete="off"
          />
        </div>
        <ErrorNote failure={failure} />
        <div className={classes.buttons}>
          <Button type="submit" loading={busy} leftSection={<Icon of={IconBuilding} />}>
            {t('office.doConnect')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

function AtTheOffice({ state }: { state: Connected }) {
  const { t, i18n } = useTranslation();
  const line = useSyncLine(state, state.onlyHere);
  const organisation = useAsk('organisation.open', null);
  const number = new Intl.NumberFormat(i18n.language);
  const now = useDo('sync.now');
  const pause = useDo('sync.pause');
  const isPaused = state.doing === 'paused';
  const why = state.hindrance;
  return (
    <>
      <Card
        title={line?.title}
        aside={
          <Tag kind={line?.tone === 'here' ? 'amber' : line?.tone === 'safe' ? 'green' : 'petrol'}>
            {t(`office.doing.${state.doing}`)}
          </Tag>
        }
      >
        {state.fetching && (
          <div className={classes.fetching}>
            <Progress phase={t('office.fetchingText')} done={state.fetching.done} total={state.fetching.total} />
          </div>
        )}
        {why && (
          <div className={classes.why} data-hindrance={why}>
            <p>
              <b>{t(`office.hindrance.${why}.what`)}</b> {t(`office.hindrance.${why}.do`)}
            </p>
          </div>
        )}
        <dl className={classes.facts}>
          <Fact name={t('office.lastContact')}>
            {state.lastContact === null ? t('office.notYet') : <MomentText at={state.lastContact} />}
          </Fact>
          {state.onlyHereSince !== null && state.onlyHere > 0 && (
            <Fact name={t('office.waiting')}>
              {t('app.onlyHere', { count: state.onlyHere, replace: { count: number.format(state.onlyHere) } })},{' '}
              {t('office.since')} <MomentText at={state.onlyHereSince} />
            </Fact>
          )}
          {state.unconfirmed > 0 && <Fact name={t('office.unconfirmed')}>{number.format(state.unconfirmed)}</Fact>}
          {state.later > 0 && <Fact name={t('office.later')}>{t('office.laterText', { count: state.later })}</Fact>}
          {state.nextTry !== null && (
            <Fact name={t('office.nextTry')}>
              <MomentText at={state.nextTry} />
            </Fact>
          )}
          {state.conflicts > 0 && (
            <Fact name={t('conflicts.title')}>
              <Link to="/conflicts" search={{}}>
                {t('conflicts.open', { count: state.conflicts })}
              </Link>
            </Fact>
          )}
        </dl>
        <div className={classes.buttons}>
          <Button
            leftSection={<Icon of={IconRefresh} />}
            loading={now.busy || state.doing === 'busy'}
            disabled={isPaused}
            onClick={() => void now.run(null)}
          >
            {t('office.now')}
          </Button>
          <Button
            variant="default"
            leftSection={<Icon of={isPaused ? IconPlayerPlay : IconPlayerPause} />}
            onClick={() => void pause.run({ paused: !isPaused })}
          >
            {isPaused ? t('office.goOn') : t('office.pause')}
          </Button>
        </div>
        <ErrorNote failure={now.failure ?? pause.failure} />
      </Card>
      <Notices />
      {state.aside.length > 0 && (
        <Card title={t('office.aside')} tone="amber">
          <p className={classes.text}>{t('office.asideText')}</p>
          <ul className={classes.list}>
            {state.aside.map(({ why: reason, count }) => (
              <li key={reason}>
                <span>{t(`office.asideWhy.${asideReason(reason)}`)}</span>
                <span className={classes.quiet}>{number.format(count)}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('office.belongsTo')}>
        <dl className={classes.facts}>
          <Fact name={t('office.person')}>{state.person}</Fact>
          {organisation.data?.organisation && (
            <Fact name={t('office.organisation')}>
              {(organisation.data.organisation as { name?: string | null }).name}
            </Fact>
          )}
          <Fact name={t('office.laptop')}>{state.laptop}</Fact>
          <Fact name={t('office.address')}>{state.address}</Fact>
        </dl>
      </Card>
    </>
  );
}

const REASONS = ['quarantined', 'unreadable', 'unknownConcept', 'badValue', 'badRow', 'notYours', 'tooLarge'] as const;
/** A newer office may have reasons that this window has no sentence for. */
const asideReason = (reason: string): keyof typeof office.asideWhy =>
  REASONS.find((each) => each === reason) ?? 'other';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
