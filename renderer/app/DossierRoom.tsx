/** The room of one dossier: the dossier itself, and above it what the office says about it. */
import { ConflictBar } from '../features/conflicts/ConflictBar.tsx';
import { WaitingBar } from '../features/waiting/WaitingBar.tsx';
import { DossierScreen } from '../features/dossier/DossierScreen.tsx';

export function DossierRoom({ id, tab, asOf }: { id: string; tab: string; asOf?: number | undefined }) {
  return (
    <DossierScreen
      id={id}
      tab={tab}
      asOf={asOf}
      above={
        <>
          <ConflictBar dossier={id} />
          <WaitingBar dossier={id} />
        </>
      }
    />
  );
}
