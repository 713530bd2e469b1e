/** Lists of occupations, skills, places and regions: which are here and where they come from; adding, replacing and removing them. */
import { useState } from 'react';
import { IconListSearch, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PACK_COUNTS, type PackKind } from '../../../core/classification/packs.ts';
import type { Answer } from '../../../core/contract/contract.ts';
import { useAsk, useDo, useJob } from '../../api/useAsk.ts';
import { Button } from '../../components/Button.tsx';
import { Card } from '../../components/Card.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { MomentText } from '../../components/MomentText.tsx';
import { Progress } from '../../components/Progress.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { OfficeLists } from './OfficeLists.tsx';
import { ListChanges } from './ListChanges.tsx';
import { ListProblems } from './ListProblems.tsx';
import classes from './settings.module.css';
import lists from './Lists.module.css';

type Read = Answer<'packs.read'>;
type Chosen = Answer<'packs.choose'>[number];

const PHASES = ['reading', 'concepts', 'labels', 'relations', 'entries'] as const;

export function Lists() {
  const { t, i18n } = useTranslation();
  const here = useAsk('packs.list', null);
  const choosing = useDo('packs.choose');
  const reading = useDo('packs.read');
  const importing = useDo('packs.import');
  const discarding = useDo('packs.discard');
  const job = useJob();
  const say = useToast();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [read, setRead] = useState<Read | null>(null);
  const [leaving, setLeaving] = useState<PackKind | null>(null);
  const busy = reading.busy || importing.busy;

  const choose = async () => {
    const answer = await choosing.run(null);
    if (answer.ok && answer.value.length > 0) await look(answer.value);
  };
  const look = async (more: readonly Chosen[]) => {
    const files = read ? [...chosen, ...more] : more;
    const looked = await reading.run({ tokens: files.map(({ token }) => token), job: job.begin() });
    job.end();
    if (!looked.ok) return;
    setChosen(files);
    setRead(looked.value);
  };
  const close = () => {
    setRead(null);
    setChosen([]);
  };
  const bring = async () => {
    if (!read) return;
    const answer = await importing.run({ plan: read.plan, job: job.begin() });
    job.end();
    if (!answer.ok) return;
    close();
    say({ message: t('packs.imported', { count: read.packs.length }) });
  };
  const discard = async () => {
    if (read) await discarding.run({ plan: read.plan });
    close();
  };
  const phase = PHASES.find((each) => job.progress?.phase === `packs.${each}`) ?? 'reading';
  const megabytes = (bytes: number): string =>
    t('packs.megabytes', {
      number: new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(bytes / 1_000_000),
    });
  const addButton = (
    <Button leftSection={<Icon of={IconPlus} />} busy={busy || choosing.busy} onClick={() => void choose()}>
      {t('packs.add')}
    </Button>
  );

  return (
    <>
      <Card title={t('packs.title')}>
        <p className={classes.text}>{t('packs.text')}</p>
        <ErrorNote failure={choosing.failure ?? reading.failure ?? importing.failure} />
        {busy && (
          <Progress
            phase={t(`packs.phase.${phase}`)}
            done={job.progress?.done ?? 0}
            total={job.progress?.total ?? 0}
            cancelling={job.cancelling}
            onCancel={() => void job.cancel()}
            {...(phase === 'reading' ? { format: megabytes } : {})}
          />
        )}
        {!busy && !read && (here.data?.length ?? 0) > 0 && addButton}
        {!busy && !read && here.data?.length === 0 && (
          <EmptyState small icon={IconListSearch} title={t('packs.none')} action={addButton}>
            {t('packs.noneWhat')}
          </EmptyState>
        )}
        {!busy && read && (
          <div className={lists.found}>
            {read.packs.length > 0 && <h3>{t('packs.found')}</h3>}
            {read.packs.length === 0 && read.problems.length === 0 && <p>{t('packs.foundNone')}</p>}
            <ul className={lists.list}>
              {read.packs.map((each) => (
                <li key={each.kind}>
                  <div>
                    <p className={lists.name}>{t(`packs.kind.${each.kind}`)}</p>
                    <Facts of={each} />
                    {each.replaces && <Replacing by={each} former={each.replaces} />}
                  </div>
                </li>
              ))}
            </ul>
            <ListProblems problems={read.problems} />
            <div className={lists.decide}>
              <Button disabled={!read.ready} onClick={() => void bring()}>
                {t('packs.import', { count: Math.max(1, read.packs.length) })}
              </Button>
              <Button variant="default" busy={choosing.busy} onClick={() => void choose()}>
                {t('packs.addMore')}
              </Button>
              <Button variant="subtle" onClick={() => void discard()}>
                {t('packs.discard')}
              </Button>
            </div>
          </div>
        )}
        {!busy && <OfficeLists used={chosen} onUse={(file) => void look([file])} />}
        <details className={lists.where}>
          <summary>{t('packs.where')}</summary>
          <ul>
            {(['esco', 'onet', 'geonames', 'cbs'] as const).map((each) => (
              <li key={each}>{t(`packs.whereList.${each}`)}</li>
            ))}
          </ul>
        </details>
      </Card>
      <ListChanges />
      {(here.data?.length ?? 0) > 0 && (
        <Card title={t('packs.here')}>
          <ul className={lists.list}>
            {here.data?.map((each) => (
              <li key={each.kind} data-pack={each.kind}>
                <div>
                  <p className={lists.name}>{t(`packs.kind.${each.kind}`)}</p>
                  <Facts of={each} />
                  <p className={lists.quiet}>
                    {t(`packs.use.${each.kind}`)} {t('packs.since')} <MomentText at={each.importedAt} />.
                  </p>
                  <p className={lists.source}>{t(`packs.source.${each.kind}`)}</p>
                </div>
                <Button
                  size="compact-sm"
                  variant="subtle"
                  leftSection={<Icon of={IconTrash} size={16} />}
                  aria-label={t('packs.removeNamed', { what: t(`packs.kind.${each.kind}`) })}
                  busy={busy}
                  onClick={() => setLeaving(each.kind)}
                >
                  {t('packs.remove')}
                </Button>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {leaving && <Removing kind={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

type Described = Pick<Read['packs'][number], 'version' | 'languages' | 'counts'>;

function Facts({ of }: { of: Described }) {
  const { t, i18n } = useTranslation();
  const version = useVersionText();
  const number = new Intl.NumberFormat(i18n.language);
  const languages = of.languages.map((each) => t(`packs.languages.${each}`)).join(` ${t('packs.and')} `);
  const counts = PACK_COUNTS.flatMap((name) => {
    const count = of.counts[name] ?? 0;
    return count === 0 ? [] : [t(`packs.count.${name}`, { count, number: number.format(count) })];
  });
  return <p className={lists.facts}>{[version(of.version), languages, ...counts].filter(Boolean).join(' · ')}</p>;
}

function Replacing({ by, former }: { by: Described; former: Described & { kind: PackKind } }) {
  const { t } = useTranslation();
  const version = useVersionText();
  const gone = former.languages.filter((each) => !by.languages.includes(each));
  const what = [t(`packs.kind.${former.kind}`), version(former.version)].filter(Boolean).join(', ');
  return (
    <>
      <p className={lists.quiet}>
        {t('packs.replaces', { what })} {t('packs.replacesWhat')}
      </p>
      {gone.map((each) => (
        <p key={each} className={lists.warning} role="alert">
          {t('packs.fewerLanguages', { language: t(`packs.languages.${each}`) })}
        </p>
      ))}
    </>
  );
}

/** A number of a version as it is, a day or a month in words. */
function useVersionText(): (version: string) => string {
  const { t, i18n } = useTranslation();
  return (version) => {
    if (version === '') return '';
    const [, year, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(version) ?? [];
    if (!year || !month) return t('packs.version', { version });
    const when = new Intl.DateTimeFormat(i18n.language, {
      year: 'numeric',
      month: 'long',
      ...(day ? { day: 'numeric' } : {}),
      timeZone: 'UTC',
    }).format(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
    return t('packs.versionOf', { when });
  };
}

function Removing({ kind, onClose }: { kind: PackKind; onClose: () => void }) {
  const { t } = useTranslation();
  const uses = useAsk('packs.uses', { kind });
  const removing = useDo('packs.remove');
  const say = useToast();
  const remove = async () => {
    const answer = await removing.run({ kind });
    if (!answer.ok) return;
    onClose();
    say({ message: t('packs.removed') });
  };
  const rows = uses.data?.rows ?? 0;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={t('packs.removeTitle')}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button color="red" busy={removing.busy} onClick={() => void remove()}>
            {t('packs.remove')}
          </Button>
        </>
      }
    >
      <p className={lists.name}>{t(`packs.kind.${kind}`)}</p>
      <p className={classes.text}>
        {rows > 0 && `${t('packs.removeUses', { count: rows })} `}
        {t('packs.removeWhat')}
      </p>
      <ErrorNote failure={removing.failure} />
    </Dialog>
  );
}
