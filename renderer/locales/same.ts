/** The shape of a language: the same keys as Dutch, every value a text. */
export type Same<T> = { readonly [K in keyof T]: T[K] extends string ? string : Same<T[K]> };
