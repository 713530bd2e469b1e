/** The adviser signs the plan on the screen, after reading what it says. */
import { useState } from 'react';
import { IconSignature } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../../api/useAsk.ts';
import { useUndoOf } from '../../app/useUndo.ts';
import { Button } from '../../components/Button.tsx';
import { Dialog } from '../../components/Dialog.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Icon } from '../../components/Icon.tsx';
import { localDay } from '../../../core/guidance/calendar.ts';
import { ReportText } from '../../components/ReportText.tsx';
import { SignaturePad } from '../../components/SignaturePad.tsx';
import { useToast } from '../../components/Toasts.tsx';
import { useDossier } from './DossierContext.tsx';
import classes from './plan-versions.module.css';

export function SignPlan({ plan, text, isAgain }: { plan: string; text: string; isAgain: boolean }) {
  const { t } = useTranslation();
  const say = useToast();
  const undoOf = useUndoOf();
  const { candidate } = useDossier();
  const edit = useDo('dossier.edit');
  const [isOpen, setOpen] = useState(false);
  const [signature, setSignature] = useState<string | null>(null);
  const close = () => {
    setOpen(false);
    setSignature(null);
  };
  const sign = async () => {
    if (signature === null) return;
    const answer = await edit.run({
      dossier: candidate.id,
      concept: 'actionPlan',
      row: plan,
      fields: { adviserSignature: signature, adviserSignedOn: localDay(Date.now()) },
    });
    if (!answer.ok) return;
    close();
    const { group } = answer.value;
    say({
      message: t('guidance.versions.youSigned'),
      action: { label: t('common.undo'), run: () => undoOf(group) },
    });
  };
  return (
    <>
      <Button variant="default" leftSection={<Icon of={IconSignature} size={16} />} onClick={() => setOpen(true)}>
        {t(isAgain ? 'guidance.versions.signAgain' : 'guidance.versions.sign')}
      </Button>
      <Dialog
        opened={isOpen}
        onClose={close}
        size="lg"
        title={t('guidance.versions.signTitle')}
        footer={
          <>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button busy={edit.busy} disabled={signature === null} onClick={() => void sign()}>
              {t('guidance.versions.signNow')}
            </Button>
          </>
        }
      >
        <div className={classes.text}>
          <ReportText text={text} />
        </div>
        <ErrorNote failure={edit.failure} />
        <SignaturePad onChange={setSignature} />
      </Dialog>
    </>
  );
}
