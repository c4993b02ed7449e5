import type { Request } from 'autocannon';
import { checkClaim } from '../src/mcp/check-claim.ts';
import { compareCodes } from '../src/mcp/compare-codes.ts';
import { crosswalkCodes } from '../src/mcp/crosswalk-codes.ts';
import { findCodes } from '../src/mcp/find-codes.ts';
import { getCodes } from '../src/mcp/get-codes.ts';
import { relatedCodes } from '../src/mcp/related-codes.ts';
import { runQuery } from '../src/mcp/run-query.ts';
import type { Tool } from '../src/mcp/tool.ts';
import { inTurns, post } from './load.ts';
import { startServer } from './servers.ts';
import { compare } from './table.ts';

type Given = Readonly<Record<string, unknown>>;

const ASKED: readonly (readonly [tool: Tool, given: Given])[] = [
  [findCodes, { terms: ['region:sacral', 'compartment:extradural', 'lesion:neoplasm'] }],
  [getCodes, { ids: ['63278'] }],
  [getCodes, { ids: ['63278', '63277', '63276', '63275', '22551', '22552', '22845', '63047'] }],
  [relatedCodes, { id: '63278' }],
  [compareCodes, { ids: ['63278', '63277', '63283'] }],
  [checkClaim, { codes: ['22551', '22552', '22845', '22853 x2'] }],
  [crosswalkCodes, { ids: ['63278'], to: 'ICD10CM' }],
  [
    runQuery(() => null),
    {
      query: '{ family(id: "family:lesion-neoplasm") { codes(first: 12) { edges { node { id label } } } } }',
    },
  ],
];

/** What the tools of MCP cost over HTTP, each against the document that it runs, posted to /graphql with the same variables. */
export async function measureMcp(environment: Readonly<Record<string, string>>): Promise<void> {
  const { url } = await startServer(environment);
  for (const [tool, given] of ASKED) {
    const { graphql, mcp } = await inTurns({
      graphql: { url, requests: [await documentOf(tool, given, url)] },
      mcp: { url, requests: [callOf(tool, given)] },
    });
    const many = Array.isArray(given.ids) && given.ids.length > 3 ? ` of ${given.ids.length}` : '';
    compare('Tools of MCP', ['its document by GraphQL', graphql], [`\`${tool.name}\`${many}`, mcp], '≤ 1.2');
  }
}

/** The document that a tool runs for what it is given, as a request. */
async function documentOf(tool: Tool, given: Given, url: string): Promise<Request> {
  const asked: Request[] = [];
  await tool.call(tool.input.parse(given), async (query, variables) => {
    const request = post(query, variables);
    asked.push(request);
    const response = await fetch(`${url}/graphql`, { ...request, method: 'POST' } as RequestInit);
    return { ...((await response.json()) as Given), dataset: 'any', headers: response.headers as never };
  });
  const [request, more] = asked;
  if (request === undefined || more !== undefined)
    throw new Error(`${tool.name} runs ${asked.length} documents.`);
  return request;
}

/** A call as a client of the newest revision sends it. */
const callOf = ({ name }: Tool, given: Given): Request => ({
  method: 'POST',
  path: '/mcp',
  headers: {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': REVISION,
    'mcp-method': 'tools/call',
    'mcp-name': name,
  },
  body: JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'tools/call',
    params: {
      name,
      arguments: given,
      _meta: {
        'io.modelcontextprotocol/protocolVersion': REVISION,
        'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  }),
});

const REVISION = '2026-07-28';
