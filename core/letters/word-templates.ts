/** What can be said of a Word template before it is kept: why it can not be one, and what of it does not go along. */

/** Why a file can not be a template. Each has a sentence that says what to do. */
export const TEMPLATE_REFUSALS = [
  'notWord',
  'oldWord',
  'damaged',
  'tooLarge',
  'macros',
  'embedded',
  'elsewhere',
  'trackedChanges',
  'hiddenText',
  'wordFields',
  'fieldElsewhere',
  'unknownPart',
] as const;
export type TemplateRefusal = (typeof TEMPLATE_REFUSALS)[number];

/** What is taken out of it, since it would go along unseen with each letter. */
export const TEMPLATE_CLEANED = [
  'remarks',
  'properties',
  'attachedTemplate',
  'customData',
  'mergeSource',
  'buildingBlocks',
  'preview',
  'additions',
] as const;
export type TemplateCleaned = (typeof TEMPLATE_CLEANED)[number];

/** A letter with a letterhead in pictures has some megabytes. */
export const LARGEST_TEMPLATE = 20 * 1024 * 1024;
