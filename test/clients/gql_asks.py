"""Asks a server by Python's gql, and prints what came as JSON: python gql_asks.py http://127.0.0.1:4000"""

import json
import sys

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.requests import RequestsHTTPTransport
from graphql import GraphQLError, build_schema
from requests import get

url = sys.argv[1]
client = Client(transport=RequestsHTTPTransport(url=f"{url}/graphql"), fetch_schema_from_transport=True)
RELATED = gql(
    """query ($code: ID!, $after: String) { code(id: $code) { related(first: 7, after: $after) {
    totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } } }"""
)
said = {}


def fields(schema):
    return sorted(f"{kind}.{name}" for kind in ("Code", "GraphNode") for name in schema.type_map[kind].fields)


with client as session:
    said["introspected"] = fields(client.schema)
    said["served"] = fields(build_schema(get(f"{url}/schema.graphql", timeout=60).text))

    said["related"], after = [], None
    while True:
        page = session.execute(RELATED, variable_values={"code": "63278", "after": after})["code"]["related"]
        said["related"] += [edge["node"]["code"] for edge in page["edges"]]
        said["totalCount"], after = page["totalCount"], page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break

    said["deleted"] = session.execute(gql('{ code(id: "63180") { status lastValidDay } }'))["code"]
    try:
        session.execute(gql('{ subgraph(roots: ["63278"]) { nodes { id } } }'))
    except GraphQLError as error:
        said["invalid"] = error.message
    try:
        session.execute(gql('{ codes(filter: { terms: ["region:mars"] }) { totalCount } }'))
    except TransportQueryError as error:
        said["refusal"] = error.errors[0]

print(json.dumps(said))
