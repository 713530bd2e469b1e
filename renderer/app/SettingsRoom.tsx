/** The room of the settings, with the office among them. */
import { Office } from '../features/office/Office.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';

export function SettingsRoom({ section }: { section: string }) {
  return <SettingsScreen section={section} office={Office} />;
}
