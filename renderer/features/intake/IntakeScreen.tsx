/** Taking in files. */
export function IntakeScreen() {
  return null;
}
