/** What was kept of a plan: the versions, each to read, rename, print, compare and take out; and keeping one of the plan as it is now. */
import { useCallback, useState } from 'react';
import { TextInput } from '@mantine/core';
import { IconArrowsDiff, IconBookmark, IconPrinter } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';
import {
  PARTIES,
  signatureOf,
  signaturesNow,
  signedOn,
  signedState,
  type Signatures,
} from '../../../core/guidance/plan-versions.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { Icon } from '../../components/Icon.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { ReportText } from '../../components/ReportText.tsx';
import { Tag } from '../../components/Tag.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useWords } from '../../components/useWords.ts';
import { ComparePlan } from './ComparePlan.tsx';
import { useEditing } from './DossierContext.tsx';
import { Field } from './Field.tsx';
import { PrintedVersion } from './PrintedVersion.tsx';
import { RemoveButton } from './RemoveButton.tsx';
import { useAdded } from './useAdded.ts';
import guidance from './guidance.module.css';
import classes from './plan-versions.module.css';

type Version = Row<'planVersion'>;

/** @param texts the plan as it is now, in each language; empty when the plan is not there any more */
export function PlanVersions({ versions, texts = [] }: { versions: readonly Version[]; texts?: readonly string[] }) {
  const words = useWords();
  const [compared, setCompared] = useState<string | null>(null);
  const [printed, setPrinted] = useState<Version | null>(null);
  const donePrinting = useCallback(() => setPrinted(null), []);
  if (versions.length === 0) return null;
  const canCompare = texts.length > 0 || versions.length > 1;
  return (
    <section className={classes.part} aria-label={words.concept('planVersion', 'many')} data-plan-versions>
      <h3>{words.concept('planVersion', 'many')}</h3>
      <ol className={guidance.list}>
        {versions.map((version) => (
          <li key={version.id}>
            <OneVersion
              version={version}
              compare={canCompare ? () => setCompared(version.id) : null}
              print={() => setPrinted(version)}
            />
          </li>
        ))}
      </ol>
      {compared !== null && (
        <ComparePlan versions={versions} texts={texts} first={compared} onClose={() => setCompared(null)} />
      )}
      {printed && <PrintedVersion version={printed} onDone={donePrinting} />}
    </section>
  );
}

function OneVersion({
  version,
  compare,
  print,
}: {
  version: Version;
  compare: (() => void) | null;
  print: () => void;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const editing = useEditing();
  const { row: wanted } = useSearch({ strict: false });
  const [isOpened, setOpened] = useState(wanted === version.id);
  // Two answers and what is typed are never folded away.
  const isOpen = isOpened || version.conflicts.length > 0 || editing.hasDrafts(version.id);
  const name = version.name ?? words.concept('planVersion');
  return (
    <article className={guidance.moment} aria-label={name}>
      <header className={guidance.momentHead}>
        <button
          type="button"
          className={guidance.momentTitle}
          aria-expanded={isOpen}
          onClick={() => setOpened(!isOpened)}
        >
          <span className={guidance.subject}>{name}</span>
          <span className={guidance.facts}>
            {version.madeOn ? formatPartialDate(version.madeOn, words.language, 'long') : t('guidance.noDay')}
          </span>
        </button>
        <span className={guidance.marks}>
          <SignedTags of={version} />
        </span>
        <RemoveButton concept="planVersion" row={version.id} title={name} />
      </header>
      {isOpen && (
        <div className={guidance.inside}>
          <div className={guidance.fields}>
            <Field concept="planVersion" row={version.id} field="name" value={version.name} />
          </div>
          <div className={classes.text}>
            <ReportText text={version.text ?? ''} />
          </div>
          <SignaturePictures of={version} />
          <div className={guidance.foot}>
            {compare && (
              <Button variant="default" leftSection={<Icon of={IconArrowsDiff} size={16} />} onClick={compare}>
                {t('guidance.versions.compare')}
              </Button>
            )}
            <Button variant="default" leftSection={<Icon of={IconPrinter} size={16} />} onClick={print}>
              {t('guidance.versions.print')}
            </Button>
          </div>
        </div>
      )}
    </article>
  );
}

function SignedTags({ of }: { of: Signatures }) {
  const { t } = useTranslation();
  const signed = PARTIES.filter((party) => signedOn(of, party) !== null);
  if (signed.length === 0) return <Tag>{t('guidance.versions.nobodySigned')}</Tag>;
  return signed.map((party) => (
    <Tag key={party} kind="green">
      {t(`guidance.versions.signedBy.${party}`)}
    </Tag>
  ));
}

/** Only those that are there: a signature on paper has a day and no picture. */
export function SignaturePictures({ of }: { of: Signatures }) {
  const words = useWords();
  const signed = PARTIES.filter((party) => signedOn(of, party) !== null || signatureOf(of, party) !== null);
  if (signed.length === 0) return null;
  return (
    <dl className={classes.signatures}>
      {signed.map((party) => {
        const picture = signatureOf(of, party);
        const label = words.field('planVersion', `${party}Signature`);
        return (
          <div key={party}>
            <dt>{label}</dt>
            <dd>
              {picture && <img src={picture} alt={label} />}
              {formatPartialDate(signedOn(of, party), words.language, 'long')}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** @param text of the plan in the language of the window, as it will stand in the version */
export function KeepVersion({
  plan,
  versions,
  text,
  texts,
  prominent = false,
}: {
  plan: Row<'actionPlan'>;
  versions: readonly Version[];
  text: string;
  texts: readonly string[];
  prominent?: boolean;
}) {
  const { t } = useTranslation();
  const words = useWords();
  const say = useToast();
  const undoOf = useUndoOf();
  const { add, busy } = useAdded();
  const [name, setName] = useState<string | null>(null);
  const today = localDay(Date.now());
  const close = () => setName(null);
  const begin = () => {
    const plain = t('guidance.versions.of', { date: formatPartialDate(today, words.language, 'long') });
    const taken = new Set(versions.map((version) => version.name));
    let number = 2;
    while (taken.has(`${plain} (${number})`)) number++;
    setName(taken.has(plain) ? `${plain} (${number})` : plain);
  };
  const keep = async () => {
    const added = await add('planVersion', {
      plan: referenceTo('actionPlan', plan.id),
      name: (name ?? '').trim(),
      madeOn: today,
      text,
      ...signaturesNow(plan, versions, texts),
    });
    if (added === null) return;
    close();
    say({
      message: t('guidance.versions.kept'),
      action: { label: t('common.undo'), run: () => undoOf(added.group) },
    });
  };
  const isNamed = (name ?? '').trim() !== '';
  return (
    <>
      <Button
        variant={prominent ? 'filled' : 'default'}
        leftSection={<Icon of={IconBookmark} size={16} />}
        onClick={begin}
      >
        {t('guidance.versions.keep')}
      </Button>
      <Dialog
        opened={name !== null}
        onClose={close}
        title={t('guidance.versions.keep')}
        footer={
          <>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" form={`keep-${plan.id}`} busy={busy} disabled={!isNamed}>
              {t('guidance.versions.keepNow')}
            </Button>
          </>
        }
      >
        <form
          id={`keep-${plan.id}`}
          className={classes.keep}
          onSubmit={(event) => {
            event.preventDefault();
            if (isNamed && !busy) void keep();
          }}
        >
          <p>{t('guidance.versions.keepWhat')}</p>
          <TextInput
            data-autofocus
            label={words.field('planVersion', 'name')}
            value={name ?? ''}
            maxLength={200}
            error={isNamed ? null : t('guidance.versions.nameMissing')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ul>
            {PARTIES.map((party) => (
              <li key={party}>
                {t(`guidance.versions.goesAlong.${party}.${signedState(plan, versions, texts, party)}`, {
                  date: formatPartialDate(signedOn(plan, party), words.language, 'long'),
                })}
              </li>
            ))}
          </ul>
        </form>
      </Dialog>
    </>
  );
}
