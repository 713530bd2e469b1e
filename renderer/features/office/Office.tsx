/** The office: whether this laptop belongs to one, where the work is, what waits and why, and what came or went. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import { IconBuilding, IconExternalLink, IconPlayerPause, IconPlayerPlay, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { Button, Switch } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { PracticeCaseload } from '../../components/PracticeCaseload.tsx';
import { Progress } from '../../components/Progress.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import type { office } from '../../locales/nl/office.ts';
import type { Connected } from './sync-stage.ts';
import { useSyncLine } from './sync-words.ts';
import { Authority } from './Authority.tsx';
import { DocumentsCard } from './DocumentsCard.tsx';
import { Notices } from './Notices.tsx';
import { ReferenceFiles } from './ReferenceFiles.tsx';
import classes from './office.module.css';

export function Office() {
  const { t } = useTranslation();
  const state = useAsk('sync.state', null);
  const info = useAsk('app.info', null);
  if (state.isError) return <ErrorNote failure={state.error.failure} retry={() => void state.refetch()} />;
  if (!state.data) return null;
  if (info.data?.demo) return <PracticeCaseload text={t('office.practiceText')} />;
  return state.data.type === 'alone' ? <Connect /> : <AtTheOffice state={state.data} />;
}

function Connect() {
  const { t } = useTranslation();
  const say = useToast();
  const { run, busy, failure, reset } = useDo('sync.connect');
  const [address, setAddress] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [authority, setAuthority] = useState<string | null>(null);
  const [tried, setTried] = useState<'code' | 'browser' | null>(null);
  const missing = (text: string) => (tried && !text.trim() ? t('office.fillIn') : null);
  const job = useJob();
  const browser = useDo('sync.signIn');
  const [isInBrowser, setInBrowser] = useState(false);
  const connectedAs = (person: string) => say({ message: t('office.connectedAs', { name: person }) });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried('code');
    if (!address.trim() || !code.trim() || !name.trim()) return;
    browser.reset();
    const answer = await run({ address, code, name: name.trim(), authority });
    if (answer.ok) connectedAs(answer.value.person);
  };
  const signIn = async () => {
    setTried('browser');
    if (!address.trim() || !name.trim()) return;
    reset();
    setInBrowser(true);
    const answer = await browser.run({ address, name: name.trim(), authority, job: job.begin() });
    job.end();
    setInBrowser(false);
    if (answer.ok) connectedAs(answer.value.person);
    else if (answer.error.type === 'Stopped') browser.reset();
  };
  if (isInBrowser)
    return (
      <Card title={t('office.inBrowser')}>
        <p className={classes.text} role="status">
          {t('office.inBrowserText')}
        </p>
        <div className={classes.buttons}>
          <Button variant="default" busy={job.cancelling} onClick={() => void job.cancel()} data-autofocus autoFocus>
            {t(job.cancelling ? 'common.cancelling' : 'common.cancel')}
          </Button>
        </div>
      </Card>
    );
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
            error={tried === 'code' ? missing(code) : null}
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
        <Authority has={authority !== null} onChange={setAuthority} />
        <ErrorNote failure={failure ?? browser.failure} />
        <div className={classes.buttons}>
          <Button type="submit" busy={busy} leftSection={<Icon of={IconBuilding} />}>
            {t('office.doConnect')}
          </Button>
          <Button
            variant="default"
            busy={busy}
            leftSection={<Icon of={IconExternalLink} />}
            onClick={() => void signIn()}
          >
            {t('office.signIn')}
          </Button>
        </div>
        <p className={classes.text}>{t('office.signInText')}</p>
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
  const meter = useDo('sync.meter');
  const trust = useDo('sync.trust');
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
            <Progress
              phase={t('office.fetchingText')}
              done={state.fetching.done}
              total={state.fetching.total}
              {...(isPaused ? {} : { onCancel: () => void pause.run({ paused: true }) })}
            />
            {isPaused && <p className={classes.text}>{t('office.fetchingPaused')}</p>}
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
          {state.waits > 0 && (
            <Fact name={t('waiting.title')}>
              <Link to="/waiting" search={{}}>
                {t('waiting.count', { count: state.waits })}
              </Link>
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
            busy={now.busy || state.doing === 'busy'}
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
      <ReferenceFiles />
      <DocumentsCard />
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
          <Link to="/waiting" search={{}}>
            {t('office.asideLook')}
          </Link>
        </Card>
      )}
      <Card title={t('office.line')}>
        <p className={classes.text}>{t('office.lineText')}</p>
        <Switch
          label={t('office.metered')}
          description={state.metered === 'told' ? t('office.meteredTold') : undefined}
          checked={state.metered !== 'no'}
          busy={meter.busy}
          disabled={state.metered === 'told'}
          onChange={(event) => void meter.run({ metered: event.currentTarget.checked })}
        />
        <ErrorNote failure={meter.failure} />
      </Card>
      <Card title={t('office.belongsTo')}>
        <dl className={classes.facts}>
          <Fact name={t('office.person')}>{state.person}</Fact>
          {organisation.data?.organisation && (
            <Fact name={t('office.organisation')}>
              {(organisation.data.organisation as { name?: string | null }).name}
            </Fact>
          )}
          {state.wants.retentionMonths !== undefined && (
            <Fact name={t('office.retention')}>
              {t('office.retentionMonths', { count: state.wants.retentionMonths })}
            </Fact>
          )}
          <Fact name={t('office.laptop')}>{state.laptop}</Fact>
          <Fact name={t('office.address')}>{state.address}</Fact>
        </dl>
        <Authority has={state.hasAuthority} onChange={(authority) => void trust.run({ authority })} />
        <ErrorNote failure={trust.failure} />
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
