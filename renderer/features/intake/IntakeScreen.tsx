/**
 * Taking in: choose or drop files, see what went wrong with which, say what is in the columns of a table, look at who comes
 * in, and only then write. Until that moment nothing is written; after it, one undo takes everything back.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { IconCircleCheck, IconFileUpload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answer, Ask } from '../../../core/contract/contract.ts';
import { INTAKE_FORMATS } from '../../../core/domain/dossier.ts';
import { saysWho } from '../../../core/domain/says-who.ts';
import { useApi } from '../../api/ApiProvider.tsx';
import type { Failure } from '../../api/bridge.ts';
import { useJob } from '../../api/useAsk.ts';
import { useAnnounce } from '../../components/Announcer.tsx';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useFilesDropped } from '../../components/useFilesDropped.ts';
import { Columns, type Mapping } from './Columns.tsx';
import { decided, type Decision } from './decisions.ts';
import { Preview } from './Preview.tsx';
import { Problems } from './Problems.tsx';
import classes from './IntakeScreen.module.css';

export type Plan = Answer<'intake.read'>;
type Stage =
  | { at: 'choose' }
  | { at: 'reading' }
  | { at: 'columns'; plan: Plan }
  | { at: 'look'; plan: Plan }
  | { at: 'writing'; plan: Plan }
  | { at: 'done'; result: Answer<'intake.apply'> };

/** What the columns say themselves is not said above them once more. */
function problemsBeside({ at, plan }: Extract<Stage, { at: 'columns' | 'look' }>): Plan['problems'] {
  const isOfNobody = (problem: Plan['problems'][number]): boolean => problem.reason === 'nobodyInColumns';
  const isSaidBelow = at === 'columns' && plan.csv !== null && !saysWho(plan.csv.mapping);
  return isSaidBelow && plan.problems.filter(isOfNobody).length === 1
    ? plan.problems.filter((problem) => !isOfNobody(problem))
    : plan.problems;
}

async function bytesOf(file: File): Promise<Ask<'intake.offer'>['bytes']> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    // A folder, or a file that went away or is held by another program since it was dropped.
    return 'notReadable';
  }
}

export function IntakeScreen() {
  const { t } = useTranslation();
  const api = useApi();
  const navigate = useNavigate();
  const announce = useAnnounce();
  const say = useToast();
  const undoOf = useUndoOf();
  const job = useJob();
  const [stage, setStage] = useState<Stage>({ at: 'choose' });
  const [failure, setFailure] = useState<Failure | null>(null);
  const tokens = useRef<string[]>([]);
  const plan = useRef<string | null>(null);

  const letGo = useCallback(() => {
    if (plan.current) void api.ask('intake.discard', { plan: plan.current });
    plan.current = null;
  }, [api]);
  // What was read and not taken in is forgotten by the desktop when this screen is left.
  useEffect(() => letGo, [letGo]);

  const read = async (mapping?: Mapping) => {
    setFailure(null);
    const before = stage;
    // A mapping that is being changed is read again in place: the table under the hands must not disappear.
    if (!mapping) setStage({ at: 'reading' });
    const ask: Ask<'intake.read'> = { tokens: tokens.current, job: job.begin(), ...(mapping ? { mapping } : {}) };
    const answer = await api.ask('intake.read', ask);
    job.end();
    if (!answer.ok) {
      if (answer.error.type === 'Cancelled') say({ message: t('intake.stopped') });
      else setFailure(answer.error);
      setStage(mapping ? before : { at: 'choose' });
      return;
    }
    letGo();
    plan.current = answer.value.plan;
    setStage({ at: answer.value.csv ? 'columns' : 'look', plan: answer.value });
    if (!mapping) announce(t('intake.found', { count: answer.value.found }));
  };

  const choose = async () => {
    setFailure(null);
    const answer = await api.ask('intake.choose', null);
    if (!answer.ok) return setFailure(answer.error);
    if (answer.value.length === 0) return;
    tokens.current = answer.value.map((file) => file.token);
    await read();
  };

  const drop = async (files: readonly File[]) => {
    if (files.length === 0 || stage.at === 'writing' || stage.at === 'reading') return;
    setFailure(null);
    const offered: string[] = [];
    for (const file of files) {
      const answer = await api.ask('intake.offer', { name: file.name, bytes: await bytesOf(file) });
      if (!answer.ok) return setFailure(answer.error);
      offered.push(answer.value.token);
    }
    tokens.current = offered;
    await read();
  };
  const { over, place } = useFilesDropped((files) => void drop(files));

  const again = () => {
    letGo();
    tokens.current = [];
    setFailure(null);
    setStage({ at: 'choose' });
  };

  const apply = async (of: Plan, decisions: readonly Decision[]) => {
    setFailure(null);
    setStage({ at: 'writing', plan: of });
    const answer = await api.ask('intake.apply', {
      plan: of.plan,
      decisions: decided(of, decisions),
      job: job.begin(),
    });
    job.end();
    if (!answer.ok) {
      if (answer.error.type === 'Cancelled') say({ message: t('intake.stopped') });
      else setFailure(answer.error);
      setStage({ at: 'look', plan: of });
      return;
    }
    plan.current = null;
    setStage({ at: 'done', result: answer.value });
  };

  return (
    <div className={classes.screen} data-over={over || undefined} data-stage={stage.at} {...place}>
      <PageHeader
        title={t('intake.title')}
        actions={
          (stage.at === 'look' || stage.at === 'columns') && (
            <Button variant="default" onClick={again}>
              {t('intake.again')}
            </Button>
          )
        }
      >
        {stage.at === 'choose' && t('intake.what')}
      </PageHeader>
      {failure && <ErrorNote failure={failure} />}

      {stage.at === 'choose' && (
        <>
          <section className={classes.drop} aria-label={t('intake.choose')}>
            <span className={classes.dropIcon}>
              <Icon of={IconFileUpload} size={34} />
            </span>
            <p className={classes.dropWords}>{over ? t('intake.dropNow') : t('intake.drop')}</p>
            <Button size="md" autoFocus onClick={() => void choose()}>
              {t('intake.choose')}
            </Button>
          </section>
          <Card title={t('intake.formats')}>
            <dl className={classes.formats}>
              {INTAKE_FORMATS.map((format) => (
                <div key={format}>
                  <dt>{t(`intake.format.${format}`)}</dt>
                  <dd>{t(`intake.formatWhat.${format}`)}</dd>
                </div>
              ))}
            </dl>
          </Card>
        </>
      )}

      {(stage.at === 'reading' || stage.at === 'writing') && (
        <Card>
          <Progress
            phase={t(stage.at === 'reading' ? 'intake.reading' : 'intake.writing')}
            done={job.progress?.done ?? 0}
            total={job.progress?.total ?? 0}
            cancelling={job.cancelling}
            onCancel={() => void job.cancel()}
          />
        </Card>
      )}

      {(stage.at === 'columns' || stage.at === 'look') && <Problems problems={problemsBeside(stage)} />}

      {stage.at === 'columns' && stage.plan.csv && (
        <Columns
          columns={stage.plan.csv.columns}
          mapping={stage.plan.csv.mapping}
          found={stage.plan.found}
          onChange={(mapping) => void read(mapping)}
          onDone={() => setStage({ at: 'look', plan: stage.plan })}
        />
      )}

      {stage.at === 'look' &&
        (stage.plan.found === 0 ? (
          <EmptyState
            icon={IconFileUpload}
            title={t('intake.foundNothing')}
            action={
              <Button onClick={() => void choose()} autoFocus>
                {t('intake.choose')}
              </Button>
            }
          >
            {t('intake.foundNothingWhat')}
          </EmptyState>
        ) : (
          <Preview
            key={stage.plan.plan}
            plan={stage.plan}
            onApply={(decisions) => void apply(stage.plan, decisions)}
            onDiscard={again}
            {...(stage.plan.csv ? { onColumns: () => setStage({ at: 'columns', plan: stage.plan }) } : {})}
          />
        ))}

      {stage.at === 'done' && (
        <div role="status">
          <EmptyState
            icon={IconCircleCheck}
            title={t('intake.doneTitle')}
            action={
              <>
                {stage.result.first && (
                  <Button
                    autoFocus
                    onClick={() =>
                      void navigate({
                        to: '/dossier/$id/$tab',
                        params: { id: stage.result.first ?? '', tab: 'overview' },
                      })
                    }
                  >
                    {t('intake.toFirst')}
                  </Button>
                )}
                <Button variant="default" onClick={() => void navigate({ to: '/candidates' })}>
                  {t('intake.toList')}
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    undoOf(stage.result.group);
                    again();
                  }}
                >
                  {t('common.undo')}
                </Button>
                <Button variant="default" onClick={again}>
                  {t('intake.again')}
                </Button>
              </>
            }
          >
            {t('intake.doneWhat', stage.result)}
            {stage.result.frozen > 0 && ` ${t('intake.doneFrozen', { count: stage.result.frozen })}`}
          </EmptyState>
        </div>
      )}
    </div>
  );
}
