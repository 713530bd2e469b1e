/** Settings. */
export function SettingsScreen({ section }: { section: string }) {
  return <h1>{section}</h1>;
}
