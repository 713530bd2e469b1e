/** The room of the settings, with the office and the adviser's own outlines among them. */
import { Templates } from '../features/dossier/OwnScreen.tsx';
import { Office } from '../features/office/Office.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';

export function SettingsRoom({ section }: { section: string }) {
  return <SettingsScreen section={section} elsewhere={{ office: Office, templates: Templates }} />;
}
