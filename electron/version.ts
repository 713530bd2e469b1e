/** The version of the product, as in package.json (a test holds them together). */
export const VERSION = '0.1.0';

/** Its name, where people read it: also in what is printed. */
export const PRODUCT = 'Jobport Desktop';
