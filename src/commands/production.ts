/**
 * Runs as in production unless told otherwise: graphql-js compares types by name as well in development, which takes a
 * tenth of the time of an answer. Imported before all else, since libraries look once, when they are loaded.
 */
// biome-ignore lint/style/noProcessEnv: it is set here, not read
process.env.NODE_ENV ??= 'production';
