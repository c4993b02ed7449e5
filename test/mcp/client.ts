import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

export type Given = Record<string, unknown>;

/** Runs with a client of a server. */
export async function connected<T>(
  url: string,
  use: (client: Client) => Promise<T>,
  headers: Record<string, string> = {},
): Promise<T> {
  const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), { requestInit: { headers } }),
  );
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** What a tool says: its content as text, and whether it is an error. */
export async function call(url: string, name: string, given: Given, headers: Record<string, string> = {}) {
  return connected(
    url,
    async (client) => {
      const { content, isError, structuredContent } = await client.callTool({ name, arguments: given });
      const [first] = content;
      return {
        text: first?.type === 'text' ? first.text : '',
        isError: isError ?? false,
        structured: structuredContent as Given | undefined,
      };
    },
    headers,
  );
}
