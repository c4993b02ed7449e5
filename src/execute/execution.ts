/** How an operation is executed: by a plan made of its document once, or by graphql-js from the document each time. */
export const EXECUTIONS = ['compiled', 'plain'] as const;
export type Execution = (typeof EXECUTIONS)[number];
