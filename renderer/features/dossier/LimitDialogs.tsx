/** Putting a restriction or an objection, and lifting it: each one deed, taken back by one undo. */
import { useId, useState, type FormEvent } from 'react';
import { Checkbox, NativeSelect, Radio, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { conceptOf, OBJECTED_PURPOSES, type Row } from '../../../core/domain/concepts.ts';
import { formatPartialDate } from '../../../core/domain/dutch-date.ts';
import type { FieldValue } from '../../../core/domain/field.ts';
import { localDay } from '../../../core/guidance/calendar.ts';
import { referenceTo } from '../../../core/guidance/plan.ts';
import type { ObjectedPurpose } from '../../../core/privacy/limits.ts';
import { Button } from '../../components/Button.tsx';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { parseTypedDate, typingForm } from '../../components/typed-date.ts';
import { useWords } from '../../components/useWords.ts';
import { useDossier } from './DossierContext.tsx';
import classes from './Limits.module.css';

type Restriction = Row<'restriction'>;

/** What is asked of both: since when, why, and with which request of the candidate. */
function useCommon(right: 'restriction' | 'objection') {
  const { t } = useTranslation();
  const words = useWords();
  const { candidate, rows } = useDossier();
  const say = useToast();
  const undoOf = useUndoOf();
  const add = useDo('dossier.addRow');
  const requests = rows.request.filter((each) => each.right === right);
  const open = requests.find(({ answeredOn }) => answeredOn === null);
  const [day, setDay] = useState(() => typingForm(localDay(Date.now())));
  const [reason, setReason] = useState('');
  const [request, setRequest] = useState(open?.id ?? '');
  const [tried, setTried] = useState(false);
  const from = parseTypedDate(day, 'date');
  return {
    tried,
    setTried,
    failure: add.failure,
    busy: add.busy,
    isRight: from.ok,
    inputs: (
      <>
        <TextInput
          label={t('limits.when')}
          value={day}
          autoComplete="off"
          error={tried && !from.ok ? t('dossier.reasons.wholeDay') : null}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        {requests.length > 0 && (
          <NativeSelect
            label={t('limits.withRequest')}
            value={request}
            onChange={(event) => setRequest(event.currentTarget.value)}
            data={[
              ...requests.map(({ id, receivedOn }) => ({
                value: id,
                label:
                  `${words.option('request', 'right', right)} ${formatPartialDate(receivedOn, words.language)}`.trim(),
              })),
              { value: '', label: t('limits.noRequest') },
            ]}
          />
        )}
        <Textarea
          label={t('limits.why')}
          value={reason}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </>
    ),
    async put(fields: Record<string, FieldValue>, message: string): Promise<boolean> {
      if (!from.ok) return false;
      const answer = await add.run({
        dossier: candidate.id,
        concept: 'restriction',
        fields: {
          ...fields,
          from: from.value,
          reason: reason.trim() || null,
          request: request === '' ? null : referenceTo('request', request),
        },
      });
      if (!answer.ok) return false;
      const { group } = answer.value;
      say({ message, action: { label: t('common.undo'), run: () => undoOf(group) } });
      return true;
    },
  };
}

const GROUNDS = conceptOf('restriction').fields['ground']?.options ?? [];

export function RestrictDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const common = useCommon('restriction');
  const [kind, setKind] = useState<'restriction' | 'shielding'>('restriction');
  const [ground, setGround] = useState('asked');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    common.setTried(true);
    if (await common.put({ kind, ground }, t('limits.restricted'))) onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('limits.restrictTitle')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={classes.form} data-restrict>
        <p>{t('limits.restrictWhat')}</p>
        <Radio.Group value={kind} onChange={setKind} aria-label={words.field('restriction', 'kind')}>
          <div className={classes.choices}>
            {(['restriction', 'shielding'] as const).map((each) => (
              <Radio
                key={each}
                value={each}
                label={words.option('restriction', 'kind', each)}
                description={t(`limits.kinds.${each}`)}
              />
            ))}
          </div>
        </Radio.Group>
        <NativeSelect
          label={words.field('restriction', 'ground')}
          value={ground}
          onChange={(event) => setGround(event.currentTarget.value)}
          data={GROUNDS.map((each) => ({ value: each, label: words.option('restriction', 'ground', each) }))}
        />
        {common.inputs}
        <ErrorNote failure={common.failure} />
        <Foot onClose={onClose} label={t('limits.restrictNow')} busy={common.busy} />
      </form>
    </Dialog>
  );
}

export function ObjectDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const common = useCommon('objection');
  const [purposes, setPurposes] = useState<readonly ObjectedPurpose[]>([]);
  const isMissing = common.tried && purposes.length === 0;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    common.setTried(true);
    if (purposes.length === 0) return;
    if (await common.put({ kind: 'objection', purposes: [...purposes] }, t('limits.objected'))) onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t('limits.objectTitle')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={classes.form} data-object>
        <p>{t('limits.objectWhat')}</p>
        <Checkbox.Group
          label={words.field('restriction', 'purposes')}
          error={isMissing ? t('limits.objectMissing') : null}
          value={[...purposes]}
          onChange={(next) => setPurposes(OBJECTED_PURPOSES.filter((each) => next.includes(each)))}
        >
          <div className={classes.choices}>
            {OBJECTED_PURPOSES.map((each) => (
              <Checkbox
                key={each}
                value={each}
                label={words.option('restriction', 'purposes', each)}
                description={t(`limits.effects.${each}`)}
              />
            ))}
          </div>
        </Checkbox.Group>
        {common.inputs}
        <ErrorNote failure={common.failure} />
        <Foot onClose={onClose} label={t('limits.objectNow')} busy={common.busy} />
      </form>
    </Dialog>
  );
}

/** The day on which they were told comes first: without it nothing is lifted (AVG art. 18(3)). An objection was their own. */
export function LiftDialog({ of, onClose }: { of: Restriction; onClose: () => void }) {
  const { t } = useTranslation();
  const { candidate } = useDossier();
  const say = useToast();
  const undoOf = useUndoOf();
  const edit = useDo('dossier.edit');
  const asks = useId();
  const isObjection = of.kind === 'objection';
  const [day, setDay] = useState(() => (of.toldOn === null ? '' : typingForm(of.toldOn)));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const today = localDay(Date.now());
  const told = parseTypedDate(day, 'date');
  const wrong =
    isObjection && day.trim() === ''
      ? null
      : !told.ok
        ? t('limits.toldOnMissing')
        : told.value > today
          ? t('limits.toldOnLater')
          : null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (wrong) return document.getElementById(asks)?.focus();
    const answer = await edit.run({
      dossier: candidate.id,
      concept: 'restriction',
      row: of.id,
      fields: { ...(told.ok ? { toldOn: told.value } : {}), liftedOn: today, liftReason: reason.trim() || null },
    });
    if (!answer.ok) return;
    const { group } = answer.value;
    say({ message: t('limits.lifted'), action: { label: t('common.undo'), run: () => undoOf(group) } });
    onClose();
  };
  return (
    <Dialog opened onClose={onClose} title={t(isObjection ? 'limits.liftTitleObjection' : 'limits.liftTitle')}>
      <form onSubmit={(event) => void submit(event)} noValidate className={classes.form} data-lift>
        <p>{t(isObjection ? 'limits.liftObjectionWhat' : 'limits.liftWhat')}</p>
        <TextInput
          id={asks}
          label={t('limits.toldOn')}
          placeholder={t('past.onDayHint')}
          value={day}
          autoComplete="off"
          data-autofocus
          error={tried ? wrong : null}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <Textarea
          label={t('limits.liftReason')}
          value={reason}
          maxLength={2000}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ErrorNote failure={edit.failure} />
        <Foot onClose={onClose} label={t('limits.liftNow')} busy={edit.busy} />
      </form>
    </Dialog>
  );
}

function Foot({ onClose, label, busy }: { onClose: () => void; label: string; busy: boolean }) {
  const { t } = useTranslation();
  return (
    <div className={classes.foot}>
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" busy={busy}>
        {label}
      </Button>
    </div>
  );
}
