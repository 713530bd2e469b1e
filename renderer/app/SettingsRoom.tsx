/** The room of the settings, with the office and what an adviser writes with among them: outlines, and Word files of the organisation. */
import { Templates } from '../features/dossier/OwnScreen.tsx';
import { WordTemplates } from '../features/letters/WordTemplates.tsx';
import { Office } from '../features/office/Office.tsx';
import { StatementSettings } from '../features/statement/StatementSettings.tsx';
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx';

export function SettingsRoom({ section }: { section: string }) {
  return (
    <SettingsScreen section={section} elsewhere={{ office: Office, privacy: StatementSettings, templates: Writing }} />
  );
}

function Writing() {
  return (
    <>
      <WordTemplates />
      <Templates />
    </>
  );
}
