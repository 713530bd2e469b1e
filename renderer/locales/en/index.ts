/** Everything the window says in English, a file for each feature. */
import { access } from './access.ts';
import { app } from './app.ts';
import { assessments } from './assessments.ts';
import { calendar } from './calendar.ts';
import { candidateMode } from './candidateMode.ts';
import { candidates } from './candidates.ts';
import { common } from './common.ts';
import { conflicts } from './conflicts.ts';
import { documents } from './documents.ts';
import { dossier } from './dossier.ts';
import { duplicates } from './duplicates.ts';
import { errors } from './errors.ts';
import { guidance } from './guidance.ts';
import { guard } from './guard.ts';
import { handover } from './handover.ts';
import { limits } from './limits.ts';
import { letters } from './letters.ts';
import { intake } from './intake.ts';
import { office } from './office.ts';
import { past } from './past.ts';
import { packs } from './packs.ts';
import { reports } from './reports.ts';
import { requests } from './requests.ts';
import { retention } from './retention.ts';
import { search } from './search.ts';
import { settings } from './settings.ts';
import { shortcuts } from './shortcuts.ts';
import { statement } from './statement.ts';
import { turned } from './turned.ts';
import { vault } from './vault.ts';
import { visit } from './visit.ts';
import { waiting } from './waiting.ts';

export const en = {
  access,
  app,
  assessments,
  common,
  calendar,
  candidateMode,
  candidates,
  conflicts,
  documents,
  dossier,
  duplicates,
  errors,
  guidance,
  guard,
  handover,
  letters,
  limits,
  intake,
  office,
  past,
  packs,
  reports,
  requests,
  retention,
  search,
  settings,
  shortcuts,
  statement,
  turned,
  vault,
  visit,
  waiting,
} as const;
