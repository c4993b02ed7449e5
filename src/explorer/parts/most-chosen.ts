/** So many codes can be chosen; more could not be read beside each other. */
export const MOST_CHOSEN = 12;
