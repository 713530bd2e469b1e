/** The list of candidates. */
export function CandidatesScreen() {
  return <h1>…</h1>;
}
