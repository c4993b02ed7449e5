"""Asks the evals through Python's mcp of a server at an address, or of a command in JSON; prints what each answers, in JSON."""
import asyncio
import json
import sys

from mcp import Client, StdioServerParameters


async def main(evals, target, mode):
    server = target if target.startswith("http") else StdioServerParameters(**json.loads(target))
    async with Client(server, mode=mode) as client:
        tools = await client.list_tools()
        schema = await client.read_resource("codelattice://schema")
        said = []
        for one in json.loads(evals):
            result = await client.call_tool(one["tool"], one["arguments"])
            said.append(
                {
                    "text": result.content[0].text,
                    "structured": result.structured_content,
                    "isError": bool(result.is_error),
                }
            )
        print(
            json.dumps(
                {
                    "tools": [tool.name for tool in tools.tools],
                    "schema": len(schema.contents[0].text.encode()),
                    "said": said,
                }
            )
        )


asyncio.run(main(*sys.argv[1:]))
