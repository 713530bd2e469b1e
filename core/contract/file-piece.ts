/** How much of a file goes between window and desktop at once, in bytes. By itself, so that who needs the number need not make the contract. */
export const FILE_PIECE = 1024 * 1024;
